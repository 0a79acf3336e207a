import Core
import JSON

/// The policy of a task run as it is sent; unknown members are passed over.
struct TaskRunPolicyBody: Body {
    /// Only the members that differ from their defaults.
    let sparse: JSONObject

    static var ignoresUnknownMembers: Bool { true }

    init(from reader: inout BodyReader) {
        var (sparse, delay) = reader.retries()
        sparse["retry_delay"] = reader.optional("retry_delay", .retryDelay)
        sparse["retry_jitter_factor"] = reader.optional("retry_jitter_factor", .jitter).map(JSONValue.double)
        // The older member speaks for the newer one where that is silent.
        if !reader.says("retry_delay"), let delay { sparse["retry_delay"] = delay }
        self.sparse = sparse
    }
}

extension Kind where Value == Double {
    fileprivate static var jitter: Kind {
        number.map(fallback: 0, shape: .number.with(["minimum": 0])) { value, json, location, problems in
            guard value < 0 else { return value }
            return problems.note(
                "value_error", "Value error, `retry_jitter_factor` must be >= 0.", json, at: location,
                context: ["error": [:]])
        }
    }
}

extension Kind where Value == JSONValue {
    /// Seconds, or up to 50 of them. A whole number stays one.
    fileprivate static var retryDelay: Kind {
        Kind(fallback: .null, shape: .either([.integer, .number, .list(.integer), .list(.number)])) {
            json, location, problems in
            let kinds: [(String, Kind<JSONValue>)] = [
                ("int", .whole), ("float", .real), ("list[int]", .listed(.whole)), ("list[float]", .listed(.real)),
            ]
            // A number in its own form is taken as it is.
            if case .double = json { return json }
            var found = Problems()
            for (name, kind) in kinds {
                guard let value = kind.read(json, location + [.string(name)], &found) else { continue }
                guard let list = value.array, list.count > 50 else { return value }
                return problems.note(
                    "value_error", "Value error, Can not configure more than 50 retry delays per task.", json,
                    at: location, context: ["error": [:]])
            }
            problems += found
            return nil
        }
    }

    private static var whole: Kind { Kind<Int64>.integer.map(fallback: .null) { value, _, _, _ in .int(value) } }
    private static var real: Kind { Kind<Double>.number.map(fallback: .null) { value, _, _, _ in .double(value) } }
    private static func listed(_ item: Kind) -> Kind {
        Kind<[JSONValue]>.list(of: item).map(fallback: .null) { values, _, _, _ in .array(values) }
    }
}
