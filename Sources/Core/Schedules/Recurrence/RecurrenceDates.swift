/// Walks through the dates of one rule, in seconds on the wall clock, ascending.
struct RecurrenceDates {
    private let rule: RecurrenceRule
    private var periods: RecurrencePeriods
    /// The days of the current period that are left, the next one last.
    private var days: [Int] = []
    /// Where to look on in the day.
    private var second = 0
    /// Dates that were chosen by their positions, the next one last.
    private var chosen: [Int] = []
    /// How many dates may still come.
    private var remaining: Int?
    private var isAtEnd = false
    /// The last second that may be a date.
    private let last: Int
    /// How many dates a full day has, where all days have the same.
    private var perDay: Int?

    /// - Parameter range: dates before it are passed over, as cheaply as their counting allows; none comes after it.
    init(
        _ rule: RecurrenceRule, in range: ClosedRange<Int>, _ budget: inout StepBudget
    ) throws(StepBudget.Exhausted) {
        let wall = range.lowerBound
        self.rule = rule
        remaining = rule.count
        isAtEnd = (rule.count ?? 1) <= 0 || rule.times.offsets.isEmpty
        last = min(range.upperBound, rule.until ?? .max)
        periods = RecurrencePeriods(rule, through: last.flooredQuotient(86400))
        guard rule.count != nil else {
            periods.skip(to: max(wall, rule.start).flooredQuotient(86400))
            second = max(wall, rule.start)
            return
        }
        second = rule.start
        try pass(before: wall, &budget)
    }

    /// The next date; nil after the last one.
    mutating func next(_ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Int? {
        while !isAtEnd {
            guard let date = try candidate(&budget) else { break }
            guard date <= last else { break }
            if let remaining {
                guard remaining > 0 else { break }
                self.remaining = remaining - 1
            }
            return date
        }
        isAtEnd = true
        return nil
    }

    /// The next date that the parts allow, without a look at the rule's end. `second` is the first moment that may be one.
    private mutating func candidate(_ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Int? {
        while true {
            if let date = chosen.popLast() {
                if date >= second { return date }
                continue
            }
            if let day = days.last {
                let from = max(second - day * 86400, 0)
                if from < 86400, let time = try rule.times.next(day: day, from: from, &budget) {
                    second = day * 86400 + time + 1
                    return day * 86400 + time
                }
                days.removeLast()
                continue
            }
            guard try openPeriod(&budget) else { return nil }
        }
    }

    /// Takes up the next period. False when there is none.
    private mutating func openPeriod(_ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Bool {
        guard let found = try periods.next(&budget) else { return false }
        if rule.positions.isEmpty { days = found.reversed() } else { chosen = choose(among: found).reversed() }
        return true
    }

    /// The dates of a period's days that the positions name.
    private func choose(among days: [Int]) -> [Int] {
        let times = rule.times.offsets
        let total = days.count * times.count
        let places = Set(rule.positions.map { $0 > 0 ? $0 - 1 : total + $0 })
        return places.filter((0..<total).contains).sorted().map {
            days[$0 / times.count] * 86400 + times[$0 % times.count]
        }
    }

    /// Counts the dates before a moment, whole days at a time where it can.
    private mutating func pass(before wall: Int, _ budget: inout StepBudget) throws(StepBudget.Exhausted) {
        while second < wall, !isAtEnd {
            if rule.positions.isEmpty, let day = days.last, (day + 1) * 86400 <= wall {
                if (day + 1) * 86400 > second {
                    remaining = try remaining.map { count throws(StepBudget.Exhausted) in
                        count - (try dates(onDay: day, &budget))
                    }
                    second = (day + 1) * 86400
                }
                days.removeLast()
                isAtEnd = (remaining ?? 1) <= 0
                continue
            }
            if rule.positions.isEmpty, days.isEmpty {
                guard try openPeriod(&budget) else {
                    isAtEnd = true
                    return
                }
                continue
            }
            // One by one: inside the last day, or where positions choose.
            let place = second
            guard let date = try candidate(&budget) else {
                isAtEnd = true
                return
            }
            if date >= wall {
                // Not passed: it is found again.
                if rule.positions.isEmpty { second = max(place, wall) } else { chosen.append(date) }
                return
            }
            try budget.spend()
            second = date + 1
            remaining = remaining.map { $0 - 1 }
            isAtEnd = (remaining ?? 1) <= 0
        }
    }

    private mutating func dates(onDay day: Int, _ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Int {
        try budget.spend()
        let from = max(second - day * 86400, 0)
        guard from == 0, rule.times.isSameEveryDay else {
            return try rule.times.count(day: day, from: from, &budget)
        }
        if let perDay { return perDay }
        let count = try rule.times.count(day: day, from: 0, &budget)
        perDay = count
        return count
    }
}
