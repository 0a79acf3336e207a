public import Core
import JSON

extension SQLTransaction: TaskRunRecordWriting {
    public func record(_ record: TaskRunRecord, at now: Timestamp) throws -> Bool {
        if let flowRunID = record.flowRunID,
            try !connection.exists("SELECT 1 FROM flow_run WHERE id = \(flowRunID)")
        {
            return false
        }
        let run: KnownRun
        if let known = try knownRun(for: record) {
            run = known
            if run.isBefore(record) {
                try update(run.id, with: record, at: now)
                try setCurrentState(record.state, ofTaskRun: run.id)
            } else if let summary = try summary(ofTaskRun: record.id) {
                try update(run.id, with: summary, at: now)
            }
        } else {
            run = KnownRun(id: record.id, stateID: nil, stateTimestamp: nil)
            try insert(record, at: now)
        }
        try connection.run(
            """
            INSERT INTO task_run_state (id, task_run_id, flow_run_id, timestamp, type, name, message, data, details)
            VALUES (\(record.state.id), \(run.id), \(record.flowRunID), \(record.state.timestamp),
                \(record.state.type.rawValue), \(record.state.name), \(record.state.message), \(record.state.data),
                \(record.state.details.members.isEmpty ? nil : record.state.details.members))
            ON CONFLICT (id) DO NOTHING
            """)
        if record.state.type.isFinal, run.isBefore(record) {
            // The event may come after the same run was begun again: what it took since then is not meant.
            try apply(.free(.holderUntil(SlotHolder(.taskRun, run.id), record.state.timestamp)), at: now)
        }
        return true
    }

    /// The row that a record belongs to: that of the same call of the task, or else that of the id.
    private func knownRun(for record: TaskRunRecord) throws -> KnownRun? {
        let sameCall = try record.flowRunID.flatMap { flowRunID in
            try connection.first(
                """
                SELECT id, state_id, state_timestamp FROM task_run
                WHERE flow_run_id = \(flowRunID) AND task_key = \(record.taskKey) AND dynamic_key = \(record.dynamicKey)
                """, KnownRun.init(row:))
        }
        return try sameCall
            ?? connection.first(
                "SELECT id, state_id, state_timestamp FROM task_run WHERE id = \(record.id)", KnownRun.init(row:))
    }

    private func insert(_ record: TaskRunRecord, at now: Timestamp) throws {
        let state = record.state
        try connection.run(
            """
            INSERT INTO task_run (id, created, updated, name, flow_run_id, task_key, dynamic_key, cache_key,
                cache_expiration, task_version, empirical_policy, tags, labels, task_inputs, run_count,
                flow_run_run_count, expected_start_time, next_scheduled_start_time, start_time, end_time,
                total_run_time, state_id, state_type, state_name, state_timestamp)
            VALUES (\(record.id), \(now), \(now), \(record.name ?? record.taskKey), \(record.flowRunID),
                \(record.taskKey), \(record.dynamicKey), \(record.cacheKey), \(record.cacheExpiration),
                \(record.taskVersion), \(record.empiricalPolicy ?? JSONObject()),
                \(JSONValue.texts(record.tags ?? [])), \(record.labels ?? JSONObject()),
                \(record.taskInputs ?? JSONObject()), \(record.runCount ?? 0), \(record.flowRunRunCount ?? 0),
                \(record.expectedStartTime), \(record.nextScheduledStartTime), \(record.startTime),
                \(record.endTime), \(record.totalRunTime ?? .zero),
                \(state.id), \(state.type.rawValue), \(state.name), \(state.timestamp))
            """)
        try insertTags(record.tags ?? [], ofTaskRun: record.id)
    }

    /// Takes over what is told; what is not told stays.
    private func update(_ id: ID, with record: TaskRunRecord, at now: Timestamp) throws {
        if let tags = record.tags { try replaceTags(tags, ofTaskRun: id) }
        try connection.run(
            """
            UPDATE task_run SET updated = \(now),
                flow_run_id = \(record.flowRunID), task_key = \(record.taskKey), dynamic_key = \(record.dynamicKey),
                name = coalesce(\(record.name), name),
                cache_key = coalesce(\(record.cacheKey), cache_key),
                cache_expiration = coalesce(\(record.cacheExpiration), cache_expiration),
                task_version = coalesce(\(record.taskVersion), task_version),
                empirical_policy = coalesce(\(record.empiricalPolicy), empirical_policy),
                tags = coalesce(\(record.tags.map(JSONValue.texts)), tags),
                labels = coalesce(\(record.labels), labels),
                task_inputs = coalesce(\(record.taskInputs), task_inputs),
                run_count = coalesce(\(record.runCount), run_count),
                flow_run_run_count = coalesce(\(record.flowRunRunCount), flow_run_run_count),
                expected_start_time = coalesce(\(record.expectedStartTime), expected_start_time),
                next_scheduled_start_time = coalesce(\(record.nextScheduledStartTime), next_scheduled_start_time),
                start_time = coalesce(\(record.startTime), start_time),
                end_time = coalesce(\(record.endTime), end_time),
                total_run_time = coalesce(\(record.totalRunTime), total_run_time)
            WHERE id = \(id)
            """)
    }

    private func setCurrentState(_ state: State, ofTaskRun id: ID) throws {
        try connection.run(
            """
            UPDATE task_run SET state_id = \(state.id), state_type = \(state.type.rawValue),
                state_name = \(state.name), state_timestamp = \(state.timestamp)
            WHERE id = \(id)
            """)
    }

    /// What all stored events of a run tell together. Only asked when one comes late, which is rare.
    private func summary(ofTaskRun id: ID) throws -> TaskRunRecord? {
        let events = try connection.rows(
            """
            SELECT id, occurred, received, event, resource, related, payload FROM event
            WHERE resource_id = \("prefect.task-run.\(id)")
            """
        ) { row in
            Event(
                id: try row.id(0), occurred: row.time(1), received: row.time(2), name: row.text(3),
                resource: try row.json(4).object ?? JSONObject(),
                related: try row.json(5).array?.compactMap(\.object) ?? [],
                payload: try row.json(6).object ?? JSONObject())
        }
        return TaskRunRecord.summary(
            of: events.filter(TaskRunRecord.isTold(by:)).compactMap { try? TaskRunRecord($0) })
    }

    private func replaceTags(_ tags: [String], ofTaskRun id: ID) throws {
        let known = try connection.rows("SELECT tag FROM task_run_tag WHERE task_run_id = \(id)") { $0.text(0) }
        guard Set(known) != Set(tags) else { return }
        try connection.run("DELETE FROM task_run_tag WHERE task_run_id = \(id)")
        try insertTags(tags, ofTaskRun: id)
    }
}

/// What decides whether a record is news to a run that is there.
private struct KnownRun {
    let id: ID
    let stateID: ID?
    let stateTimestamp: Timestamp?

    init(id: ID, stateID: ID?, stateTimestamp: Timestamp?) {
        self.id = id
        self.stateID = stateID
        self.stateTimestamp = stateTimestamp
    }

    init(row: borrowing Row) throws {
        self.init(id: try row.id(0), stateID: row.optionalID(1), stateTimestamp: row.optionalTime(2))
    }

    /// Whether a record tells of a later state than the current one.
    func isBefore(_ record: TaskRunRecord) -> Bool {
        guard let stateID, let stateTimestamp else { return true }
        return record.isLater(than: stateTimestamp, stateID)
    }
}

extension JSONValue {
    fileprivate static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
