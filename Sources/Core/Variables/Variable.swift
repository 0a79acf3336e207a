public import JSON

/// A variable: a value that programs look up by its name.
public struct Variable: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var value: JSONValue
    public var tags: [String]

    public init(id: ID, name: String, value: JSONValue, tags: [String] = []) {
        self.id = id
        self.name = name
        self.value = value
        self.tags = tags
    }

    public static let wire = WireObject(
        "Variable",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .nullable("value", .json(default: nil), as: .any),
            .init("tags", .json(default: []), as: .list(.text)),
        ])

    /// Characters of a name, and bytes of a value as JSON, that a variable has at most.
    public static let longestName = 255
    public static let largestValue = 5000

    /// Whether a name is made of small letters, digits, hyphens and underscores. As in the real server, a line end may follow.
    public static func isName(_ name: String) -> Bool {
        let checked = name.unicodeScalars.last == "\n" ? name.unicodeScalars.dropLast() : name.unicodeScalars[...]
        return checked.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-_".unicodeScalars.contains($0) }
    }

    /// Whether a value is small enough to be kept.
    public static func isSmallEnough(_ value: JSONValue) -> Bool { value.text.utf8.count <= largestValue }
}

/// What a client wants to be different about a variable; nil leaves a member.
public struct VariableChange: Sendable {
    public var name: String?
    public var value: JSONValue?
    public var tags: [String]?

    public init(name: String? = nil, value: JSONValue? = nil, tags: [String]? = nil) {
        self.name = name
        self.value = value
        self.tags = tags
    }

    /// The variable afterwards.
    public func applied(to variable: Variable) -> Variable {
        Variable(
            id: variable.id, name: name ?? variable.name, value: value ?? variable.value, tags: tags ?? variable.tags)
    }
}

/// Which variables are wanted.
public struct VariableFilter: Sendable, Equatable {
    public var joining: Joining = .and
    public var id: IDCriteria?
    public var name: TextCriteria?
    public var tags: TagCriteria?

    public init() {}
}

/// The orders in which variables can be listed.
public enum VariableSort: String, Sorting {
    public static let standard = VariableSort.nameAscending

    case createdDescending = "CREATED_DESC"
    case updatedDescending = "UPDATED_DESC"
    case nameDescending = "NAME_DESC"
    case nameAscending = "NAME_ASC"
}
