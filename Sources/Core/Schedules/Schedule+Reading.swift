public import JSON

extension Schedule {
    /// Why a schedule in a request is none: the problems in the terms and order of the real server.
    public struct Invalid: Error, Sendable, Equatable {
        public var problems: [Failure.Problem]
    }

    /// Reads a schedule as the API takes it.
    ///
    /// The real server tries the three kinds one after the other and, when none fits, answers what is wrong with each. So does
    /// this, since clients and people have learnt to read it.
    /// - Parameters:
    ///   - location: the way to `json` inside the request.
    ///   - now: the anchor of an interval that has none.
    public init(
        json: JSONValue, at location: [JSONValue], now: Timestamp, zones: TimeZones
    ) throws(Invalid) {
        var problems: [Failure.Problem] = []
        for kind in Kind.allCases {
            let place = location + [.string(kind.rawValue)]
            guard case .object(let object) = json else {
                problems.append(
                    Failure.Problem(
                        type: "model_attributes_type", location: place,
                        message: "Input should be a valid dictionary or object to extract fields from", input: json))
                continue
            }
            var fields = ScheduleFields(object, at: place, now: now, zones: zones)
            if let schedule = fields.schedule(kind) {
                self = schedule
                return
            }
            problems += fields.problems
        }
        throw Invalid(problems: problems)
    }

    /// The kinds by the names they have in the locations of problems.
    enum Kind: String, CaseIterable {
        case interval = "function-after[validate_timezone(), IntervalSchedule]"
        case cron = "function-after[validate_timezone(), CronSchedule]"
        case rrule = "RRuleSchedule"
    }
}

extension ScheduleFields {
    /// The schedule of a kind, or nil with the reasons among the problems.
    fileprivate mutating func schedule(_ kind: Schedule.Kind) -> Schedule? {
        switch kind {
        case .interval:
            let interval = interval()
            let anchor = anchor()
            let timezone = string("timezone", optional: true)
            refuse(othersThan: ["interval", "anchor_date", "timezone"])
            guard problems.isEmpty, checkZone(timezone), let interval, let anchor else { return nil }
            return .interval(
                IntervalSchedule(
                    interval: interval, anchor: anchor.moment, anchorOffset: anchor.offset, timezone: timezone ?? "UTC")
            )
        case .cron:
            let cron = cron()
            let timezone = string("timezone", optional: true)
            let dayOr = bool("day_or", default: true)
            refuse(othersThan: ["cron", "timezone", "day_or"])
            guard problems.isEmpty, checkZone(timezone), let cron, let dayOr else { return nil }
            return CronSchedule(cron: cron, timezone: timezone, dayOr: dayOr).map(Schedule.cron)
        case .rrule:
            let text = rrule()
            let timezone = object["timezone"] == nil ? "UTC" : string("timezone", optional: true)
            checkPattern(timezone)
            refuse(othersThan: ["rrule", "timezone"])
            guard problems.isEmpty, let text else { return nil }
            let rule = text.anchored(now: now, rules: zones.rules(of: timezone) ?? .utc)
            let schedule =
                rule == text.text
                ? RRuleSchedule(text, timezone: timezone) : RRuleSchedule(rrule: rule, timezone: timezone)
            return schedule.map(Schedule.rrule)
        }
    }
}
