import Core
import JSON
import Store
import TestSupport
import Web

/// Tests of runs whose process is gone, on a server whose only service looks for them.
protocol ZombieSuite {
    var server: TestServer { get }
    var zombies: Zombies { get }
}

extension ZombieSuite {
    func running(_ members: JSONObject = [:]) throws -> String {
        let body: JSONObject = ["flow_id": try server.flow(), "state": ["type": "RUNNING"]]
        return "flow_runs/\(try server.made("/api/flow_runs/", .object(body.merging(members))))"
    }

    /// A running run that a worker has made a process, or handed on.
    func submitted(type: String = "process") throws -> String {
        let run = try running()
        let pool = try server.made("/api/work_pools/", ["name": "pool", "type": .string(type)])
        try workerBeat()
        try tell(
            "prefect.worker.submitted-flow-run",
            [
                "prefect.resource.id": .string("prefect.worker.\(type).w"), "prefect.resource.name": "w",
                "prefect.worker-type": .string(type),
            ],
            [
                ["prefect.resource.id": .string("prefect.flow-run.\(id(run))"), "prefect.resource.role": "flow-run"],
                ["prefect.resource.id": .string("prefect.work-pool.\(pool)"), "prefect.resource.role": "work-pool"],
            ])
        return run
    }

    func workerBeat() throws {
        try server.send(.post, "/api/work_pools/pool/workers/heartbeat", ["name": "w"])
    }

    /// A heartbeat that was sent some minutes ago arrives.
    func beat(_ run: String, _ minutesAgo: Int64 = 0) throws {
        try tell(
            "prefect.flow-run.heartbeat", ["prefect.resource.id": .string("prefect.flow-run.\(id(run))")], [],
            minutesAgo)
    }

    func tell(
        _ name: String, _ resource: JSONObject, _ related: [JSONObject], _ minutesAgo: Int64 = 0
    ) throws {
        let now = server.clock.now
        let event = Event(
            id: server.clock.effects.newID(at: now), occurred: now - .minutes(minutesAgo), received: now, name: name,
            resource: resource, related: related)
        _ = try server.database.write { try $0.receive(event) }
    }

    /// Lets time pass with the service at work. Answers what it told.
    @discardableResult
    func pass(_ interval: Interval, _ service: Zombies? = nil) throws -> [String] {
        let end = server.clock.now + interval
        var notices: [String] = []
        while server.clock.now < end {
            notices += try server.run(service ?? zombies).notices
            server.clock.advance(by: .seconds(5))
        }
        return notices + (try server.run(service ?? zombies).notices)
    }

    func id(_ run: String) -> String { String(run.split(separator: "/").last ?? "") }

    func type(_ run: String) throws -> JSONValue? { try server.send(.get, "/api/\(run)")["state_type"] }
}
