import Core
import JSON

extension SQLTransaction {
    /// How the members of a queue that events tell of stand; nil when there is no such queue.
    func toldMembers(ofWorkQueue id: ID) throws -> JSONObject? {
        try connection.first(
            "SELECT name, description, concurrency_limit, priority FROM work_queue WHERE id = \(id)"
        ) { row in
            [
                "name": .string(row.text(0)), "description": .string(row.text(1)),
                "concurrency_limit": row.optionalInt(2).map(JSONValue.int) ?? .null, "priority": .int(row.int(3)),
            ]
        }
    }

    /// Tells of a queue that was changed, if something changed that is told.
    func tellChanges(ofWorkQueue id: ID, since before: JSONObject, at now: Timestamp) throws {
        let after = try toldMembers(ofWorkQueue: id) ?? [:]
        let changes = after.changes(since: before)
        if !changes.isEmpty { try tell(.updated, ofWorkQueue: id, changes: changes, at: now) }
    }

    /// Keeps an event of a queue that is there.
    func tell(
        _ kind: WorkEventKind, ofWorkQueue id: ID, changes: JSONObject = [:], at now: Timestamp
    ) throws {
        let found = try connection.first("SELECT name, work_pool_id FROM work_queue WHERE id = \(id)") {
            (name: $0.text(0), pool: try $0.id(1))
        }
        guard let found, let pool = try eventSubject(ofWorkPool: found.pool) else { return }
        let subject = WorkQueueEvent.Subject(id: id, name: found.name, pool: pool)
        try insertEvent(WorkQueueEvent.event(kind, of: subject, changes: changes, at: now))
    }
}
