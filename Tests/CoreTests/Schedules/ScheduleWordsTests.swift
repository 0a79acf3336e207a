import Core
import Testing

@Suite struct ScheduleWordsTests {
    @Test(arguments: [
        (10.0, "every 10 seconds"), (1, "every second"), (60, "every minute"), (600, "every 10 minutes"),
        (3600, "every hour"),
        (5400, "every 90 minutes"), (5430, "every 1 hour 30 minutes 30 seconds"), (86400, "every day (Europe/Berlin)"),
        (172_800, "every 2 days (Europe/Berlin)"),
        (604_800, "every week (Europe/Berlin)"), (0.5, "every 0.5 seconds"),
        (90061, "every 1 day 1 hour 1 minute 1 second (Europe/Berlin)"),
    ])
    func `intervals in words`(seconds: Double, words: String) throws {
        let interval = try #require(Interval(seconds: seconds))
        let schedule = IntervalSchedule(
            interval: interval, anchor: Timestamp(microseconds: 0), timezone: "Europe/Berlin")
        #expect(Schedule.interval(schedule).words == words)
    }

    @Test(arguments: [
        ("* * * * *", "every minute"), ("*/10 * * * *", "every 10 minutes"), ("0 * * * *", "every hour"),
        ("5 * * * *", "at minute 5 of every hour"), ("5,35 * * * *", "at minutes 5 and 35 of every hour"),
        ("0 9 * * *", "every day at 09:00 (Europe/Berlin)"), ("@daily", "every day at 00:00 (Europe/Berlin)"),
        ("30 9,17 * * *", "every day at 09:30 and 17:30 (Europe/Berlin)"),
        ("0 */2 * * *", "every 2 hours (Europe/Berlin)"),
        ("15 */6 * * *", "every 6 hours at minute 15 (Europe/Berlin)"),
        ("0 9 * * 1-5", "Monday to Friday at 09:00 (Europe/Berlin)"),
        ("0 9 * * sun", "every Sunday at 09:00 (Europe/Berlin)"),
        ("0 9 * * 0,1,3", "every Monday, Wednesday and Sunday at 09:00 (Europe/Berlin)"),
        ("*/10 * * * 1-5", "every 10 minutes, Monday to Friday (Europe/Berlin)"),
        ("0 0 * * 5#2", "on the 2nd Friday of every month at 00:00 (Europe/Berlin)"),
        ("0 0 * * L5", "on the last Friday of every month at 00:00 (Europe/Berlin)"),
        ("0 0 1 * *", "on day 1 of every month at 00:00 (Europe/Berlin)"),
        ("0 0 15,L * *", "on days 15 and the last of every month at 00:00 (Europe/Berlin)"),
        ("0 0 L * *", "on the last day of every month at 00:00 (Europe/Berlin)"),
        ("0 0 24 12 *", "every year on December 24 at 00:00 (Europe/Berlin)"),
        ("0 0 13 * 5", "0 0 13 * 5 (Europe/Berlin)"), ("*/7 8-17 * * *", "*/7 8-17 * * * (Europe/Berlin)"),
        ("0 0 * * * 30", "0 0 * * * 30 (Europe/Berlin)"),
    ])
    func `cron lines in words, the hard ones as they are`(cron: String, words: String) throws {
        #expect(Schedule.cron(try #require(CronSchedule(cron: cron, timezone: "Europe/Berlin"))).words == words)
    }

    @Test func `no zone is UTC, and a rule shows without its start`() throws {
        #expect(Schedule.cron(try #require(CronSchedule(cron: "0 9 * * *"))).words == "every day at 09:00 (UTC)")
        let rule = try #require(RRuleSchedule(rrule: "DTSTART:20200101T000000\nFREQ=DAILY;COUNT=3"))
        #expect(Schedule.rrule(rule).words == "by the rule FREQ=DAILY;COUNT=3 (UTC)")
    }
}
