import JSON

extension JSONValue {
    /// Whether JSON Schema takes two values for one: `1` is `1.0`, but neither is `true`, and texts are compared by
    /// code points, as Python does, where Swift would take an accent for its combining form.
    func equals(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let two)): one == two
        case (.string(let one), .string(let two)): one.hasSameScalars(as: two)
        case (.int, .int), (.int, .double), (.double, .int), (.double, .double):
            !precedes(other) && !other.precedes(self)
        case (.array(let one), .array(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.equals($1) }
        case (.object(let one), .object(let two)):
            one.count == two.count
                && one.members.allSatisfy { member in two.value(of: member.key)?.equals(member.value) ?? false }
        default: false
        }
    }

    /// Whether one number is less than another, exactly: a double never stands in for a whole number. False for
    /// anything but numbers.
    func precedes(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.int(let one), .int(let two)): one < two
        case (.double(let one), .double(let two)): one < two
        case (.int(let one), .double(let two)): one.compared(to: two) < 0
        case (.double(let one), .int(let two)): two.compared(to: one) > 0
        default: false
        }
    }

    /// A text that is the same for values that are equal, and for no others: for finding repetitions in long lists.
    var equalityKey: [UInt8] {
        var writer = JSONWriter()
        normalized.write(into: &writer)
        return writer.bytes
    }

    /// Whole doubles as integers, members in the order of their keys.
    private var normalized: JSONValue {
        switch self {
        case .double(let value): Int64(exactly: value).map(JSONValue.int) ?? self
        case .array(let items): .array(items.map(\.normalized))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { .init(key: $0.key, value: $0.value.normalized) }
                        .sorted { $0.key.scalarsPrecede($1.key) }))
        case .null, .bool, .int, .string: self
        }
    }

    private func write(into writer: inout JSONWriter) { writer.value(self) }
}

extension Int64 {
    /// Negative, zero or positive, as the number is less than, equal to or greater than a double.
    fileprivate func compared(to other: Double) -> Int {
        if other >= 0x1p63 { return -1 }
        if other < -0x1p63 { return 1 }
        let whole = Int64(other.rounded(.towardZero))
        if self != whole { return self < whole ? -1 : 1 }
        let rest = other - other.rounded(.towardZero)
        return rest > 0 ? -1 : rest < 0 ? 1 : 0
    }
}

extension String {
    /// Equal code point by code point.
    func hasSameScalars(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// The order of Python's texts: that of the code points.
    func scalarsPrecede(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension JSONObject {
    /// The value of a key whose code points are the same.
    func value(of key: String) -> JSONValue? { members.first { $0.key.hasSameScalars(as: key) }?.value }
}
