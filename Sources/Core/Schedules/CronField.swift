/// What one column of a cron line allows.
struct CronField: Sendable, Equatable {
    /// The columns, in the order in which they stand. Seconds and years follow the five classical ones.
    enum Kind: Int, Sendable {
        case minute, hour, day, month, weekday, second, year

        var range: ClosedRange<Int> {
            switch self {
            case .minute, .second: 0...59
            case .hour: 0...23
            case .day: 1...31
            case .month: 1...12
            case .weekday: 0...6
            case .year: 1970...2099
            }
        }

        /// Names that stand for numbers, the first one for the start of the range.
        var names: [String] {
            switch self {
            case .month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            case .weekday: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
            default: []
            }
        }
    }

    /// A weekday counted inside its month, such as the second Friday.
    struct Ordinal: Sendable, Hashable {
        var weekday: Int
        /// 1 to 5; nil is the last one.
        var number: Int?
    }

    /// An asterisk or question mark stands in it, alone or among others.
    var isAny = false
    /// The last day of the month.
    var hasLast = false
    var values: Set<Int> = []
    var ordinals: Set<Ordinal> = []

    /// Everything of the range is allowed, also when it was written out.
    func coversAll(of kind: Kind) -> Bool { isAny || values.count + (hasLast ? 1 : 0) == kind.range.count }
}

extension CronField {
    /// Reads a column in lower case; nil when croniter, which Prefect uses, would refuse it.
    ///
    /// - Parameter columns: how many the line has. With more than five, 7 is no weekday; with six, day 0 is day 1.
    init?(_ text: String, _ kind: Kind, columns: Int) {
        if text.contains("?") {
            guard text == "?", kind == .day || kind == .weekday else { return nil }
            isAny = true
            return
        }
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard read(item: String(item), kind, columns) else { return nil }
        }
        guard !mixesOrdinals(kind) else { return nil }
    }

    /// Plain weekdays beside counted ones mean nothing that can be worked out.
    private func mixesOrdinals(_ kind: Kind) -> Bool {
        guard !ordinals.isEmpty, values.count != kind.range.count else { return false }
        return !values.subtracting(ordinals.map(\.weekday)).isEmpty
    }

    /// Takes one of the parts that commas divide.
    private mutating func read(item: String, _ kind: Kind, _ columns: Int) -> Bool {
        if item == "*" {
            isAny = true
            return true
        }
        if item == "l", kind == .day {
            hasLast = true
            return true
        }
        if kind == .weekday, let hash = item.firstIndex(of: "#") {
            return read(weekdays: String(item[..<hash]), number: String(item[item.index(after: hash)...]), columns)
        }
        if kind == .weekday, item.hasPrefix("l"),
            let day = CronField.number(item.dropFirst(), kind, columns, named: false)
        {
            ordinals.insert(Ordinal(weekday: day, number: nil))
            return add(day, kind)
        }
        guard let found = CronField.span(item, kind, columns) else { return false }
        return found.allSatisfy { add($0, kind) }
    }

    /// `fri#2` and, with names only, `mon-fri#2`.
    private mutating func read(weekdays: String, number text: String, _ columns: Int) -> Bool {
        guard let number = Int(digits: text), (1...5).contains(number),
            !weekdays.contains("-") || !weekdays.contains(where: \.isNumber), !weekdays.contains("/"),
            let days = CronField.span(weekdays, .weekday, columns)
        else { return false }
        for day in days {
            guard add(day, .weekday) else { return false }
            ordinals.insert(Ordinal(weekday: day, number: number))
        }
        return true
    }

    private mutating func add(_ value: Int, _ kind: Kind) -> Bool {
        guard kind.range.contains(value) else { return false }
        values.insert(value)
        return true
    }

    /// A number or a name.
    private static func number(_ text: some StringProtocol, _ kind: Kind, _ columns: Int, named: Bool = true) -> Int? {
        if let place = kind.names.firstIndex(of: String(text)), named { return kind.range.lowerBound + place }
        guard let value = Int(digits: text) else { return nil }
        switch (kind, value) {
        case (.weekday, 7) where columns == 5: return 0
        case (.day, 0) where columns == 6: return 1
        default: return value
        }
    }

    /// `a`, `a-b`, `a-b/step`, `a/step` or `*/step`.
    private static func span(_ item: String, _ kind: Kind, _ columns: Int) -> [Int]? {
        let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let asked = parts.count == 2 ? Int(digits: parts[1]) : 1, asked > 0 else { return nil }
        // Past the longest range all steps are alike, and sums with this one cannot overflow.
        let step = min(asked, 1000)
        if parts[0] == "*", parts.count == 2 {
            return Array(stride(from: kind.range.lowerBound, through: kind.range.upperBound, by: step))
        }
        let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count <= 2, let low = number(bounds[0], kind, columns) else { return nil }
        guard bounds.count == 2 || parts.count == 2 else { return [low] }
        let last = bounds.count == 1 ? String(kind.range.upperBound) : String(bounds[1])
        guard let high = number(kind == .day && last == "l" ? "31" : last, kind, columns),
            max(low, high) <= kind.range.upperBound
        else { return nil }
        return values(from: low, through: high, by: step, in: kind.range)
    }

    /// Counts from low to high. Equal bounds mean the whole range, and a range that runs backwards goes round its end.
    private static func values(from low: Int, through high: Int, by step: Int, in range: ClosedRange<Int>) -> [Int] {
        if low < high { return Array(stride(from: low, through: high, by: step)) }
        if low == high { return Array(stride(from: range.lowerBound, through: range.upperBound, by: step)) }
        let toEnd = Array(stride(from: low, through: range.upperBound, by: step))
        let last = toEnd.last ?? low
        let left = range.upperBound - last
        // The step goes on over the end, though croniter counts it only when the last value is closer to the end than that.
        let skipped = last - range.lowerBound + step > range.count && left < step ? step - left : 0
        return toEnd + Array(stride(from: range.lowerBound + skipped, through: high, by: step))
    }
}

extension Int {
    /// Reads text that is made of ASCII digits alone, without a sign.
    init?(digits text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        self.init(text)
    }
}
