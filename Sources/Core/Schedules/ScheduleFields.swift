import JSON

/// Takes the members of one schedule object, and notes what is wrong with them.
struct ScheduleFields {
    let object: JSONObject
    let location: [JSONValue]
    let now: Timestamp
    let zones: TimeZones
    private(set) var problems: [Failure.Problem] = []

    init(_ object: JSONObject, at location: [JSONValue], now: Timestamp, zones: TimeZones) {
        self.object = object
        self.location = location
        self.now = now
        self.zones = zones
    }

    /// Notes a problem with a member, or with the whole object.
    private mutating func note(_ type: String, _ key: String?, _ message: String, _ context: JSONObject = JSONObject())
    {
        problems.append(
            Failure.Problem(
                type: type, location: location + (key.map { [.string($0)] } ?? []), message: message,
                input: key.flatMap { object[$0] } ?? .object(object), context: context))
    }

    /// A value that has the right form and means nothing.
    private mutating func refuse(_ key: String?, _ message: String) {
        let context = JSONObject([.init(key: "error", value: .object(JSONObject()))])
        note("value_error", key, "Value error, \(message)", context)
    }

    mutating func refuse(othersThan known: [String]) {
        for member in object.members where !known.contains(member.key) {
            note("extra_forbidden", member.key, "Extra inputs are not permitted")
        }
    }

    /// The text of a member. Only an optional one may be absent or null.
    mutating func string(_ key: String, optional: Bool = false) -> String? {
        switch object[key] {
        case .string(let text)?: return text
        case nil where !optional: note("missing", key, "Field required")
        case nil: break
        case .null? where optional: break
        default: note("string_type", key, "Input should be a valid string")
        }
        return nil
    }

    mutating func bool(_ key: String, default preset: Bool) -> Bool? {
        guard let value = object[key] else { return preset }
        switch value {
        case .bool(let value): return value
        case .int(0), .double(0): return false
        case .int(1), .double(1): return true
        case .string(let text):
            if ["0", "off", "f", "false", "n", "no"].contains(text.lowercased()) { return false }
            if ["1", "on", "t", "true", "y", "yes"].contains(text.lowercased()) { return true }
            note("bool_parsing", key, "Input should be a valid boolean, unable to interpret input")
        case .int: note("bool_parsing", key, "Input should be a valid boolean, unable to interpret input")
        default: note("bool_type", key, "Input should be a valid boolean")
        }
        return nil
    }

    /// Seconds, or a duration as text.
    mutating func interval() -> Interval? {
        let found: Result<Interval, DurationError>
        switch object["interval"] {
        case nil:
            note("missing", "interval", "Field required")
            return nil
        case .bool(let value)?: found = .success(.seconds(value ? 1 : 0))
        case .int(let value)?: found = DurationText.interval(seconds: Double(value))
        case .double(let value)?: found = DurationText.interval(seconds: value)
        case .string(let text)?: found = DurationText.interval(text)
        default:
            note("time_delta_type", "interval", "Input should be a valid timedelta")
            return nil
        }
        switch found {
        case .success(let interval) where interval > .zero: return interval
        case .success: refuse("interval", "interval must be positive")
        case .failure(let error):
            note(
                "time_delta_parsing", "interval", "Input should be a valid timedelta, \(error.message)",
                JSONObject([.init(key: "error", value: .string(error.message))]))
        }
        return nil
    }

    /// A moment with its offset: ISO 8601 text or seconds since the epoch (milliseconds, from 20 thousand million on).
    mutating func anchor() -> (moment: Timestamp, offset: Int)? {
        switch object["anchor_date"] {
        case nil: return (now, 0)
        case .string(let text)?:
            if let moment = Timestamp(text) { return (moment, Timestamp.offset(in: text)) }
            refuse("anchor_date", "Unable to parse string [\(text)]")
            return nil
        case let value?:
            if let number = value.double,
                let length = Interval(seconds: abs(number) > 20_000_000_000 ? number / 1000 : number)
            {
                let moment = Timestamp(microseconds: length.microseconds)
                if (Timestamp.earliest...Timestamp.latest).contains(moment) { return (moment, 0) }
            }
            note("value_error", "anchor_date", "value is not a valid datetime")
            return nil
        }
    }

    mutating func cron() -> String? {
        guard let text = string("cron") else { return nil }
        if CronExpression.isRandom(text) {
            refuse("cron", "Random and Hashed expressions are unsupported, received: \"\(text)\"")
        } else if CronExpression(text) == nil {
            refuse("cron", "Invalid cron string: \"\(text)\"")
        } else {
            return text
        }
        return nil
    }

    mutating func rrule() -> RRuleText? {
        guard let text = string("rrule") else { return nil }
        do {
            return try RRuleText(text)
        } catch {
            refuse("rrule", error.message)
            return nil
        }
    }

    /// False, and noted, for a zone that there is not. As on the real server only asked when all else is right.
    mutating func checkZone(_ name: String?) -> Bool {
        guard let name, zones.rules(of: name) == nil else { return true }
        refuse(nil, "Invalid timezone: \"\(name)\" (specify in IANA tzdata format, for example, America/New_York)")
        return false
    }

    /// The same for a recurrence rule, where the real server answers with all the names there are.
    mutating func checkPattern(_ name: String?) {
        guard let name, name.isEmpty || zones.rules(of: name) == nil else { return }
        let pattern = zones.names.filter { !$0.contains("localtime") }.joined(separator: "|")
        note(
            "string_pattern_mismatch", "timezone", "String should match pattern '\(pattern)'",
            JSONObject([.init(key: "pattern", value: .string(pattern))]))
    }
}

extension Timestamp {
    /// The seconds east of UTC that the text of a moment ends with; none is 0.
    fileprivate static func offset(in text: String) -> Int {
        guard let mark = text.lastIndex(where: { $0 == "+" || $0 == "-" }), text[..<mark].contains(":"),
            let moment = Timestamp(text), let local = Timestamp(String(text[..<mark]))
        else { return 0 }
        return Int((local - moment).seconds)
    }
}
