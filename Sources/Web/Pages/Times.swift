import Core

extension PageValue {
    /// A moment as people say it, with the exact one beside it.
    static func time(_ moment: Timestamp?, at now: Timestamp) -> PageValue {
        guard let moment else { return .nothing }
        return .group([
            "iso": .text(moment.description), "exact": .text(moment.exact),
            "words": .text(moment.words(at: now)), "clock": .text(moment.clock),
        ])
    }

    static func duration(_ length: Interval?) -> PageValue { .text(length?.words) }
}

extension Timestamp {
    /// `2026-11-21 12:00:00 UTC`.
    var exact: String { "\(day) \(clock.prefix(8)) UTC" }

    /// The day, `2026-11-21`.
    var day: String { String(description.prefix(10)) }

    /// The time of day with milliseconds, `12:00:00.000`.
    var clock: String {
        let milliseconds = utc.microsecondOfDay / 1000
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let seconds = milliseconds / 1000
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
            + "." + padded(milliseconds % 1000, 3)
    }

    /// `3 min ago`, `in 2 h`; the day when it is more than 30 days away.
    func words(at now: Timestamp) -> String {
        let distance = self - now
        let isPast = distance <= .zero
        let length = Interval(microseconds: Int64(distance.microseconds.magnitude))
        guard length < .days(30) else { return day }
        guard length >= .seconds(1) else { return isPast ? "just now" : "in 1 s" }
        return isPast ? "\(length.roughWords) ago" : "in \(length.roughWords)"
    }
}

extension Interval {
    /// Days, hours, minutes and seconds: the two largest that count, such as `1 h 5 min` or `2.3 s`.
    var words: String {
        let milliseconds = max(0, microseconds) / 1000
        if microseconds > 0, milliseconds == 0 { return "< 1 ms" }
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        let seconds = milliseconds / 1000
        if seconds < 10 {
            let tenths = milliseconds / 100 % 10
            return tenths == 0 ? "\(seconds) s" : "\(seconds).\(tenths) s"
        }
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return Interval.pair(seconds / 60, "min", seconds % 60, "s")
        case ..<86400: return Interval.pair(seconds / 3600, "h", seconds / 60 % 60, "min")
        default: return Interval.pair(seconds / 86400, "d", seconds / 3600 % 24, "h")
        }
    }

    /// Only the largest unit, such as `5 min`.
    var roughWords: String {
        let seconds = microseconds / 1_000_000
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(seconds / 60) min"
        case ..<86400: return "\(seconds / 3600) h"
        default: return "\(seconds / 86400) d"
        }
    }

    private static func pair(_ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String) -> String {
        small == 0 ? "\(large) \(largeUnit)" : "\(large) \(largeUnit) \(small) \(smallUnit)"
    }
}
