/// The days that a rule allows. Every part that is given must let a day through.
struct RecurrenceDays: Sendable, Equatable {
    let weekStart: Int
    /// nil lets every month through. Months as bits, bit 1 for January.
    private let months: UInt64?
    private let monthDays: Set<Int>
    private let yearDays: Set<Int>?
    private let easterOffsets: Set<Int>?
    private let weekNumbers: Set<Int>?
    /// Weekdays as bits, bit 0 for Monday; nil lets all through.
    private let weekdays: UInt64?
    /// Counted weekdays, such as the second Friday: of the month, or of the year where no month is given to a yearly rule.
    private let counted: [RRuleParts.Weekday]
    private let countsInYear: Bool

    init(_ parts: RRuleParts, start: CalendarDate) {
        let numbers = parts.numbers
        weekStart = parts.weekStart
        var months = numbers["BYMONTH"]
        var monthDays = numbers["BYMONTHDAY"]
        var weekdays = parts.weekdays
        let saysDay =
            monthDays != nil || weekdays != nil
            || ["BYYEARDAY", "BYEASTER", "BYWEEKNO"].contains { numbers[$0] != nil }
        if !saysDay {
            switch parts.frequency {
            case .yearly:
                months = months ?? [start.month]
                monthDays = [start.day]
            case .monthly: monthDays = [start.day]
            case .weekly: weekdays = [.init(day: start.mondayBasedWeekday)]
            case .daily, .hourly, .minutely, .secondly: break
            }
        }
        self.months = months.map { $0.filter((1...12).contains).reduce(0) { $0 | 1 << UInt64($1) } }
        self.monthDays = Set(monthDays ?? []).subtracting([0])
        yearDays = numbers["BYYEARDAY"].map(Set.init)
        easterOffsets = numbers["BYEASTER"].map(Set.init)
        weekNumbers = numbers["BYWEEKNO"].map(Set.init)
        // Only months and years count weekdays; elsewhere the number is passed over.
        let counts = parts.frequency <= .monthly
        counted = (weekdays ?? []).filter { counts && $0.number != nil }
        countsInYear = parts.frequency == .yearly && months == nil
        let plain = (weekdays ?? []).filter { !counts || $0.number == nil }
        self.weekdays = plain.isEmpty ? nil : plain.reduce(0) { $0 | 1 << UInt64($1.day) }
    }

    /// No part names days.
    var allowsAll: Bool {
        months == nil && monthDays.isEmpty && yearDays == nil && easterOffsets == nil && weekNumbers == nil
            && weekdays == nil && counted.isEmpty
    }

    /// Which days of a year are let through, and the first seven of the next year as the end of this one's last week.
    func allowed(in year: Int) -> [Bool] {
        let first = CalendarDate(year: year, month: 1, day: 1)
        let length = CalendarDate.isLeap(year) ? 366 : 365
        var allowed: [Bool] = []
        allowed.reserveCapacity(length + 7)
        var date = first
        var month = date.daysInMonth
        var weekday = first.mondayBasedWeekday
        for day in 0..<length + 7 {
            allowed.append(
                months.map { $0 & 1 << UInt64(date.month) != 0 } ?? true
                    && weekdays.map { $0 & 1 << UInt64(weekday) != 0 } ?? true
                    && (monthDays.isEmpty || monthDays.contains(date.day) || monthDays.contains(date.day - month - 1))
                    && allows(dayOfYear: day, length: length, year: year))
            weekday = weekday == 6 ? 0 : weekday + 1
            if date.day == month {
                date = CalendarDate(
                    year: date.month == 12 ? date.year + 1 : date.year, month: date.month % 12 + 1, day: 1)
                month = date.daysInMonth
            } else {
                date.day += 1
            }
        }
        if !counted.isEmpty { keep(countedDays(of: year, length: length), in: &allowed) }
        if let weekNumbers {
            keep(WeekNumbers(year: year, weekStart: weekStart, length: length).days(of: weekNumbers), in: &allowed)
        }
        if let easterOffsets {
            let sunday = CalendarDate.easter(year).daysSinceEpoch - first.daysSinceEpoch
            keep(Set(easterOffsets.map { sunday.addingReportingOverflow($0).partialValue }), in: &allowed)
        }
        return allowed
    }

