import Core
import JSON

extension App {
    /// `POST /api/deployments/{id}/set_schedule_active`, which only Prefect 2 has: resumes the deployment, and switches on
    /// the one schedule that such a client is shown.
    func activateDeployment(_ call: Call) throws -> Response {
        let (id, now) = (try call.id(), call.request.now)
        let found = try storage.write { tx in
            var change = DeploymentChange()
            change.singleSchedule = SingleSchedule(id: .none, isActive: true)
            return try tx.updateDeployment(id, change, at: now)
        }
        guard found else { throw Failure.notFound("Deployment not found") }
        return .json { $0.null() }
    }
}
