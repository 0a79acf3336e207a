public import JSON

/// When a deployment's runs are due.
public enum Schedule: Sendable, Equatable {
    case interval(IntervalSchedule)
    case cron(CronSchedule)
    case rrule(RRuleSchedule)

    /// The IANA name of the zone whose clock the schedule follows; none, or an empty one, is UTC.
    public var timezone: String? {
        switch self {
        case .interval(let schedule): schedule.timezone
        case .cron(let schedule): schedule.timezone
        case .rrule(let schedule): schedule.timezone
        }
    }

    /// The moments from `start` through `end`, both included, ascending, at most `limit`.
    ///
    /// Throws `unprocessable` for a zone that this machine does not know (any more), and when the dates of a recurrence rule
    /// are not found within the budget.
    public func dates(
        from start: Timestamp, through end: Timestamp?, limit: Int, zones: TimeZones, _ budget: inout StepBudget
    ) throws(Failure) -> [Timestamp] {
        guard let rules = zones.rules(of: timezone) else {
            throw .unprocessable(
                "The time zone \(timezone ?? "") is not known on this machine. Install its time zone data (package tzdata)."
            )
        }
        switch self {
        case .interval(let schedule): return schedule.dates(from: start, through: end, limit: limit, rules: rules)
        case .cron(let schedule): return schedule.dates(from: start, through: end, limit: limit, rules: rules)
        case .rrule(let schedule):
            do {
                return try schedule.dates(from: start, through: end, limit: limit, rules: rules, &budget)
            } catch {
                throw .unprocessable(
                    "Finding the dates of this recurrence rule takes too many steps. Give it a later DTSTART, a shorter COUNT or a lower FREQ."
                )
            }
        }
    }

    /// The form in which the API answers it.
    public var json: JSONValue {
        switch self {
        case .interval(let schedule):
            .object([
                ("interval", .double(schedule.interval.seconds)),
                ("anchor_date", .string(schedule.anchor.text(offset: schedule.anchorOffset))),
                ("timezone", schedule.timezone.json),
            ])
        case .cron(let schedule):
            .object([
                ("cron", .string(schedule.cron)), ("timezone", schedule.timezone.json),
                ("day_or", .bool(schedule.dayOr)),
            ])
        case .rrule(let schedule):
            .object([("rrule", .string(schedule.rrule)), ("timezone", schedule.timezone.json)])
        }
    }
}

extension JSONValue {
    fileprivate static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
    }
}

extension String? {
    fileprivate var json: JSONValue { map { .string($0) } ?? .null }
}

extension Timestamp {
    /// The wire form in the time of a zone so many seconds east of UTC.
    fileprivate func text(offset: Int) -> String {
        guard offset != 0 else { return description }
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        let zone = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return (self + .seconds(Int64(offset))).description.dropLast() + sign + zone
    }
}
