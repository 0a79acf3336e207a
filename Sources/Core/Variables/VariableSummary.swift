/// A variable as pages show it.
public struct VariableSummary: Sendable, Equatable {
    public var variable: Variable
    public var created: Timestamp
    public var updated: Timestamp

    public init(variable: Variable, created: Timestamp, updated: Timestamp) {
        self.variable = variable
        self.created = created
        self.updated = updated
    }
}

/// Which variables a page lists.
public struct VariableSearch: Sendable, Equatable {
    /// A part of the name, in any case.
    public var name: String?
    public var tag: String?

    public init(name: String? = nil, tag: String? = nil) {
        self.name = name
        self.tag = tag
    }
}

/// What pages ask of variables.
public protocol VariablePageReading {
    /// Variables by name.
    func variables(_ search: VariableSearch, offset: Int, limit: Int) throws -> Slice<VariableSummary>
    func countVariables(_ search: VariableSearch) throws -> Int
    func variableSummary(_ id: ID) throws -> VariableSummary?
}
