import Core
import JSON

extension Kind where Value == String {
    static var string: Kind {
        Kind(fallback: "", shape: .text) { json, location, problems in
            json.string ?? problems.note("string_type", "Input should be a valid string", json, at: location)
        }
    }

    /// A name as Prefect allows it: no `/ % & > <`, at least one character.
    static var name: Kind {
        string.map(fallback: "", shape: .text.with(["pattern": "^[^/%&><]+$"])) { text, json, location, problems in
            guard !text.isEmpty, !text.contains(where: { "/%&><".contains($0) }) else {
                return problems.note(
                    "string_pattern_mismatch", "String should match pattern '^[^/%&><]+$'", json, at: location,
                    context: JSONObject([.init(key: "pattern", value: "^[^/%&><]+$")]))
            }
            return text
        }
    }

    /// A text of at most so many characters.
    static func string(atMost limit: Int) -> Kind {
        string.map(fallback: "", shape: .text.with(["maxLength": .int(Int64(limit))])) {
            text, json, location, problems in
            guard text.unicodeScalars.count <= limit else {
                return problems.note(
                    "string_too_long", "String should have at most \(limit) characters", json, at: location,
                    context: JSONObject([.init(key: "max_length", value: .int(Int64(limit)))]))
            }
            return text
        }
    }
}

extension Kind where Value == Int64 {
    /// A whole number, also as `30.0` or as a text of digits.
    static var integer: Kind {
        Kind(fallback: 0, shape: .integer) { json, location, problems in
            switch json {
            case .int(let value): return value
            case .bool(let flag): return flag ? 1 : 0
            case .double(let value):
                if let whole = Int64(exactly: value) { return whole }
                return problems.note(
                    "int_from_float", "Input should be a valid integer, got a number with a fractional part", json,
                    at: location)
            case .string(let text):
                if let value = Int64(text.trimmedOfSpaces) { return value }
                return problems.note(
                    "int_parsing", "Input should be a valid integer, unable to parse string as an integer", json,
                    at: location)
            default: return problems.note("int_type", "Input should be a valid integer", json, at: location)
            }
        }
    }

    /// A whole number with a lower bound that it may reach.
    static func integer(atLeast least: Int64) -> Kind {
        integer.map(fallback: least, shape: .integer.with(["minimum": .int(least)])) {
            value, json, location, problems in
            guard value >= least else {
                return problems.note(
                    "greater_than_equal", "Input should be greater than or equal to \(least)", json, at: location,
                    context: JSONObject([.init(key: "ge", value: .int(least))]))
            }
            return value
        }
    }

    /// A whole number with a lower bound that it must pass.
    static func integer(above bound: Int64) -> Kind {
        integer.map(fallback: bound + 1, shape: .integer.with(["exclusiveMinimum": .int(bound)])) {
            value, json, location, problems in
            guard value > bound else {
                return problems.note(
                    "greater_than", "Input should be greater than \(bound)", json, at: location,
                    context: JSONObject([.init(key: "gt", value: .int(bound))]))
            }
            return value
        }
    }
}

extension Kind where Value == Double {
    static var number: Kind {
        Kind(fallback: 0, shape: .number) { json, location, problems in
            if let value = json.double { return value }
            switch json {
            case .bool(let flag): return flag ? 1 : 0
            case .string(let text):
                if let value = Double(text.trimmedOfSpaces) { return value }
                return problems.note(
                    "float_parsing", "Input should be a valid number, unable to parse string as a number", json,
                    at: location)
            default: return problems.note("float_type", "Input should be a valid number", json, at: location)
            }
        }
    }
}

extension Kind where Value == Bool {
    static var boolean: Kind {
        Kind(fallback: false, shape: .boolean) { json, location, problems in
            switch json {
            case .bool(let value): return value
            case .int(0), .double(0): return false
            case .int(1), .double(1): return true
            case .string(let text):
                switch text.lowercased() {
                case "0", "off", "f", "false", "n", "no": return false
                case "1", "on", "t", "true", "y", "yes": return true
                default: break
                }
                fallthrough
            case .int, .double:
                return problems.note(
                    "bool_parsing", "Input should be a valid boolean, unable to interpret input", json, at: location)
            default: return problems.note("bool_type", "Input should be a valid boolean", json, at: location)
            }
        }
    }
}

extension Kind where Value == ID {
    static var id: Kind {
        Kind(fallback: ID(high: 0, low: 0), shape: .id) { json, location, problems in
            guard let text = json.string else {
                return problems.note(
                    "uuid_type", "UUID input should be a string, bytes or UUID object", json, at: location)
            }
            if let id = ID(text) { return id }
            let reason = UUIDProblem.reason(text)
            return problems.note(
                "uuid_parsing", "Input should be a valid UUID, \(reason)", json, at: location,
                context: JSONObject([.init(key: "error", value: .string(reason))]))
        }
    }
}

extension Kind where Value == Timestamp {
    /// A moment: ISO 8601, or a number of seconds (milliseconds when it is large) since the epoch.
    static var time: Kind {
        Kind(fallback: .earliest, shape: .time) { json, location, problems in
            switch json {
            case .string(let text):
                if let moment = Timestamp(text) ?? Double(text).flatMap(Timestamp.init(number:)) { return moment }
                return problems.note(
                    "value_error", "Value error, Unable to parse string [\(text)]", json, at: location,
                    context: JSONObject([.init(key: "error", value: [:])]))
            case .int, .double:
                if let moment = json.double.flatMap(Timestamp.init(number:)) { return moment }
                return problems.note("datetime_parsing", "Input should be a valid datetime", json, at: location)
            default:
                return problems.note("value_error", "value is not a valid datetime", json, at: location)
            }
        }
    }
}

extension Kind where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of the texts that the type lists. `type` is pydantic's word for the problem, which has two for the same thing.
    static func choice(_ fallback: Value, problem type: String = "enum") -> Kind {
        Kind(fallback: fallback, shape: .choice(of: Value.self, isNamed: type == "enum")) { json, location, problems in
            if let text = json.string, let value = Value(rawValue: text) { return value }
            let names = Value.allCases.map { "'\($0.rawValue)'" }
            let list =
                names.count < 2
                ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
            return problems.note(
                type, "Input should be \(list)", json, at: location,
                context: JSONObject([.init(key: "expected", value: .string(list))]))
        }
    }
}

extension String {
    /// Without spaces and line ends at both ends.
    fileprivate var trimmedOfSpaces: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

extension Timestamp {
    /// Seconds since the epoch, or milliseconds where the number would be past year 2603; nil past the ends of time.
    fileprivate init?(number: Double) {
        let seconds = abs(number) > 20_000_000_000 ? number / 1000 : number
        guard let interval = Interval(seconds: seconds) else { return nil }
        self.init(microseconds: interval.microseconds)
        guard (Timestamp.earliest...Timestamp.latest).contains(self) else { return nil }
    }
}
