import Core
import JSON
import Testing

@Suite struct RecurrenceTests {
    private static let now = Timestamp(microseconds: 1_794_225_600_000_000)

    private func dates(
        _ rule: String, from start: Timestamp = now, through end: Timestamp? = now + .days(100), limit: Int = 3,
        _ budget: inout StepBudget
    ) throws -> [String] {
        let schedule = Schedule.rrule(try #require(RRuleSchedule(rrule: rule)))
        return try schedule.dates(from: start, through: end, limit: limit, zones: Golden.zones, &budget)
            .map(\.description)
    }

    @Test(arguments: [
        "DTSTART:20200101T000000\nFREQ=SECONDLY", "DTSTART:20200101T000000\nFREQ=MINUTELY;INTERVAL=7",
        "DTSTART:00010101T000000\nFREQ=HOURLY", "DTSTART:00010101T090000\nFREQ=WEEKLY;BYDAY=MO,FR",
        "DTSTART:00010101T090000\nFREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1",
        "DTSTART:20000101T000000\nFREQ=YEARLY;BYWEEKNO=1,47",
        "DTSTART:20200101T000000\nRRULE:FREQ=SECONDLY\nEXRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
    ])
    func `an old start without a count costs hardly a step`(rule: String) throws {
        var budget = StepBudget(2000)
        #expect(try dates(rule, limit: 1, &budget).count == 1)
    }

    @Test(arguments: [
        ("DTSTART:20200101T000000\nFREQ=SECONDLY;COUNT=1000000000", 3),
        ("DTSTART:20200101T000000\nFREQ=SECONDLY;INTERVAL=7;COUNT=9000000000", 3),
        ("DTSTART:20200101T000000\nFREQ=SECONDLY;COUNT=1000000", 0),
        ("DTSTART:20200101T000000\nFREQ=MINUTELY;BYHOUR=3,4;COUNT=400000", 3),
        ("DTSTART:19000101T000000\nFREQ=WEEKLY;BYDAY=MO;COUNT=9000", 3),
        ("DTSTART:20200101T000000\nFREQ=SECONDLY;COUNT=99999999999999999999", 3),
    ])
    func `a count over years of seconds is counted by the day`(rule: String, count: Int) throws {
        var budget = StepBudget()
        #expect(try dates(rule, &budget).count == count)
    }

    @Test(arguments: [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=SECONDLY;INTERVAL=7200;BYHOUR=3", "FREQ=HOURLY;BYHOUR=25", "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=SECONDLY;BYSETPOS=2",
    ])
    func `a rule that never comes true has no dates`(rule: String) throws {
        var budget = StepBudget()
        #expect(try dates(rule, &budget) == [])
    }

    @Test(arguments: [
        "FREQ=SECONDLY;INTERVAL=7;BYHOUR=3;COUNT=1000000000", "RRULE:FREQ=SECONDLY\nEXRULE:FREQ=SECONDLY",
        "DTSTART:00010101T000000\nFREQ=MINUTELY;COUNT=10000000000",
    ])
    func `what takes too long is given up with a sentence that says so`(rule: String) throws {
        var budget = StepBudget()
        let failure = #expect(throws: Failure.self) { try dates(rule, &budget) }
        guard case .unprocessable(let text)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(text.contains("too many steps"))
        #expect(budget.left < 0)
    }

    @Test func `a rule that ends at a moment of UTC keeps its form, and has dates`() throws {
        // The real server takes it too, and then fails to find any.
        let rule: JSONValue = ["rrule": "FREQ=DAILY;UNTIL=20261110T000000Z"]
        let schedule = try Schedule(json: rule, at: [], now: Self.now, zones: Golden.zones)
        #expect(schedule.json["rrule"] == rule["rrule"])
        var budget = StepBudget()
        let found = try schedule.dates(from: Self.now, through: nil, limit: 9, zones: Golden.zones, &budget)
        #expect(found.map(\.description) == ["2026-11-10T00:00:00Z"])
    }
}
