import Core

extension App {
    /// The addresses of work pools before there were work pools. Nothing but 2.7's own command `work-pool` calls them.
    ///
    /// The answer is that of 2.7's server, on which they are switched off unless somebody asks for them.
    func refuseExperimentalWorkPools(_ call: Call) throws -> Response {
        throw Failure.notFound("Work pools are not enabled")
    }
}

extension Routes {
    static let experimentalWorkPools: [Route] = [
        "POST /", "POST /filter", "GET /{name}", "PATCH /{name}", "DELETE /{name}",
        "POST /{name}/get_scheduled_flow_runs", "POST /{name}/queues", "POST /{name}/queues/filter",
        "GET /{name}/queues/{queue_name}", "PATCH /{name}/queues/{queue_name}", "DELETE /{name}/queues/{queue_name}",
        "POST /{name}/workers/filter", "POST /{name}/workers/heartbeat",
    ].map { line in
        Route(
            line.replacing(" /", with: " /api/experimental/work_pools/"), App.refuseExperimentalWorkPools,
            "Be told that the first work pools are switched off", gives: .nothing, for: .olderClients)
    }
}
