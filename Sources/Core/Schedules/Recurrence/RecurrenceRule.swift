/// One `RRULE` or `EXRULE`, ready for finding its dates on a wall clock.
///
/// Every part that names days or times only leaves some of a period's days and times over (python-dateutil's reading of RFC
/// 5545); what a rule leaves open comes from its start.
struct RecurrenceRule: Sendable, Equatable {
    /// The periods that are counted, the longest first.
    enum Frequency: Int, Sendable, Comparable {
        case yearly, monthly, weekly, daily, hourly, minutely, secondly

        init?(_ name: Substring) {
            let names: [Substring] = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
            guard let place = names.firstIndex(of: name) else { return nil }
            self.init(rawValue: place)
        }

        /// The seconds of a period within the day; a day for those that are longer.
        var unit: Int {
            switch self {
            case .hourly: 3600
            case .minutely: 60
            case .secondly: 1
            case .yearly, .monthly, .weekly, .daily: 86400
            }
        }

        static func < (one: Frequency, other: Frequency) -> Bool { one.rawValue < other.rawValue }
    }

    let frequency: Frequency
    let interval: Int
    let count: Int?
    /// The last second that may be a date.
    let until: Int?
    /// The end was written with a zone.
    let endsInUTC: Bool
    /// The first second that may be a date.
    let start: Int
    let days: RecurrenceDays
    let times: RecurrenceTimes
    /// Which dates of a period are left over, counted from 1 or from the end; none is all. Never set below a week.
    let positions: [Int]

    /// - Parameter written: the `DTSTART` if there is one.
    init(_ parts: RRuleParts, start written: RRuleDate?) throws(RRuleText.Invalid) {
        if let written, let until = parts.until, written.isZoned != until.isZoned {
            throw RRuleText.Invalid(
                message: "RRULE UNTIL values must be specified in UTC when DTSTART is timezone-aware")
        }
        let positions = parts.numbers["BYSETPOS"] ?? []
        guard positions.allSatisfy({ $0 != 0 && (-366...366).contains($0) }) else {
            throw RRuleText.Invalid(message: "bysetpos must be between 1 and 366, or between -366 and -1")
        }
        start = written?.wall ?? RRuleText.standardStart
        frequency = parts.frequency
        // Steps past any calendar are alike, and sums with this one cannot overflow.
        interval = min(parts.interval, 1_000_000_000_000)
        count = parts.count
        until = parts.until?.wall
        endsInUTC = parts.until?.isZoned ?? false
        days = RecurrenceDays(parts, start: CalendarDate(daysSinceEpoch: start.flooredQuotient(86400)))
        var times = try RecurrenceTimes(parts, start: start, interval: interval)
        if frequency >= .daily, !positions.isEmpty {
            // Such a period is one day or less, so the positions choose among the same times each time.
            times.keep(positions)
            self.positions = []
        } else {
            self.positions = positions
        }
        self.times = times
    }
}

extension Int {
    /// Divides, rounding down also below zero.
    func flooredQuotient(_ divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The remainder that is never negative.
    func flooredRemainder(_ divisor: Int) -> Int { self - flooredQuotient(divisor) * divisor }
}
