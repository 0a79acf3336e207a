/// The parts of one rule, such as `FREQ=WEEKLY;BYDAY=MO`, as they were written.
struct RRuleParts {
    typealias Invalid = RRuleText.Invalid

    /// A weekday, 0 for Monday, perhaps counted: the second one, or with -1 the last.
    struct Weekday: Hashable {
        var day: Int
        var number: Int?
    }

    var frequency = RecurrenceRule.Frequency.daily
    var interval = 1
    var weekStart = 0
    var count: Int?
    var until: RRuleDate?
    var weekdays: [Weekday]?
    /// The lists of numbers by their names.
    var numbers: [String: [Int]] = [:]

    /// Reads a rule in upper case, with `RRULE:` before it or not.
    init(_ text: Substring) throws(Invalid) {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { throw Invalid(message: "too many values to unpack (expected 2)") }
        guard halves.count == 1 || halves[0] == "RRULE" else { throw Invalid(message: "unknown parameter name") }
        var saysFrequency = false
        for pair in halves[halves.count - 1].split(separator: ";", omittingEmptySubsequences: false) {
            let sides = pair.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count > 1 else { throw Invalid(message: "not enough values to unpack (expected 2, got 1)") }
            guard sides.count == 2 else { throw Invalid(message: "too many values to unpack (expected 2)") }
            let isKnown = try set(sides[0], to: sides[1])
            guard isKnown else { throw Invalid(message: "unknown parameter '\(sides[0])'") }
            saysFrequency = saysFrequency || sides[0] == "FREQ"
        }
        guard saysFrequency else { throw Invalid(message: "FREQ is missing") }
        guard interval > 0 else { throw Invalid(message: "INTERVAL must be positive") }
    }

    /// False for a name that there is not.
    private mutating func set(_ name: Substring, to value: Substring) throws(Invalid) -> Bool {
        let isRight: Bool
        switch name {
        case "FREQ": isRight = Self.take(RecurrenceRule.Frequency(value), &frequency)
        case "INTERVAL": isRight = Self.take(Self.number(value), &interval)
        case "COUNT":
            count = Self.number(value)
            isRight = count != nil
        case "UNTIL":
            guard let date = try? RRuleDate(value) else { throw Invalid(message: "invalid 'UNTIL': \(value)") }
            until = date
            isRight = true
        case "WKST": isRight = Self.take(Self.names.firstIndex(of: value), &weekStart)
        case "BYDAY", "BYWEEKDAY":
            weekdays = Self.all(value) { Self.weekday($0) }
            isRight = weekdays != nil
        case "BYSETPOS", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYEASTER", "BYWEEKNO", "BYHOUR", "BYMINUTE", "BYSECOND":
            numbers[String(name)] = Self.all(value) { Self.number($0) }
            isRight = numbers[String(name)] != nil
        default: return false
        }
        guard isRight else { throw Invalid(message: "invalid '\(name)': \(value)") }
        return true
    }

    private static let names: [Substring] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    private static func take<Value>(_ found: Value?, _ place: inout Value) -> Bool {
        guard let found else { return false }
        place = found
        return true
    }

    private static func all<Item>(_ list: Substring, _ read: (Substring) -> Item?) -> [Item]? {
        var items: [Item] = []
        for text in list.split(separator: ",", omittingEmptySubsequences: false) {
            guard let item = read(text) else { return nil }
            items.append(item)
        }
        return items
    }

    /// A whole number; one past 64 bits counts as the largest or smallest.
    private static func number(_ text: Substring) -> Int? {
        if let value = Int(text) { return value }
        let digits = text.drop { $0 == "+" || $0 == "-" }
        guard text.count - digits.count <= 1, !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return text.hasPrefix("-") ? .min : .max
    }

    /// `MO`, `+1MO`, `-2FR` or `MO(+1)`.
    private static func weekday(_ text: Substring) -> Weekday? {
        if let open = text.firstIndex(of: "(") {
            guard let day = names.firstIndex(of: text[..<open]),
                let number = Int(text[text.index(after: open)...].dropLast()), number != 0
            else { return nil }
            return Weekday(day: day, number: number)
        }
        let count = text.prefix { "+-0123456789".contains($0) }
        guard let day = names.firstIndex(of: text[count.endIndex...]) else { return nil }
        guard !count.isEmpty else { return Weekday(day: day) }
        guard let number = Int(count), number != 0 else { return nil }
        return Weekday(day: day, number: number)
    }
}
