import JSON

/// What the values of a kind look like, as a JSON Schema (draft 2020-12, which is OpenAPI 3.1's). It is asked for only when
/// the API is described.
struct Shape: Sendable {
    let schema: @Sendable (inout SchemaBook) -> JSONObject

    init(_ schema: @escaping @Sendable (inout SchemaBook) -> JSONObject) { self.schema = schema }

    /// A schema that is the same everywhere.
    init(_ keywords: JSONObject) { schema = { _ in keywords } }

    /// Of a kind that says nothing of its values. The description of the API has none of these: a test sees to it.
    static let unsaid = Shape([SchemaBook.unsaid: true])
    static let anything = Shape(JSONObject())
    static let text = Shape(["type": "string"])
    static let integer = Shape(["type": "integer"])
    static let number = Shape(["type": "number"])
    static let boolean = Shape(["type": "boolean"])
    static let id = Shape(["type": "string", "format": "uuid"])
    static let time = Shape(["type": "string", "format": "date-time"])
    static let anyObject = map(anything)
    static let labels = map(either([boolean, integer, number, text]))

    /// With further keywords, such as bounds.
    func with(_ keywords: @autoclosure @escaping @Sendable () -> JSONObject) -> Shape {
        Shape { book in self.schema(&book).merging(keywords()) }
    }

    static func list(_ item: Shape) -> Shape {
        Shape { book in ["type": "array", "items": .object(item.schema(&book))] }
    }

    /// An object with any keys.
    static func map(_ value: Shape) -> Shape {
        Shape { book in
            let schema = value.schema(&book)
            return ["type": "object", "additionalProperties": schema.isEmpty ? true : .object(schema)]
        }
    }

    static func either(_ shapes: [Shape]) -> Shape {
        Shape { book in ["anyOf": .array(shapes.map { .object($0.schema(&book)) })] }
    }

    /// This, or null.
    var orNull: Shape { .either([self, Shape(["type": "null"])]) }

    /// One of the texts that a type lists. Those that the API names are described once.
    static func choice<Choice>(of type: Choice.Type, isNamed: Bool) -> Shape
    where Choice: CaseIterable & RawRepresentable & Sendable, Choice.RawValue == String {
        Shape { book in book.choice(isNamed ? String(describing: type) : nil, Choice.allCases.map(\.rawValue)) }
    }

    static func choice<Choice>(_ name: String, of type: Choice.Type) -> Shape
    where Choice: CaseIterable & RawRepresentable & Sendable, Choice.RawValue == String {
        Shape { book in book.choice(name, Choice.allCases.map(\.rawValue)) }
    }

    /// An object that a body reads, under its name or that of the place where it stands.
    static func object<Value: Body>(_ type: Value.Type) -> Shape {
        Shape { book in
            book.object(named: type.schemaName, of: ObjectIdentifier(type), isOpen: type.ignoresUnknownMembers) {
                _ = Value(from: &$0)
            }
        }
    }

    /// An object that a closure reads.
    static func object(
        named name: String?, of type: Any.Type, _ read: @escaping @Sendable (inout BodyReader) -> Void
    ) -> Shape {
        Shape { book in book.object(named: name, of: ObjectIdentifier(type), isOpen: false, read) }
    }

    /// Several parameters in one body, which has no name.
    static func parameters<Value: Body>(_ type: Value.Type) -> Shape {
        Shape { book in book.members(isOpen: true) { _ = Value(from: &$0) } }
    }
}
