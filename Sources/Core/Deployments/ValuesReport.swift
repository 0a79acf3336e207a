public import JSON

/// All in which values break a schema, field by field, as forms show it.
public struct ValuesReport: Sendable {
    private var entries: [Entry] = []

    /// Something that is wrong, or a part of the values with what is wrong in it.
    private indirect enum Entry: Sendable {
        case message(String)
        case part(Path.Step, [Entry])
    }

    /// Throws `unprocessable` for a schema that is none or cannot be checked with.
    public init(on draft: ParameterHydration.Draft, by object: JSONObject) throws {
        let schema = JSONSchema(.object(ParameterSchema(object).adapted()), checksFormats: true)
        if let problem = schema.problem() { throw Failure.unprocessable("Invalid schema: \(problem)") }
        let mismatches: [SchemaMismatch]
        do throws(SchemaFailure) {
            mismatches = try schema.allMismatches(of: draft.value, problems: draft.problems)
        } catch {
            switch ParameterSchema.Problem(error) {
            case .mismatch(let text): throw Failure.unprocessable("Invalid schema: \(text)")
            case .circular: throw Failure.unprocessable(ParameterSchema.circularText)
            }
        }
        for mismatch in mismatches.byPlace { Self.note(mismatch.message, at: mismatch.field[...], in: &entries) }
    }

    /// Each message has an entry of its own below the parts that lead to it; only these are shared.
    private static func note(_ message: String, at path: ArraySlice<Path.Step>, in entries: inout [Entry]) {
        guard let step = path.first else { return entries.append(.message(message)) }
        let rest = path.dropFirst()
        for index in entries.indices where !rest.isEmpty {
            guard case .part(step, var inner) = entries[index] else { continue }
            note(message, at: rest, in: &inner)
            entries[index] = .part(step, inner)
            return
        }
        var inner: [Entry] = []
        note(message, at: rest, in: &inner)
        entries.append(.part(step, inner))
    }

    /// `{"errors": […], "valid": …}`
    public var json: JSONValue { ["errors": Self.json(entries), "valid": .bool(entries.isEmpty)] }

    private static func json(_ entries: [Entry]) -> JSONValue {
        .array(
            entries.map { entry in
                switch entry {
                case .message(let text): .string(text)
                case .part(.key(let key), let inner): ["property": .string(key), "errors": json(inner)]
                case .part(.index(let index), let inner): ["index": .int(Int64(index)), "errors": json(inner)]
                }
            })
    }
}

extension ValuesReport {
    /// What the API answers for it.
    public static let wire = WireObject(
        "SchemaValuesValidationResponse",
        [
            .init("errors", .json(default: []), as: .list(.either([.text, .object(property), .object(index)]))),
            .init("valid", .boolean),
        ])

    private static let property = part("SchemaValuePropertyError", WireField("property", .text))
    private static let index = part("SchemaValueIndexError", WireField("index", .integer))

    /// Parts lie in parts.
    private static func part(_ name: String, _ field: WireField) -> WireObject {
        let parts: [WireShape] = [.text, .named("SchemaValuePropertyError"), .named("SchemaValueIndexError")]
        return WireObject(name, [field, .init("errors", .json(default: []), as: .list(.either(parts)))])
    }
}

extension [SchemaMismatch] {
    /// Those of one place together. Where the value itself is at fault, what a schema says of it is left out.
    fileprivate var byPlace: [SchemaMismatch] {
        var places: [[Path.Step]] = []
        var found: [[Path.Step]: [SchemaMismatch]] = [:]
        for mismatch in self {
            if found[mismatch.path] == nil { places.append(mismatch.path) }
            found[mismatch.path, default: []].append(mismatch)
        }
        return places.flatMap { place in
            let all = found[place] ?? []
            let own = all.filter { $0.keyword == SchemaMismatch.ofValueItself }
            return own.isEmpty ? all : own
        }
    }
}

extension SchemaMismatch {
    /// The way to the field beside which this is shown: what is missing is told of at its own.
    fileprivate var field: [Path.Step] {
        let words = " is a required property"
        guard keyword == "required", message.hasSuffix(words) else { return path }
        return path + [.key(String(message.dropLast(words.count).dropFirst().dropLast()))]
    }
}
