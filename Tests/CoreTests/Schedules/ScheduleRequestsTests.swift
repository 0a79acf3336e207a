import Core
import JSON
import Testing

@Suite struct ScheduleRequestsTests {
    private static let now = Timestamp(microseconds: 1_700_000_000_123_456)

    /// Reads a schedule as the tables were made: under the member `schedule`.
    private func read(_ json: JSONValue) throws(Schedule.Invalid) -> Schedule {
        try Schedule(json: json, at: ["schedule"], now: Self.now, zones: Golden.zones)
    }

    @Test func `requests are answered as the real server answers them, problems included`() throws {
        for row in try Golden.table("requests.json") {
            let request = try #require(row["request"])
            switch Result(catching: { () throws(Schedule.Invalid) in try read(request) }) {
            case .success(let schedule):
                var expected = try #require(row["answer"], "\(request.text) should be refused").object
                if expected?["anchor_date"] == "NOW" { expected?["anchor_date"] = .string(Self.now.description) }
                #expect(schedule.json.object == expected, "\(request.text)")
            case .failure(let invalid):
                let expected = try #require(row["problems"]?.array, "\(request.text) should be taken")
                #expect(invalid.problems.map(Self.json) == expected.map(Self.withoutLocation), "\(request.text)")
                #expect(invalid.problems.map(\.location) == expected.map { $0["loc"]?.array ?? [] }, "\(request.text)")
            }
        }
    }

    /// Everything of a problem but its place.
    private static func json(_ problem: Failure.Problem) -> [JSONValue] {
        [.string(problem.type), .string(problem.message), problem.input, .object(problem.context)]
    }

    private static func withoutLocation(_ json: JSONValue) -> [JSONValue] {
        [json["type"] ?? .null, json["msg"] ?? .null, json["input"] ?? .null, json["ctx"] ?? .object(JSONObject())]
    }

    @Test(arguments: ["0 0 r(1-5) * *", "r/5 * * * *"])
    func `times drawn by lot are refused in every form`(cron: String) {
        let error = #expect(throws: Schedule.Invalid.self) { try read(["cron": .string(cron)]) }
        let message = "Value error, Random and Hashed expressions are unsupported, received: \"\(cron)\""
        #expect(error?.problems.contains { $0.message == message } == true)
    }

    @Test(arguments: ["INTERVAL=1", "FREQ=DAILY;INTERVAL=0", "DTSTART:20240101T000000"])
    func `rules on which the real server fails or hangs are refused`(rule: String) {
        #expect(throws: Schedule.Invalid.self) { try read(["rrule": .string(rule)]) }
    }

    @Test func `a rule by the minute starts at its last step before now, in its zone`() throws {
        // 2023-11-14T22:13:20Z is 23:13:20 in Berlin.
        let schedule = try read(["rrule": "FREQ=MINUTELY;INTERVAL=5", "timezone": "Europe/Berlin"])
        #expect(schedule.json["rrule"] == "DTSTART:20231114T231000\nFREQ=MINUTELY;INTERVAL=5")
    }

    @Test func `what a schedule answers reads back as the same schedule`() throws {
        let requests: [JSONValue] = [
            ["interval": 90, "anchor_date": "2020-01-01T00:00:00.5-05:00", "timezone": "Europe/Berlin"],
            ["cron": "0 0 * * 5#2", "day_or": false], ["rrule": "FREQ=DAILY", "timezone": nil],
        ]
        for request in requests {
            let schedule = try read(request)
            #expect(try read(schedule.json) == schedule)
        }
    }
}
