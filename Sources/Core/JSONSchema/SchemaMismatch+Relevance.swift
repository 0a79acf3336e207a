import JSON

/// How much a mismatch matters, in the order of Python's `jsonschema`: what is nearer to the root tells more, then what
/// comes later in the order of the keys, then what is no choice of schemas, then what is not even of the right type.
struct Relevance: Comparable {
    private let path: [Path.Step]
    private let isNoChoice: Bool
    private let isOfOtherType: Bool

    init(_ mismatch: SchemaMismatch) {
        path = mismatch.path
        isNoChoice = mismatch.keyword != "anyOf" && mismatch.keyword != "oneOf"
        isOfOtherType = !mismatch.isOfExpectedType
    }

    static func < (one: Relevance, two: Relevance) -> Bool {
        if one.path.count != two.path.count { return one.path.count > two.path.count }
        for (step, other) in zip(one.path, two.path) where step != other { return step.precedes(other) }
        if one.isNoChoice != two.isNoChoice { return two.isNoChoice }
        return !one.isOfOtherType && two.isOfOtherType
    }
}

extension [SchemaMismatch] {
    /// The one to show. Of a choice of schemas that is the deepest reason, if there is one that stands out.
    var mostRelevant: SchemaMismatch? {
        guard var best = first else { return nil }
        var relevance = Relevance(best)
        for mismatch in dropFirst() {
            let other = Relevance(mismatch)
            if relevance < other { (best, relevance) = (mismatch, other) }
        }
        while let deeper = best.context.leastRelevant { best = deeper }
        return best
    }

    /// nil when there is none, or when two are the least together.
    private var leastRelevant: SchemaMismatch? {
        let ranked = map { ($0, Relevance($0)) }
        guard var (least, relevance) = ranked.first else { return nil }
        var isAlone = true
        for (mismatch, other) in ranked.dropFirst() {
            if other < relevance {
                (least, relevance, isAlone) = (mismatch, other, true)
            } else if !(relevance < other) {
                isAlone = false
            }
        }
        return isAlone ? least : nil
    }
}

extension SchemaMismatch {
    /// Whether the value is of the type that the schema asks for. A schema that asks for none is not met.
    fileprivate var isOfExpectedType: Bool {
        switch schema?["type"] {
        case .string(let name)?: instance.isOfType(name)
        case .array(let names)?: names.contains { $0.string.map(instance.isOfType) ?? false }
        default: false
        }
    }
}

extension Path.Step {
    fileprivate static func == (one: Path.Step, two: Path.Step) -> Bool {
        switch (one, two) {
        case (.key(let one), .key(let two)): one.hasSameScalars(as: two)
        case (.index(let one), .index(let two)): one == two
        default: false
        }
    }

    fileprivate func precedes(_ other: Path.Step) -> Bool {
        switch (self, other) {
        case (.key(let one), .key(let two)): one.scalarsPrecede(two)
        case (.index(let one), .index(let two)): one < two
        case (.index, .key): true
        case (.key, .index): false
        }
    }
}
