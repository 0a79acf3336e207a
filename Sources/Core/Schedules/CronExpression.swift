/// A cron line, ready for finding dates: every column is a set of bits, so that no date is looked for step by step.
struct CronExpression: Sendable, Equatable {
    let seconds: UInt64
    let minutes: UInt64
    let hours: UInt64
    let months: UInt64
    /// nil is every year.
    let years: Set<Int>?
    let days: CronField
    let weekdays: CronField
    /// Whether a column leaves the choice of the day to the other one.
    let anyDay: Bool
    let anyWeekday: Bool
    private let dayBits: UInt64
    private let weekdayBits: UInt64

    /// Reads five columns, six (with seconds at the end), seven (with seconds and years), or a name such as `@daily`.
    ///
    /// nil for what the real server refuses as no cron line.
    init?(_ text: String) {
        let line = text.lowercased()
        let columns = (CronExpression.aliases[line] ?? line).split(whereSeparator: \.isWhitespace).map(String.init)
        guard (5...7).contains(columns.count) else { return nil }
        var fields: [CronField] = []
        for (place, column) in columns.enumerated() {
            guard let kind = CronField.Kind(rawValue: place),
                let field = CronField(column, kind, columns: columns.count)
            else { return nil }
            fields.append(field)
        }
        days = fields[2]
        weekdays = fields[4]
        minutes = CronExpression.bits(fields[0], .minute)
        hours = CronExpression.bits(fields[1], .hour)
        months = CronExpression.bits(fields[3], .month)
        dayBits = CronExpression.bits(fields[2], .day)
        weekdayBits = CronExpression.bits(fields[4], .weekday)
        seconds = fields.count > 5 ? CronExpression.bits(fields[5], .second) : 1
        years = fields.count > 6 && !fields[6].coversAll(of: .year) ? fields[6].values : nil
        // Days written out in full count as an asterisk only beside a column with an asterisk: next to real weekdays they
        // stay a choice, and the two choices are joined.
        anyDay = days.isAny || days.coversAll(of: .day) && columns[4].contains("*")
        anyWeekday = weekdays.isAny || weekdays.coversAll(of: .weekday) && columns[2].contains("*")
    }

    private static let aliases = [
        "@midnight": "0 0 * * *", "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
    ]

    private static func bits(_ field: CronField, _ kind: CronField.Kind) -> UInt64 {
        (field.isAny ? Set(kind.range) : field.values).reduce(0) { $0 | 1 << UInt64($1) }
    }

    /// The days of a month that match, one bit each, bit 1 for the first.
    ///
    /// - Parameter dayOr: with both the day and the weekday restricted, one of them is enough.
    func dayMask(year: Int, month: Int, dayOr: Bool) -> UInt64 {
        let first = CalendarDate(year: year, month: month, day: 1)
        let count = first.daysInMonth
        let all: UInt64 = (1 << UInt64(count + 1)) - 2
        let byDay = anyDay ? all : dayBits & all | (days.hasLast ? 1 << UInt64(count) : 0)
        let byWeekday = weekdayMask(first: first.weekday, count: count) & all
        guard dayOr, !anyDay, !anyWeekday else { return byDay & byWeekday }
        // Beside a counted weekday croniter never looks at the day of the month, and so it is here.
        return weekdays.ordinals.isEmpty ? byDay | byWeekday : byWeekday
    }

    private func weekdayMask(first: Int, count: Int) -> UInt64 {
        guard weekdays.ordinals.isEmpty else { return ordinalMask(first: first, count: count) }
        guard !anyWeekday else { return .max }
        return (1...count).reduce(0) { mask, day in
            weekdayBits & 1 << UInt64((first + day - 1) % 7) != 0 ? mask | 1 << UInt64(day) : mask
        }
    }

    private func ordinalMask(first: Int, count: Int) -> UInt64 {
        weekdays.ordinals.reduce(0) { mask, ordinal in
            let earliest = 1 + (ordinal.weekday - first + 7) % 7
            let number = ordinal.number ?? (count - earliest) / 7 + 1
            return mask | 1 << UInt64(earliest + 7 * (number - 1))
        }
    }
}

extension CronExpression {
    /// A column says `R`, `R(a-b)` or `R/n`: a time drawn by lot, which croniter knows and Prefect does not want.
    ///
    /// The real server lets the forms with brackets or a step through and draws again at every look; here all are refused.
    static func isRandom(_ text: String) -> Bool {
        let columns = text.lowercased().split(whereSeparator: \.isWhitespace)
        return (5...7).contains(columns.count)
            && columns.contains { $0 == "r" || $0.hasPrefix("r(") || $0.hasPrefix("r/") }
    }
}
