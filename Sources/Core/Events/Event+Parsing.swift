public import JSON

/// Why something sent as an event is none. The text says which member is wrong.
public struct EventError: Error, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

extension Event {
    /// The bounds that Prefect's server sets by default.
    private static let nameLimit = 1024
    private static let labelLimit = 500
    private static let relatedLimit = 100

    /// Reads an event as clients send it. Members that are not known are passed over.
    public init(parsing text: [UInt8], received: Timestamp) throws {
        let json: JSONValue
        do throws(JSONError) { json = try JSONValue(parsing: text) } catch {
            throw EventError("\(error.message) (at byte \(error.position))")
        }
        try self.init(json, received: received)
    }

    /// Reads an event from a document.
    public init(_ json: JSONValue, received: Timestamp) throws(EventError) {
        guard json.object != nil else { throw EventError("An event is an object.") }
        guard let id = json["id"]?.string.flatMap(ID.init) else { throw EventError("id: a UUID is needed.") }
        guard let occurred = json["occurred"]?.string.flatMap(Timestamp.init) else {
            throw EventError("occurred: a time is needed.")
        }
        guard let name = json["event"]?.string, name.unicodeScalars.count <= Event.nameLimit else {
            throw EventError("event: a name of at most \(Event.nameLimit) characters is needed.")
        }
        let related = json["related"] ?? []
        guard let parts = related.array, parts.count <= Event.relatedLimit else {
            throw EventError("related: a list of at most \(Event.relatedLimit) resources is needed.")
        }
        guard let payload = (json["payload"] ?? [:]).object else { throw EventError("payload: an object is needed.") }
        let follows = json["follows"] ?? .null
        let followed = follows.string.flatMap(ID.init)
        guard follows == .null || followed != nil else { throw EventError("follows: a UUID or null is needed.") }
        var resources: [JSONObject] = []
        for (place, part) in parts.enumerated() {
            resources.append(try Event.resource(part, at: "related.\(place)", needs: ["prefect.resource.role"]))
        }
        self.init(
            id: id, occurred: occurred, received: received, name: name,
            resource: try Event.resource(json["resource"] ?? .null, at: "resource"),
            related: resources, payload: payload, follows: followed)
    }

    /// Labels: texts by name, among them the id of the resource.
    private static func resource(
        _ json: JSONValue, at place: String, needs: [String] = []
    ) throws(EventError) -> JSONObject {
        guard let labels = json.object, labels.count <= labelLimit,
            labels.members.allSatisfy({ $0.value.string != nil })
        else { throw EventError("\(place): an object of at most \(labelLimit) texts is needed.") }
        for name in ["prefect.resource.id"] + needs where labels[name]?.string?.isEmpty ?? true {
            throw EventError("\(place): the label \(name) is needed.")
        }
        return labels
    }
}
