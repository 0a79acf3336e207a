public import Core
import JSON

extension SQLTransaction: EventWriting {
    @discardableResult
    public func insertEvent(_ event: Event) throws -> Bool {
        let inserted = try connection.run(
            """
            INSERT INTO event (id, occurred, received, event, resource_id, resource, related, payload, follows)
            VALUES (\(event.id), \(event.occurred), \(event.received), \(event.name), \(event.resourceID),
                \(event.resource), \(JSONValue.array(event.related.map(JSONValue.object))), \(event.payload),
                \(event.follows))
            ON CONFLICT (id) DO NOTHING
            """)
        if inserted > 0 { touch(.events) }
        return inserted > 0
    }
}
