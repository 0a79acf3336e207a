import Core
import JSON

extension Shape {
    /// A schedule as it is sent: one of three objects, of which the members that are left out depend on the moment.
    static let schedule = either([
        members(
            "IntervalSchedule",
            [
                "interval": either([number, text.with(["format": "duration"])]), "anchor_date": time,
                "timezone": text.orNull,
            ],
            required: "interval"),
        members("CronSchedule", ["cron": text, "timezone": text.orNull, "day_or": boolean], required: "cron"),
        members("RRuleSchedule", ["rrule": text, "timezone": text.orNull], required: "rrule"),
    ])

    private static func members(
        _ name: String, _ members: KeyValuePairs<String, Shape>, required: String
    ) -> Shape {
        let members = Array(members)
        return object(named: name, of: Schedule.self) { reader in
            for (name, shape) in members {
                reader.describe(MemberShape(name: name, shape: shape, isRequired: name == required))
            }
        }
    }
}

extension ScheduleReading {
    /// A reading that only describes what a client may send.
    static func described(for client: ClientVersion) -> ScheduleReading {
        ScheduleReading(now: .earliest, zones: TimeZones(names: { [] }, table: { _ in nil }), client: client)
    }
}
