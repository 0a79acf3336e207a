public import JSON

/// A JSON Schema (Draft 2020-12), and what it says of values in the words of Python's `jsonschema`, which the real
/// server answers with.
///
/// Formats are not checked, and `$schema` and an `$id` inside the schema change nothing. References lead to places in the
/// schema itself. Both the depth and the work of a check are bounded.
public struct JSONSchema: Sendable {
    let root: JSONValue

    public init(_ root: JSONValue) { self.root = root }

    /// Steps that one check may take: more than half a megabyte of parameters needs, and less than a second.
    static let mostSteps = 2_000_000
    /// Schemas within one another, references followed included. A check is recursive, and threads have small stacks.
    static let deepestCheck = 200

    /// The first thing that makes this no schema; nil when it is one.
    public func problem() -> String? { Vocabulary.firstProblem(of: root) }

    /// What matters most of that in which a value breaks the schema; nil when it keeps it.
    public func mismatch(of value: JSONValue) throws(SchemaFailure) -> SchemaMismatch? {
        if let problem = problem() { throw .invalid(problem) }
        return try allMismatches(of: value).mostRelevant
    }

    /// Everything in which a value breaks the schema, in the order in which it is found.
    func allMismatches(of value: JSONValue) throws(SchemaFailure) -> [SchemaMismatch] {
        let found = Mismatches(firstOnly: false)
        try Validation(root).check(value, against: root, at: Path(), into: found)
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
