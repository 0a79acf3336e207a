extension Schedule {
    /// A short phrase for people, such as `every day at 09:00 (Europe/Berlin)`.
    ///
    /// What has no short one is shown as it was written.
    public var words: String {
        let zone = timezone.flatMap { $0.isEmpty ? nil : $0 } ?? "UTC"
        switch self {
        case .interval(let schedule):
            let text = "every " + Schedule.length(schedule.interval)
            return schedule.followsWallClock && zone != "UTC" ? "\(text) (\(zone))" : text
        case .cron(let schedule):
            let words = schedule.expression.words(dayOr: schedule.dayOr)
            guard words?.dependsOnZone ?? true else { return words?.text ?? schedule.cron }
            return "\(words?.text ?? schedule.cron) (\(zone))"
        case .rrule(let schedule):
            let lines = schedule.rrule.split(whereSeparator: \.isNewline).filter {
                !$0.uppercased().hasPrefix("DTSTART")
            }
            return "by the rule \(lines.joined(separator: " ")) (\(zone))"
        }
    }

    /// `hour`, `10 minutes`, `1 day 2 hours`, `0.5 seconds`.
    private static func length(_ interval: Interval) -> String {
        let units: [(name: String, size: Int64)] = [
            ("week", 604_800_000_000), ("day", 86_400_000_000), ("hour", 3_600_000_000), ("minute", 60_000_000),
        ]
        if let unit = units.first(where: { interval.microseconds % $0.size == 0 }) {
            let count = interval.microseconds / unit.size
            return count == 1 ? unit.name : "\(count) \(unit.name)s"
        }
        var rest = interval.microseconds
        var parts: [String] = []
        // Weeks are only named when nothing else is left.
        for unit in units.dropFirst() where rest >= unit.size {
            let count = rest / unit.size
            parts.append(count == 1 ? "1 \(unit.name)" : "\(count) \(unit.name)s")
            rest %= unit.size
        }
        if rest == 1_000_000 {
            parts.append(parts.isEmpty ? "second" : "1 second")
        } else if rest > 0 {
            parts.append(rest % 1_000_000 == 0 ? "\(rest / 1_000_000) seconds" : "\(Double(rest) / 1_000_000) seconds")
        }
        return parts.joined(separator: " ")
    }
}
