import Core

extension SQLTransaction {
    /// Does what a client asked that knows of one schedule only. Answers whether the deployment is to be paused; nil leaves
    /// it as it is.
    func apply(_ single: SingleSchedule, toDeployment id: ID, at now: Timestamp) throws -> Bool? {
        let schedules = try connection.rows(
            """
            SELECT id, schedule, active FROM deployment_schedule WHERE deployment_id = \(id)
            ORDER BY \(SQL.schedulesByAge)
            """
        ) { ShownSchedule(id: try $0.id(0), schedule: try $0.json(1), active: $0.bool(2)) }
        if single.isOnly {
            for other in schedules.dropFirst() { _ = try deleteSchedule(other.id, ofDeployment: id, at: now) }
        }
        switch single.step(from: schedules.first) {
        case .nothing: break
        case .add(let schedule): try addSchedules([schedule], toDeployment: id, at: now)
        case .change(let schedule, let change):
            _ = try updateSchedule(schedule, ofDeployment: id, change, at: now)
        case .remove(let schedule): _ = try deleteSchedule(schedule, ofDeployment: id, at: now)
        }
        return single.paused(shown: schedules.first)
    }
}
