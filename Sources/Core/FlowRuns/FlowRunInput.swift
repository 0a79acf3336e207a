public import JSON

/// Something that is kept for a flow run under a key: what people type in while it waits, or what others send it.
public struct FlowRunInput: Sendable, Equatable {
    public var flowRunID: ID
    public var key: String
    public var value: String
    /// Who sent it, such as `prefect.flow-run.…`.
    public var sender: String?

    public init(flowRunID: ID, key: String, value: String, sender: String? = nil) {
        self.flowRunID = flowRunID
        self.key = key
        self.value = value
        self.sender = sender
    }

    public static let wire = WireObject(
        "FlowRunInput",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("flow_run_id", .id),
            .init("key", .text),
            .init("value", .text),
            .nullable("sender", .text),
        ])

    /// Keys are made of small letters, digits and dashes.
    public static func isKey(_ text: String) -> Bool {
        text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}

/// Which inputs of a flow run are wanted.
public struct FlowRunInputSearch: Sendable, Equatable {
    /// How their keys begin, in any case; `%` and `_` stand for any text and any character, as in Prefect's server.
    public var prefix: String
    /// Keys that are not wanted.
    public var excluded: [String]
    public var limit: Int

    public init(prefix: String, excluded: [String] = [], limit: Int) {
        self.prefix = prefix
        self.excluded = excluded
        self.limit = limit
    }
}

/// What can be asked about the inputs of flow runs.
public protocol FlowRunInputReading {
    func value(ofInput key: String, of flowRun: ID) throws -> String?
    /// Writes the inputs that a search finds one after another, in the order of their arrival.
    func writeInputs(of flowRun: ID, _ search: FlowRunInputSearch, into writer: inout JSONWriter) throws
}

/// What can be changed about the inputs of flow runs.
public protocol FlowRunInputWriting {
    /// Keeps an input. Throws ``Failure/notFound(_:)`` when there is no such run, ``Failure/conflict(_:)`` when it has an
    /// input of that key already.
    func createInput(_ input: FlowRunInput, id: ID, at now: Timestamp) throws
    /// False when there is no such input.
    func deleteInput(_ key: String, of flowRun: ID) throws -> Bool
}