    private func keep(_ days: Set<Int>, in allowed: inout [Bool]) {
        for day in allowed.indices where allowed[day] && !days.contains(day) { allowed[day] = false }
    }

    /// Days of the year count from 1, or from the end with -1 for its last.
    private func allows(dayOfYear day: Int, length: Int, year: Int) -> Bool {
        guard let yearDays else { return true }
        if day < length { return yearDays.contains(day + 1) || yearDays.contains(day - length) }
        let next = CalendarDate.isLeap(year + 1) ? 366 : 365
        return yearDays.contains(day - length + 1) || yearDays.contains(day - length - next)
    }

    private func countedDays(of year: Int, length: Int) -> Set<Int> {
        let first = CalendarDate(year: year, month: 1, day: 1)
        var days: Set<Int> = []
        var begin = 0
        for month in countsInYear ? 0...0 : 1...12 {
            let count = countsInYear ? length : CalendarDate.daysIn(month: month, year: year)
            for weekday in counted {
                guard let number = weekday.number, abs(number) <= 60 else { continue }
                let earliest = (weekday.day - first.mondayBasedWeekday - begin).flooredRemainder(7)
                let total = (count - earliest + 6) / 7
                let place = number > 0 ? number - 1 : total + number
                if (0..<total).contains(place) { days.insert(begin + earliest + 7 * place) }
            }
            begin += count
        }
        return days
    }
}

/// The numbered weeks of a year (ISO 8601, but that a week may begin on any day).
private struct WeekNumbers {
    let length: Int
    /// The day of the year on which week 1 begins, from -3 to 3.
    let first: Int
    let count: Int
    let weeksBefore: Int

    init(year: Int, weekStart: Int, length: Int) {
        self.length = length
        first = WeekNumbers.first(of: year, weekStart)
        let next = length + WeekNumbers.first(of: year + 1, weekStart)
        count = (next - first) / 7
        let before = CalendarDate.isLeap(year - 1) ? 366 : 365
        weeksBefore = (first + before - WeekNumbers.first(of: year - 1, weekStart)) / 7
    }

    /// Week 1 is the first with four days in the year.
    private static func first(of year: Int, _ weekStart: Int) -> Int {
        let weekday = CalendarDate(year: year, month: 1, day: 1).mondayBasedWeekday
        let begin = (weekStart - weekday).flooredRemainder(7)
        return begin >= 4 ? begin - 7 : begin
    }

    /// The days of the year that lie in weeks with these numbers, counted from 1 or from the end, up to a week past its end.
    ///
    /// The days before week 1 are in the last week of the year before, those after the last week in week 1 of the next.
    func days(of numbers: Set<Int>) -> Set<Int> {
        var days: Set<Int> = []
        for number in numbers where (-60...60).contains(number) {
            let week = number < 0 ? number + count + 1 : number
            if (1...count).contains(week) {
                for day in 0..<7 { days.insert(first + 7 * (week - 1) + day) }
            }
        }
        if numbers.contains(1), first + 7 * count < length {
            for day in 0..<7 { days.insert(first + 7 * count + day) }
        }
        if first > 0, numbers.contains(weeksBefore) || numbers.contains(-1) {
            for day in 0..<first { days.insert(day) }
        }
        return days
    }
}

extension CalendarDate {
    /// 0 is Monday, as in Python.
    var mondayBasedWeekday: Int { (weekday + 6) % 7 }

    /// Easter Sunday of the western churches (the "anonymous Gregorian" computation of Meeus and Butcher).
    static func easter(_ year: Int) -> CalendarDate {
        let golden = year % 19
        let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
        let shift = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - shift + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let correction = (golden + 11 * epact + 22 * weekday) / 451
        let days = epact + weekday - 7 * correction + 114
        return CalendarDate(year: year, month: days / 31, day: days % 31 + 1)
    }
}
