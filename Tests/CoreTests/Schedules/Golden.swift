import Core
import FoundationEssentials
import JSON
import Testing

/// The tables beside the tests: what the real server answered (see make-golden.py).
enum Golden {
    /// One schedule asked for its dates.
    struct Row: CustomTestStringConvertible, Sendable {
        var schedule: Schedule
        var start: Timestamp
        var end: Timestamp?
        var limit: Int
        /// nil when the real server failed.
        var dates: [String]?
        /// The members that make the question.
        var question: JSONValue

        var testDescription: String { question.text }
    }

    static func file(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)))
    }

    static func table(_ name: String) throws -> [JSONValue] {
        try JSONValue(parsing: file(name)).array ?? []
    }

    static func rows() throws -> [Row] { try table("golden.json").map(row) }

    /// The zones that are stored beside the tests.
    static let zones = TimeZones(names: { zoneNames }, table: { try? file("zoneinfo/\($0)") })

    private static let zoneNames = [
        "UTC", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
        "Africa/Casablanca", "Pacific/Apia", "Asia/Kolkata",
    ]

    static func row(_ json: JSONValue) throws -> Row {
        var question = try #require(json.object)
        question["dates"] = nil
        return Row(
            schedule: try schedule(json),
            start: try #require(Timestamp(json["start"]?.string ?? "")),
            end: json["end"]?.string.flatMap { Timestamp($0) },
            limit: Int(try #require(json["limit"]?.int)),
            dates: json["dates"]?.array?.compactMap(\.string),
            question: .object(question))
    }

    /// The schedule that a row asks about.
    static func schedule(_ json: JSONValue) throws -> Schedule {
        let timezone = json["timezone"]?.string
        if let cron = json["cron"]?.string {
            let schedule = CronSchedule(cron: cron, timezone: timezone, dayOr: json["day_or"] == true)
            return .cron(try #require(schedule))
        }
        if let rule = json["rrule"]?.string {
            return .rrule(try #require(RRuleSchedule(rrule: rule, timezone: timezone), "\(rule)"))
        }
        let seconds = try #require(json["interval"]?.double)
        return .interval(
            IntervalSchedule(
                interval: try #require(Interval(seconds: seconds)),
                anchor: try #require(Timestamp(json["anchor_date"]?.string ?? "")), timezone: timezone))
    }
}
