import Core
import JSON

extension SQLTransaction {
    /// How the members of a pool that events tell of stand; nil when there is no such pool.
    func toldMembers(ofWorkPool id: ID) throws -> JSONObject? {
        try connection.first(
            """
            SELECT description, base_job_template, concurrency_limit, storage_configuration FROM work_pool
            WHERE id = \(id)
            """
        ) { row in
            [
                "description": row.optionalText(0).map(JSONValue.string) ?? .null,
                "base_job_template": try row.json(1),
                "concurrency_limit": row.optionalInt(2).map(JSONValue.int) ?? .null,
                "storage_configuration": .object(WorkPoolStorage.whole(try row.optionalJSON(3)?.object ?? [:])),
            ]
        }
    }

    /// Tells of a pool that was changed, if something changed that is told.
    func tellChanges(ofWorkPool id: ID, since before: JSONObject, at now: Timestamp) throws {
        let after = try toldMembers(ofWorkPool: id) ?? [:]
        let changes = after.changes(since: before)
        if !changes.isEmpty { try tell(.updated, ofWorkPool: id, changes: changes, at: now) }
    }

    /// Keeps an event of a pool that is there. The answer is its id.
    @discardableResult
    func tell(
        _ kind: WorkEventKind, ofWorkPool id: ID, changes: JSONObject = [:], follows: ID? = nil, at now: Timestamp
    ) throws -> ID? {
        guard let pool = try eventSubject(ofWorkPool: id) else { return nil }
        let event = WorkPoolEvent.event(kind, of: pool, changes: changes, follows: follows, at: now)
        try insertEvent(event)
        return event.id
    }

    /// A pool as events speak of it.
    func eventSubject(ofWorkPool id: ID) throws -> WorkPoolEvent.Subject? {
        try connection.first(
            """
            SELECT name, type, default_queue_id,
                json_extract(storage_configuration, '$.default_result_storage_block_id')
            FROM work_pool WHERE id = \(id)
            """
        ) {
            WorkPoolEvent.Subject(
                id: id, name: $0.text(0), type: $0.text(1), defaultQueueID: $0.optionalID(2),
                resultStorageID: $0.optionalText(3))
        }
    }
}

extension JSONObject {
    /// Each member that differs, with what it was and is: `{"from": …, "to": …}`.
    func changes(since before: JSONObject) -> JSONObject {
        var changes = JSONObject()
        for member in members where before[member.key] != member.value {
            changes[member.key] = ["from": before[member.key] ?? .null, "to": member.value]
        }
        return changes
    }
}
