public import Core
import JSON

extension SQLTransaction {
    public func addSchedules(_ schedules: [NewSchedule], toDeployment id: ID, at now: Timestamp) throws {
        try addSchedules(schedules, toDeployment: id, pending: [:], at: now)
    }

    /// Puts schedules in the place of all that are there.
    func replaceSchedules(ofDeployment id: ID, with schedules: [NewSchedule], at now: Timestamp) throws {
        // A schedule that stays may wait for a look since a change before this one.
        var pending: [String: Timestamp] = [:]
        try connection.each(
            "SELECT schedule, parameters, next_look FROM deployment_schedule WHERE deployment_id = \(id) AND active"
        ) { row in pending[try row.keyPrefix(ofDeployment: id)] = row.time(2) }
        try connection.run("DELETE FROM deployment_schedule WHERE deployment_id = \(id)")
        try addSchedules(schedules, toDeployment: id, pending: pending, at: now)
    }

    /// - Parameter pending: since when schedules wait for a look, by what their runs' keys begin with.
    private func addSchedules(
        _ schedules: [NewSchedule], toDeployment id: ID, pending: [String: Timestamp], at now: Timestamp
    ) throws {
        for new in schedules {
            let prefix = ScheduledRunTemplate.keyPrefix(
                deployment: id, schedule: new.schedule.json, parameters: new.parameters)
            try connection.run(
                """
                INSERT INTO deployment_schedule (id, created, updated, deployment_id, schedule, active,
                    max_scheduled_runs, parameters, slug, next_look)
                VALUES (\(new.id), \(now), \(now), \(id), \(new.schedule.json), \(new.active),
                    \(new.maxScheduledRuns), \(new.parameters), \(new.slug),
                    \(min(pending[prefix] ?? now, now)))
                """)
        }
        try askScheduler(toLookAtDeployment: id, at: now)
    }

    public func reviseSchedules(ofDeployment id: ID, _ revisions: ScheduleRevisions, at now: Timestamp) throws {
        switch revisions {
        case .replaceAll(let schedules):
            try withdrawing(.automaticAndComing, of: "TRUE", ofDeployment: id, at: now) {
                try replaceSchedules(ofDeployment: id, with: schedules, at: now)
            }
        case .revise(let changes, let additions):
            let targets = try changes.compactMap { change in
                try schedule(withSlug: change.slug, ofDeployment: id).map { (id: $0, change: change) }
            }
            let touched: SQL = "id IN \(SQL.list(targets.map(\.id)))"
            try withdrawing(.automaticAndComing, of: touched, ofDeployment: id, at: now) {
                // Schedules may trade their slugs, so none of those that change one keeps it meanwhile.
                for target in targets where target.change.slug != target.change.change.slug {
                    try connection.run("UPDATE deployment_schedule SET slug = NULL WHERE id = \(target.id)")
                }
                for target in targets {
                    try apply(target.change.change, toSchedule: target.id, ofDeployment: id, at: now)
                }
                try addSchedules(additions, toDeployment: id, at: now)
            }
        }
    }

    public func updateSchedule(
        _ id: ID, ofDeployment deployment: ID, _ change: ScheduleChange, at now: Timestamp
    ) throws -> Bool {
        try withdrawing(.automaticAndComing, of: "id = \(id)", ofDeployment: deployment, at: now) {
            try apply(change, toSchedule: id, ofDeployment: deployment, at: now)
        }
    }

    public func setScheduleActive(_ id: ID, ofDeployment deployment: ID, _ active: Bool, at now: Timestamp) throws
        -> Bool
    {
        var change = ScheduleChange()
        change.active = active
        return try updateSchedule(id, ofDeployment: deployment, change, at: now)
    }

    public func deleteSchedule(_ id: ID, ofDeployment deployment: ID, at now: Timestamp) throws -> Bool {
        try withdrawing(.automatic, of: "id = \(id)", ofDeployment: deployment, at: now) {
            try connection.run("DELETE FROM deployment_schedule WHERE id = \(id) AND deployment_id = \(deployment)")
                > 0
        }
    }

    /// Changes schedules, and deletes those of their runs that no active schedule of the deployment would make any more.
    ///
    /// - Parameter touched: which schedules the change is about.
    private func withdrawing<Result>(
        _ runs: ScheduledRuns, of touched: SQL, ofDeployment id: ID, at now: Timestamp, _ change: () throws -> Result
    ) throws -> Result {
        let before = try keyPrefixes(ofDeployment: id, where: touched)
        let result = try change()
        for prefix in before.subtracting(try keyPrefixes(ofDeployment: id, where: "active")) {
            try delete(runs, ofDeployment: id, keyPrefix: prefix, at: now)
        }
        try askScheduler(toLookAtDeployment: id, at: now)
        return result
    }

    /// What the keys of the runs of some schedules begin with.
    private func keyPrefixes(ofDeployment id: ID, where condition: SQL) throws -> Set<String> {
        Set(
            try connection.rows(
                "SELECT schedule, parameters FROM deployment_schedule WHERE deployment_id = \(id) AND \(condition)"
            ) { try $0.keyPrefix(ofDeployment: id) })
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
        if let active = change.active {
            // What was due while a schedule was off stays undone.
            if active { set.append("next_look = CASE WHEN active THEN next_look ELSE \(now) END") }
            set.append("active = \(active)")
        }
        if let most = change.maxScheduledRuns { set.append("max_scheduled_runs = \(most)") }
        if let parameters = change.parameters { set.append("parameters = \(parameters)") }
        if let slug = change.slug { set.append("slug = \(slug)") }
        return try connection.run(
            "UPDATE deployment_schedule SET \(set, joined: ", ") WHERE id = \(id) AND deployment_id = \(deployment)")
            > 0
    }
}

extension Row {
    /// What the keys of a schedule's runs begin with, where the row has its schedule and its parameters first.
    fileprivate borrowing func keyPrefix(ofDeployment id: ID) throws -> String {
        ScheduledRunTemplate.keyPrefix(
            deployment: id, schedule: try json(0), parameters: try json(1).object ?? JSONObject())
    }
}
