public import JSON

/// How a variable is named in a request.
public enum VariableName: Sendable {
    case id(ID)
    case name(String)
}

/// What can be asked about variables.
public protocol VariableReading {
    /// Writes a variable as an object. False, with nothing written, when there is none.
    func writeVariable(_ name: VariableName, into writer: inout JSONWriter) throws -> Bool
    /// Writes the variables of a page one after another.
    func writeVariables(
        _ filter: VariableFilter?, sort: VariableSort, page: Page, into writer: inout JSONWriter) throws
    func countVariables(_ filter: VariableFilter?) throws -> Int
    func variable(_ name: VariableName) throws -> Variable?
}

/// What can be changed about variables.
public protocol VariableWriting {
    /// Adds a variable; its name must be free.
    func insertVariable(_ variable: Variable, at now: Timestamp) throws
    /// Keeps what is now said of a variable that is there; its name must be free or its own.
    func updateVariable(_ variable: Variable, at now: Timestamp) throws
    func deleteVariable(_ id: ID) throws
}
