public import JSON

extension Event {
    /// The first related resource that plays a part.
    public func related(inRole role: String) -> JSONObject? {
        related.first { $0["prefect.resource.role"]?.string == role }
    }

    /// The id within a label such as `prefect.task-run.<id>`; nil for a resource of another kind.
    public static func objectID(of resource: JSONObject, kind: String) -> ID? {
        guard let label = resource["prefect.resource.id"]?.string, label.hasPrefix(kind + ".") else { return nil }
        return ID(String(label.dropFirst(kind.count + 1)))
    }

    /// What the API answers for an event.
    public static let wire = WireObject(
        "ReceivedEvent",
        [
            .init("occurred", .time),
            .init("event", .text),
            .init("resource", .json(default: [:]), as: .map(.text)),
            .init("related", .json(default: []), as: .list(.map(.text))),
            .init("payload", .json(default: [:]), as: .map(.any)),
            .init("id", .id),
            .nullable("follows", .id),
            .init("received", .time),
        ])
}
