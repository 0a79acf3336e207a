public import Core
import JSON

extension SQLTransaction {
    public func addSchedules(_ schedules: [NewSchedule], toDeployment id: ID, at now: Timestamp) throws {
        for new in schedules {
            try connection.run(
                """
                INSERT INTO deployment_schedule (id, created, updated, deployment_id, schedule, active,
                    max_scheduled_runs, parameters, slug)
                VALUES (\(new.id), \(now), \(now), \(id), \(new.schedule.json), \(new.active),
                    \(new.maxScheduledRuns), \(new.parameters), \(new.slug))
                """)
        }
        try askScheduler(toLookAtDeployment: id)
    }

    public func reviseSchedules(ofDeployment id: ID, _ revisions: ScheduleRevisions, at now: Timestamp) throws {
        try delete(.automaticAndComing, ofDeployment: id, at: now)
        switch revisions {
        case .replaceAll(let schedules):
            try connection.run("DELETE FROM deployment_schedule WHERE deployment_id = \(id)")
            try addSchedules(schedules, toDeployment: id, at: now)
        case .revise(let changes, let additions):
            let targets = try changes.compactMap { change in
                try schedule(withSlug: change.slug, ofDeployment: id).map { (id: $0, change: change) }
            }
            // Schedules may trade their slugs, so none of those that change one keeps it meanwhile.
            for target in targets where target.change.slug != target.change.change.slug {
                try connection.run("UPDATE deployment_schedule SET slug = NULL WHERE id = \(target.id)")
            }
            for target in targets { try apply(target.change.change, toSchedule: target.id, ofDeployment: id, at: now) }
            try addSchedules(additions, toDeployment: id, at: now)
        }
    }

    public func updateSchedule(
        _ id: ID, ofDeployment deployment: ID, _ change: ScheduleChange, at now: Timestamp
    ) throws -> Bool {
        guard try apply(change, toSchedule: id, ofDeployment: deployment, at: now) else { return false }
        try delete(.automaticAndComing, ofDeployment: deployment, at: now)
        try askScheduler(toLookAtDeployment: deployment)
        return true
    }

    public func setScheduleActive(_ id: ID, ofDeployment deployment: ID, _ active: Bool, at now: Timestamp) throws
        -> Bool
    {
        var change = ScheduleChange()
        change.active = active
        return try updateSchedule(id, ofDeployment: deployment, change, at: now)
    }

    public func deleteSchedule(_ id: ID, ofDeployment deployment: ID, at now: Timestamp) throws -> Bool {
        let deleted = try connection.run(
            "DELETE FROM deployment_schedule WHERE id = \(id) AND deployment_id = \(deployment)")
        guard deleted > 0 else { return false }
        try delete(.automatic, ofDeployment: deployment, at: now)
        try askScheduler(toLookAtDeployment: deployment)
        return true
    }

    private func schedule(withSlug slug: String, ofDeployment id: ID) throws -> ID? {
        try connection.first("SELECT id FROM deployment_schedule WHERE deployment_id = \(id) AND slug = \(slug)") {
            try $0.id(0)
        }
    }

    @discardableResult
    private func apply(
        _ change: ScheduleChange, toSchedule id: ID, ofDeployment deployment: ID, at now: Timestamp
    ) throws -> Bool {
        var set: [SQL] = ["updated = \(now)"]
        if let schedule = change.schedule { set.append("schedule = \(schedule.json)") }
        if let active = change.active { set.append("active = \(active)") }
        if let most = change.maxScheduledRuns { set.append("max_scheduled_runs = \(most)") }
        if let parameters = change.parameters { set.append("parameters = \(parameters)") }
        if let slug = change.slug { set.append("slug = \(slug)") }
        return try connection.run(
            "UPDATE deployment_schedule SET \(set, joined: ", ") WHERE id = \(id) AND deployment_id = \(deployment)")
            > 0
    }
}
