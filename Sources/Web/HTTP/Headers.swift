/// The header fields of a message, in order; names match in any case (RFC 9110, section 5.1).
public struct Headers: Sendable, Equatable {
    public private(set) var fields: [Field] = []

    public struct Field: Sendable, Equatable {
        public var name: String
        public var value: String
    }

    public init() {}

    /// The first value of a field.
    public subscript(name: String) -> String? {
        get {
            let name = name.lowercased()
            return fields.first { $0.name.lowercased() == name }?.value
        }
        set {
            let lowered = name.lowercased()
            fields.removeAll { $0.name.lowercased() == lowered }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// Adds a field beside others of its name.
    public mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }
}
