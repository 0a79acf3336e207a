import Core

extension App {
    /// `POST /deployments/deployment/{id}/pause`
    func pauseDeploymentByForm(_ call: Call) throws -> Response { try setPaused(true, by: call) }

    /// `POST /deployments/deployment/{id}/resume`
    func resumeDeploymentByForm(_ call: Call) throws -> Response { try setPaused(false, by: call) }

    private func setPaused(_ paused: Bool, by call: Call) throws -> Response {
        let id = try call.id()
        _ = try call.form()
        let found = try storage.write { try $0.setDeploymentPaused(id, paused, at: call.request.now) }
        guard found else { throw Failure.noDeploymentPage }
        return seeOther("/deployments/deployment/\(id)")
    }

    /// `POST /deployments/deployment/{id}/schedules/{schedule_id}/on`
    func switchScheduleOn(_ call: Call) throws -> Response { try setSchedule(active: true, by: call) }

    /// `POST /deployments/deployment/{id}/schedules/{schedule_id}/off`
    func switchScheduleOff(_ call: Call) throws -> Response { try setSchedule(active: false, by: call) }

    private func setSchedule(active: Bool, by call: Call) throws -> Response {
        let (id, schedule) = (try call.id(), try call.id("schedule_id"))
        _ = try call.form()
        let found = try storage.write {
            try $0.setScheduleActive(schedule, ofDeployment: id, active, at: call.request.now)
        }
        guard found else { throw Failure.notFound("There is no schedule with this id.") }
        return seeOther("/deployments/deployment/\(id)")
    }
}
