import JSON

/// What a schedule says, as a short text: two that would make the same runs at the same moments have the same.
enum ScheduleContent {
    /// - Parameter schedule: in the form in which it is stored and answered.
    static func key(of schedule: JSONValue, parameters: JSONObject) -> String {
        var hash = FNV()
        hash.add(rule(of: schedule))
        hash.add(canonical(.object(parameters)))
        return hash.text
    }

    /// Steps shorter than a day are counted in elapsed time, so where they start counting matters only up to whole steps.
    private static func rule(of schedule: JSONValue) -> String {
        guard let interval = schedule["interval"]?.double.flatMap({ Interval(seconds: $0) }), interval > .zero,
            let anchor = schedule["anchor_date"]?.string.flatMap({ Timestamp($0) }), !interval.followsWallClock
        else { return canonical(schedule) }
        let step = interval.microseconds
        let phase = anchor.microseconds % step
        return "every \(step) from \(phase < 0 ? phase + step : phase)"
    }

    /// The text of a value with the members of objects sorted, since their order means nothing.
    private static func canonical(_ value: JSONValue) -> String {
        switch value {
        case .array(let items): "[\(items.map(canonical).joined(separator: ","))]"
        case .object(let object):
            "{"
                + object.members.sorted { $0.key < $1.key }
                .map { "\(JSONValue.string($0.key).text):\(canonical($0.value))" }.joined(separator: ",") + "}"
        case .null, .bool, .int, .double, .string: value.text
        }
    }
}

/// The 64 bit hash FNV-1a (RFC 9923). It tells the few schedules of one deployment apart, nothing more.
private struct FNV {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        // The zero ends the text, so that two texts do not read as one.
        for byte in Array(text.utf8) + [0] { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
