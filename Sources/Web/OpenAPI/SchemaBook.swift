import Core
import JSON

/// The schemas of a description of the API, each under its name, gathered while something is described.
struct SchemaBook {
    /// By name; one that is being described is there already, without its content.
    private(set) var schemas: [String: JSONObject] = [:]
    /// What each name of a request's object was given to.
    private var owners: [String: ObjectIdentifier] = [:]
    /// What each other name stands for, in short.
    private var contents: [String: [String]] = [:]
    /// Names that stand for two things at once, which must not be.
    private(set) var conflicts: [String] = []
    /// The name of a thing that has none of its own: the object around it and its member.
    private var place = ""

    /// Marks a schema of which nothing was said.
    static let unsaid = "x-unsaid"

    /// Enumerations whose name in the API is another than in the program.
    private static let names = ["Joining": "Operator"]

    static func reference(to name: String) -> JSONObject { ["$ref": .string("#/components/schemas/\(name)")] }

    /// One of several texts, described once when it has a name.
    mutating func choice(_ name: String?, _ texts: [String]) -> JSONObject {
        let schema: JSONObject = ["type": "string", "enum": .array(texts.map(JSONValue.string))]
        return name.map { name in define(Self.names[name] ?? name, texts) { _ in schema } } ?? schema
    }

    /// A schema under a name that means the same everywhere: it is described once. `content` says in short what it has.
    mutating func define(
        _ name: String, _ content: [String], _ describe: (inout SchemaBook) -> JSONObject
    ) -> JSONObject {
        if let known = contents[name] {
            if known != content { conflicts.append(name) }
        } else {
            contents[name] = content
            schemas[name] = JSONObject()
            schemas[name] = inside(name, describe)
        }
        return Self.reference(to: name)
    }

    /// An object that a request has. Where an answer has another one of the same name, it is called `…-Input`.
    mutating func object(
        named name: String?, of owner: ObjectIdentifier, isOpen: Bool, _ read: (inout BodyReader) -> Void
    ) -> JSONObject {
        var name = name ?? place
        for candidate in [name, name + "-Input", place] {
            if owners[candidate] == owner { return Self.reference(to: candidate) }
            name = candidate
            if schemas[candidate] == nil { break }
        }
        if schemas[name] != nil { conflicts.append(name) }
        owners[name] = owner
        schemas[name] = JSONObject()
        schemas[name] = inside(name) { $0.members(isOpen: isOpen, read) }
        return Self.reference(to: name)
    }

    /// The schema of the members that a body names.
    mutating func members(isOpen: Bool, _ read: (inout BodyReader) -> Void) -> JSONObject {
        var properties = JSONObject()
        var required: [JSONValue] = []
        let around = place
        for member in BodyReader.describing(read) where properties[member.name] == nil {
            place = around + member.name.capitalizedWords
            var schema = (member.isNullable ? member.shape.orNull : member.shape).schema(&self)
            if let standard = member.standard { schema["default"] = standard }
            if member.isIdle {
                schema = schema.merging(["description": "Taken, and means nothing.", "deprecated": true])
            }
            properties[member.name] = .object(schema)
            if member.isRequired { required.append(.string(member.name)) }
        }
        place = around
        return Self.object(properties, required: required, isOpen: isOpen)
    }

    static func object(_ properties: JSONObject, required: [JSONValue], isOpen: Bool) -> JSONObject {
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required) }
        if !isOpen { schema["additionalProperties"] = false }
        return schema
    }

    private mutating func inside(_ name: String, _ describe: (inout SchemaBook) -> JSONObject) -> JSONObject {
        let around = place
        defer { place = around }
        place = name
        return describe(&self)
    }

    /// Adds what the same book says when it is made for older clients: members that only those send or get, and that others
    /// are not there for them.
    mutating func add(older book: SchemaBook) {
        for (name, schema) in book.schemas {
            guard var newest = schemas[name] else {
                schemas[name] = schema
                continue
            }
            guard var properties = newest["properties"]?.object, let others = schema["properties"]?.object else {
                continue
            }
            for member in others.members where properties[member.key] == nil {
                var schema = member.value.object ?? JSONObject()
                schema["description"] = "Only from and for clients older than 3.4."
                schema["deprecated"] = true
                properties[member.key] = .object(schema)
            }
            newest["properties"] = .object(properties)
            if let required = newest["required"]?.array {
                newest["required"] = .array(required.filter { $0.string.flatMap { others[$0] } != nil })
            }
            schemas[name] = newest
        }
    }
}

extension String {
    /// `flow_run_id` as `FlowRunId`.
    fileprivate var capitalizedWords: String {
        split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
