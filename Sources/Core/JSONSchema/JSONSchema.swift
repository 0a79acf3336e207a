public import JSON

/// A JSON Schema (Draft 2020-12), and what it says of values in the words of Python's `jsonschema`, which the real
/// server answers with.
///
/// `$schema` and an `$id` inside the schema change nothing. References lead to places in the schema itself. Both the depth
/// and the work of a check are bounded.
public struct JSONSchema: Sendable {
    let root: JSONValue
    /// Steps that one check may take. A megabyte of parameters needs fewer, and they take about a second.
    private let mostSteps: Int

    /// Whether texts have to be of the format that the schema names: the real server asks that of forms, not of runs.
    private let checksFormats: Bool

    public init(_ root: JSONValue, mostSteps: Int = 1_000_000, checksFormats: Bool = false) {
        self.root = root
        self.mostSteps = mostSteps
        self.checksFormats = checksFormats
    }

    /// Schemas within one another, references followed included. A check is recursive, and threads have small stacks: the
    /// real server goes about four times as deep, which takes values that are nested fifty times.
    static let deepestCheck = 128

    /// The first thing that makes this no schema; nil when it is one.
    public func problem() -> String? { Vocabulary.firstProblem(of: root) }

    /// What matters most of that in which a value breaks the schema; nil when it keeps it.
    public func mismatch(of value: JSONValue) throws(SchemaFailure) -> SchemaMismatch? {
        if let problem = problem() { throw .invalid(problem) }
        return try allMismatches(of: value).mostRelevant
    }

    /// Everything in which a value breaks the schema, in the order in which it is found.
    ///
    /// - Parameter problems: what is wrong with parts of the value beforehand, by the way to them. Such a part keeps no schema.
    func allMismatches(
        of value: JSONValue, problems: [[Path.Step]: String] = [:]
    ) throws(SchemaFailure) -> [SchemaMismatch] {
        let found = Mismatches(firstOnly: false)
        let validation = Validation(root, steps: mostSteps, checksFormats: checksFormats, problems: problems)
        try validation.check(value, against: root, at: Path(), into: found)
        return found.list
    }
}

/// Why a schema cannot be used to check a value.
public enum SchemaFailure: Error, Sendable, Equatable {
    /// It is no schema, and why.
    case invalid(String)
    /// A reference leads nowhere.
    case unresolvable(String)
    /// References lead round in a circle, or too deep.
    case circular
    /// Finding out takes too many steps.
    case tooCostly
}
