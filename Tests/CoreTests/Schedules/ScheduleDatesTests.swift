import Core
import JSON
import Testing

@Suite struct ScheduleDatesTests {
    /// Answers of the real server that are wrong, each with the reason and what is expected instead.
    private static func differences() throws -> [(reason: String, question: JSONValue, dates: [String])] {
        try Golden.table("differences.json").flatMap { group in
            try #require(group["rows"]?.array).map { row in
                var question = try #require(row.object)
                question["dates"] = nil
                let dates = try #require(row["dates"]?.array).compactMap(\.string)
                return (try #require(group["reason"]?.string), .object(question), dates)
            }
        }
    }

    @Test func `dates equal the real server's, but for the differences that have a reason`() throws {
        let differences = try Self.differences()
        var used = 0
        for row in try Golden.rows() {
            var budget = StepBudget()
            let dates = try row.schedule.dates(
                from: row.start, through: row.end, limit: row.limit, zones: Golden.zones, &budget
            ).map(\.description)
            if let difference = differences.first(where: { $0.question == row.question }) {
                used += 1
                #expect(dates == difference.dates, "\(row.testDescription): \(difference.reason)")
                #expect(dates != row.dates, "no difference any more: \(row.testDescription)")
            } else {
                #expect(dates == row.dates, "\(row.testDescription)")
            }
        }
        #expect(used == differences.count, "every difference belongs to a row")
    }

    @Test func `lines that the real server refuses are refused`() throws {
        for row in try Golden.table("refused.json") {
            let line = try #require(row["cron"]?.string)
            let refused = try #require(row["refused"]).bool
            #expect((CronSchedule(cron: line) == nil) == refused, "\(line)")
        }
    }
}
