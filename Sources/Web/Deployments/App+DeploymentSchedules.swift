import Core
import JSON

extension App {
    /// `GET /api/deployments/{id}/schedules`
    func listSchedules(_ call: Call) throws -> Response {
        let (id, client) = (try call.id(), call.client)
        return try storage.read { tx in
            try tx.requireDeployment(id)
            return try .list { try tx.writeSchedules(ofDeployment: id, client.dialect, into: &$0) }
        }
    }

    /// `POST /api/deployments/{id}/schedules`: a list of schedules, answered in its order.
    func createSchedules(_ call: Call) throws -> Response {
        let id = try call.id()
        let (now, client) = (call.request.now, call.client)
        var schedules = try call.body(.list(of: ScheduleReading(now: now, zones: zones, client: client).new))
        for (place, id) in effects.newIDs(schedules.count, at: now).enumerated() { schedules[place].id = id }
        return try storage.write { [schedules] tx in
            try tx.requireDeployment(id)
            try tx.addSchedules(schedules, toDeployment: id, at: now)
            var writer = JSONWriter()
            try writer.array { try tx.writeSchedules(schedules.map(\.id), client.dialect, into: &$0) }
            return .json(.created, writer)
        }
    }

    /// `PATCH /api/deployments/{id}/schedules/{schedule_id}`
    func updateSchedule(_ call: Call) throws -> Response {
        let (id, schedule) = (try call.id(), try call.id("schedule_id"))
        let now = call.request.now
        let change = try call.body(ScheduleReading(now: now, zones: zones, client: call.client).change)
        try storage.write { tx in
            try tx.requireDeployment(id)
            guard try tx.updateSchedule(schedule, ofDeployment: id, change, at: now) else {
                throw Failure.notFound("Schedule not found.")
            }
        }
        return .noContent
    }

    /// `DELETE /api/deployments/{id}/schedules/{schedule_id}`
    func deleteSchedule(_ call: Call) throws -> Response {
        let (id, schedule) = (try call.id(), try call.id("schedule_id"))
        try storage.write { tx in
            try tx.requireDeployment(id)
            guard try tx.deleteSchedule(schedule, ofDeployment: id, at: call.request.now) else {
                throw Failure.notFound("Schedule not found.")
            }
        }
        return .noContent
    }

    /// Gives schedules that may turn out to be new their ids.
    func named(_ revisions: [ScheduleRevision], at now: Timestamp) -> [ScheduleRevision] {
        zip(revisions, effects.newIDs(revisions.count, at: now)).map { revision, id in
            var revision = revision
            revision.id = id
            return revision
        }
    }
}

extension DeploymentReading {
    /// Refuses a deployment that is not there. The full stop is the real server's.
    fileprivate func requireDeployment(_ id: ID) throws {
        guard try deployment(id) != nil else { throw Failure.notFound("Deployment not found.") }
    }
}
