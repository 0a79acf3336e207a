import Core
import JSON
import Testing

/// Thousands of random schedules, whose dates croniter, pendulum and python-dateutil found (see make-random.py).
@Suite struct RandomSchedulesTests {
    @Test func `the dates of every random schedule are those of the table`() throws {
        let table = try JSONValue(parsing: Golden.file("random.json"))
        let rows = try #require(table["rows"]?.array)
        #expect(rows.count > 4000)
        for row in rows {
            var moment: Int64 = 0
            let expected = try #require(row["dates"]?.array).map { distance in
                moment += try #require(distance.int)
                return Timestamp(microseconds: moment * 1_000_000)
            }
            var budget = StepBudget()
            let dates = try Golden.schedule(row).dates(
                from: try #require(Self.moment(row["start"])), through: Self.moment(row["end"]),
                limit: Int(try #require(row["limit"]?.int)), zones: Golden.zones, &budget)
            #expect(dates == expected, "\(row.text)")
        }
    }

    @Test func `only rows with a reason differ from the real server, and every reason is used`() throws {
        let table = try JSONValue(parsing: Golden.file("random.json"))
        let reasons = try #require(table["reasons"]?.array)
        let used = Set(try #require(table["rows"]?.array).compactMap { $0["reason"]?.int })
        #expect(used == Set(0..<Int64(reasons.count)))
    }

    private static func moment(_ seconds: JSONValue?) -> Timestamp? {
        seconds?.int.map { Timestamp(microseconds: $0 * 1_000_000) }
    }
}
