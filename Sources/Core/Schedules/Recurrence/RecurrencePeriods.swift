/// Walks through the periods of a rule (its years, months, weeks or days) and says which of their days are allowed.
struct RecurrencePeriods {
    private let rule: RecurrenceRule
    private let first: CalendarDate
    private let firstDay: Int
    /// The number of the next period, in steps from the first one.
    private var number = 0
    private var year: (number: Int, firstDay: Int, allowed: [Bool])?
    private let last: Int

    /// - Parameter day: no period that begins after it is of interest.
    init(_ rule: RecurrenceRule, through day: Int) {
        self.rule = rule
        last = min(day, CalendarDate.last)
        firstDay = rule.start.flooredQuotient(86400)
        first = CalendarDate(daysSinceEpoch: firstDay)
    }

    /// Leaves out the periods that end before a day.
    mutating func skip(to day: Int) {
        let date = CalendarDate(daysSinceEpoch: day)
        let passed =
            switch rule.frequency {
            case .yearly: date.year - first.year
            case .monthly: (date.year - first.year) * 12 + date.month - first.month
            case .weekly: (day - weekStart).flooredQuotient(7)
            case .daily, .hourly, .minutely, .secondly: day - firstDay
            }
        number = max(0, (passed + stride - 1) / stride)
    }

    /// Rules by the hour and less pass no day; the steps are in their times.
    private var stride: Int { rule.frequency > .daily ? 1 : rule.interval }

    /// The first day of the week in which the rule begins.
    private var weekStart: Int { firstDay - (first.mondayBasedWeekday - rule.days.weekStart).flooredRemainder(7) }

    /// The allowed days of the next period, ascending; nil when there is no further one.
    mutating func next(_ budget: inout StepBudget) throws(StepBudget.Exhausted) -> [Int]? {
        try budget.spend()
        let (steps, overflow) = number.multipliedReportingOverflow(by: stride)
        // More than any calendar has days.
        guard !overflow, steps < 4_000_000 else { return nil }
        number += 1
        switch rule.frequency {
        case .yearly:
            let year = first.year + steps
            guard CalendarDate(year: year, month: 1, day: 1).daysSinceEpoch <= last else { return nil }
            return try allowed(in: year, from: 0, count: CalendarDate.isLeap(year) ? 366 : 365, &budget)
        case .monthly:
            let month = first.month - 1 + steps
            let date = CalendarDate(year: first.year + month / 12, month: month % 12 + 1, day: 1)
            guard date.daysSinceEpoch <= last else { return nil }
            let january = CalendarDate(year: date.year, month: 1, day: 1)
            return try allowed(
                in: date.year, from: date.daysSinceEpoch - january.daysSinceEpoch, count: date.daysInMonth, &budget)
        case .weekly:
            let day = steps == 0 ? firstDay : weekStart + 7 * steps
            return try allowed(day: day, count: steps == 0 ? 7 - (firstDay - weekStart) : 7, &budget)
        case .daily, .hourly, .minutely, .secondly:
            if rule.days.allowsAll { return firstDay + steps <= last ? [firstDay + steps] : nil }
            return try allowed(day: firstDay + steps, count: 1, &budget)
        }
    }

    private mutating func allowed(
        day: Int, count: Int, _ budget: inout StepBudget
    ) throws(StepBudget.Exhausted) -> [Int]? {
        guard day <= last else { return nil }
        // Mostly the year is the same as before.
        if let year, (year.firstDay..<year.firstDay + year.allowed.count - 7).contains(day) {
            return try allowed(in: year.number, from: day - year.firstDay, count: count, &budget)
        }
        let date = CalendarDate(daysSinceEpoch: day)
        let january = CalendarDate(year: date.year, month: 1, day: 1)
        return try allowed(in: date.year, from: day - january.daysSinceEpoch, count: count, &budget)
    }

    /// Days of a year, counted from 0; up to seven may lie past its end.
    private mutating func allowed(
        in number: Int, from place: Int, count: Int, _ budget: inout StepBudget
    ) throws(StepBudget.Exhausted) -> [Int] {
        if year?.number != number {
            try budget.spend(372)
            let january = CalendarDate(year: number, month: 1, day: 1)
            year = (number, january.daysSinceEpoch, rule.days.allowed(in: number))
        }
        guard let year else { return [] }
        return (place..<place + count).filter { year.allowed[$0] }.map { year.firstDay + $0 }
    }
}

extension CalendarDate {
    /// 9999-12-31, in days since the epoch.
    static let last = CalendarDate(year: 9999, month: 12, day: 31).daysSinceEpoch
}
