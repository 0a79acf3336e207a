/// The times of day that a rule allows.
struct RecurrenceTimes: Sendable, Equatable {
    /// The length of a slot: an hour, a minute or a second for rules that count those, else the whole day.
    let unit: Int
    /// Every so many slots counts; 1 where a slot is a day.
    let step: Int
    /// The slot in which the rule begins, counted from the epoch.
    private let first: Int
    /// Hours, minutes and seconds that a slot may lie in, one bit each.
    private let hours: UInt64
    private let minutes: UInt64
    private let seconds: UInt64
    /// The seconds after a slot's beginning, ascending.
    private(set) var offsets: [Int]

    init(_ parts: RRuleParts, start: Int, interval: Int) throws(RRuleText.Invalid) {
        let second = start.flooredRemainder(86400)
        let frequency = parts.frequency
        unit = frequency.unit
        step = frequency < .hourly ? 1 : interval
        first = start.flooredQuotient(unit)
        let given = ["BYHOUR", "BYMINUTE", "BYSECOND"].map { parts.numbers[$0] }
        if frequency < .hourly { try RecurrenceTimes.checkRanges(given) }
        let current = [second / 3600, second / 60 % 60, second % 60]
        // What is counted must be able to meet what is asked for.
        let counted = frequency.rawValue - RecurrenceRule.Frequency.hourly.rawValue
        if counted >= 0, let values = given[counted] {
            let common = RecurrenceTimes.commonDivisor(interval, counted == 0 ? 24 : 60)
            guard
                values.contains(where: {
                    ($0.subtractingReportingOverflow(current[counted]).partialValue) % common == 0
                })
            else { throw RRuleText.Invalid(message: "Invalid rrule byxxx generates an empty set.") }
        }
        hours = RecurrenceTimes.bits(given[0], 24)
        minutes = counted >= 1 ? RecurrenceTimes.bits(given[1], 60) : .max
        seconds = counted >= 2 ? RecurrenceTimes.bits(given[2], 60) : .max
        let inner = (0..<3).map { place in
            place <= counted ? [0] : Set(given[place] ?? [current[place]]).filter { 0 <= $0 && $0 < 60 }.sorted()
        }
        offsets = inner[0].flatMap { hour in
            inner[1].flatMap { minute in inner[2].map { hour * 3600 + minute * 60 + $0 } }
        }
    }

    /// Leaves over the offsets at some positions, counted from 1 or from the end.
    mutating func keep(_ positions: [Int]) {
        let places = Set(positions.map { $0 > 0 ? $0 - 1 : offsets.count + $0 })
        offsets = places.filter(offsets.indices.contains).sorted().map { offsets[$0] }
    }

    /// The first time on a day at or after a second of it; nil when there is none.
    func next(day: Int, from second: Int, _ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Int? {
        guard let last = offsets.last, second < 86400 else { return nil }
        if unit == 86400 { return second <= last ? offsets[offsets.place(of: second)] : nil }
        // The slot of `second` may have all its times behind it.
        var slot = day * (86400 / unit) + second / unit + (second % unit > last ? 1 : 0)
        let end = (day + 1) * (86400 / unit)
        slot += (first - slot).flooredRemainder(step)
        while slot < end {
            try budget.spend()
            let place = (slot - day * (86400 / unit)) * unit
            guard let allowed = nextAllowed(place) else { return nil }
            if allowed == place {
                if place >= second { return place + offsets[0] }
                return place + offsets[offsets.place(of: second - place)]
            }
            slot += allowed / unit - place / unit
            slot += (first - slot).flooredRemainder(step)
        }
        return nil
    }

    /// How many times a day has from a second of it on.
    func count(day: Int, from second: Int, _ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Int {
        if unit == 86400 { return offsets.count - offsets.place(of: second) }
        if allowsAll, let first = try next(day: day, from: second, &budget) {
            // Whole steps to the end of the day; the first slot may have been begun.
            let slot = first / unit
            let slots = (86400 / unit - 1 - slot) / step
            return slots * offsets.count + offsets.count - offsets.place(of: first - slot * unit)
        }
        var (found, from) = (0, second)
        while let time = try next(day: day, from: from, &budget) {
            found += 1
            from = time + 1
        }
        return found
    }

    /// Every day has the same times, so counting one is enough.
    var isSameEveryDay: Bool { unit == 86400 || 86400 % unit.multipliedOrMax(step) == 0 }

    private var allowsAll: Bool { [hours, minutes, seconds].allSatisfy { $0 == .max } }

    /// The first second of day at or after the start of a slot that lies in an allowed hour, minute and second.
    private func nextAllowed(_ place: Int) -> Int? {
        guard let hour = hours.bit(from: place / 3600), hour < 24 else { return nil }
        if hour != place / 3600 { return firstIn(hour: hour) }
        guard let minute = minutes.bit(from: place / 60 % 60), minute < 60 else { return later(thanHour: hour) }
        if minute != place / 60 % 60 { return firstIn(hour: hour, minute: minute) }
        guard let second = seconds.bit(from: place % 60), second < 60 else {
            guard let next = minutes.bit(from: minute + 1), next < 60 else { return later(thanHour: hour) }
            return firstIn(hour: hour, minute: next)
        }
        return hour * 3600 + minute * 60 + second
    }

    private func later(thanHour hour: Int) -> Int? {
        guard let next = hours.bit(from: hour + 1), next < 24 else { return nil }
        return firstIn(hour: next)
    }

    private func firstIn(hour: Int) -> Int? {
        guard let minute = minutes.bit(from: 0) else { return nil }
        return firstIn(hour: hour, minute: minute)
    }

    private func firstIn(hour: Int, minute: Int) -> Int? {
        seconds.bit(from: 0).map { hour * 3600 + minute * 60 + $0 }
    }

    /// All bits where nothing is asked for.
    private static func bits(_ values: [Int]?, _ size: Int) -> UInt64 {
        guard let values else { return .max }
        return values.filter { 0 <= $0 && $0 < size }.reduce(0) { $0 | 1 << UInt64($1) }
    }

    private static func checkRanges(_ given: [[Int]?]) throws(RRuleText.Invalid) {
        for (values, (name, size)) in zip(given, [("hour", 24), ("minute", 60), ("second", 60)]) {
            guard (values ?? []).allSatisfy((0..<size).contains) else {
                throw RRuleText.Invalid(message: "\(name) must be in 0..\(size - 1)")
            }
        }
    }

    private static func commonDivisor(_ one: Int, _ other: Int) -> Int {
        other == 0 ? one : commonDivisor(other, one % other)
    }
}

extension Int {
    fileprivate func multipliedOrMax(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}

extension [Int] {
    /// The place of the first item of an ascending list that is not below a value; the end when all are.
    fileprivate func place(of value: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
