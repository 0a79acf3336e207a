import Core
import Dispatch
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct SchedulerTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private let hourly: JSONValue = ["schedule": ["cron": "0 * * * *"]]

    @Test func `each slot gets one run, with what the deployment and the schedule say`() throws {
        let path = try server.deployed(
            "daily",
            [
                "tags": ["t"], "parameters": ["a": 1, "b": 2], "version": "7",
                "schedules": [["schedule": ["cron": "0 * * * *"], "slug": "hourly", "parameters": ["b": 3]]],
            ])
        try server.runScheduler()
        try server.runScheduler()
        let runs = try server.flowRuns()
        #expect(try server.slots() == ["2026-11-21T12:00:00Z", "2026-11-21T13:00:00Z", "2026-11-21T14:00:00Z"])
        let schedule = try #require(try server.send(.get, path)["schedules"]?.array?[0]["id"])
        for run in runs {
            #expect(run["tags"] == ["auto-scheduled", "t"])
            #expect(run["parameters"] == ["a": 1, "b": 3])
            #expect(run["auto_scheduled"] == true)
            #expect(run["deployment_version"] == "7")
            #expect(run["created_by"] == ["id": schedule, "type": "SCHEDULE", "display_value": "hourly"])
            #expect(run["state"]?["message"] == "Flow run scheduled")
            #expect(run["state"]?["state_details"]?["scheduled_time"] == run["expected_start_time"])
            #expect(run["labels"]?["prefect.deployment.id"] == run["deployment_id"])
            #expect(run["job_variables"] == [:])
        }
        #expect(Set(runs.compactMap { $0["name"]?.string }).count == 3)
    }

    @Test func `as time goes on new slots are filled and none twice`() throws {
        _ = try server.deploy("daily", ["schedules": [hourly]])
        for _ in 0..<48 {
            try server.runScheduler()
            server.clock.advance(by: .minutes(30))
        }
        let slots = try server.slots()
        #expect(slots.count == Set(slots).count)
        #expect(slots.first == "2026-11-21T12:00:00Z")
        #expect(slots.last == "2026-11-22T14:00:00Z")
        #expect(slots.count == 27)
    }

    @Test func `fast schedules are kept a while ahead, but never more than a hundred runs`() throws {
        _ = try server.deploy("daily", ["schedules": [["schedule": ["interval": 10]]]])
        try server.runScheduler()
        #expect(try server.slots().count == 100)
        server.clock.advance(by: .seconds(600))
        try server.runScheduler()
        let slots = try server.slots()
        #expect(slots.count == 160)
        #expect(Set(slots).count == 160)
    }

    @Test func `the same deploy again makes no second run for a slot that has begun`() throws {
        _ = try server.deploy("daily", ["schedules": [hourly]])
        try server.runScheduler()
        let first = try #require(try server.flowRuns().first?["id"]?.string)
        for state in ["PENDING", "RUNNING"] {
            try server.send(.post, "/api/flow_runs/\(first)/set_state", ["state": ["type": .string(state)]])
        }
        let slots = ["2026-11-21T12:00:00Z", "2026-11-21T13:00:00Z", "2026-11-21T14:00:00Z"]
        _ = try server.deploy("daily", ["schedules": [hourly]])
        #expect(try server.slots() == slots)
        try server.runScheduler()
        #expect(try server.slots() == slots)
        _ = try server.deploy("daily", ["schedules": [hourly], "tags": ["new"]])
        #expect(try server.slots() == ["2026-11-21T12:00:00Z"])
        try server.runScheduler()
        #expect(try server.slots() == slots)
    }

    @Test func `deploys and ticks at the same moment make no doubles`() throws {
        let body: JSONObject = ["name": "daily", "flow_id": try server.flow(), "schedules": [hourly]]
        DispatchQueue.concurrentPerform(iterations: 60) { turn in
            if turn.isMultiple(of: 2) {
                _ = try? server.send(.post, "/api/deployments/", .object(body))
            } else {
                _ = try? server.runScheduler()
            }
        }
        try server.runScheduler()
        #expect(try server.slots() == ["2026-11-21T12:00:00Z", "2026-11-21T13:00:00Z", "2026-11-21T14:00:00Z"])
    }

    @Test func `two schedules with one cron line and different parameters both fire`() throws {
        _ = try server.deploy(
            "daily",
            [
                "schedules": [
                    ["schedule": ["cron": "0 * * * *"], "parameters": ["x": 1]],
                    ["schedule": ["cron": "0 * * * *"], "parameters": ["x": 2]],
                ]
            ])
        try server.runScheduler()
        let runs = try server.flowRuns().filter { $0["expected_start_time"] == "2026-11-21T13:00:00Z" }
        #expect(Set(runs.compactMap { $0["parameters"]?["x"]?.int }) == [1, 2])
    }

    @Test func `a changed schedule's runs go and those of the new one come`() throws {
        let path = try server.deployed("daily", ["schedules": [hourly]])
        try server.runScheduler()
        try server.send(.patch, path, ["schedules": [["schedule": ["cron": "30 * * * *"]]]])
        // What is due already is left to whoever runs it.
        #expect(try server.slots() == ["2026-11-21T12:00:00Z"])
        try server.runScheduler()
        #expect(
            try server.slots().suffix(3) == ["2026-11-21T12:30:00Z", "2026-11-21T13:30:00Z", "2026-11-21T14:30:00Z"])
    }

    @Test func `a paused deployment loses its runs and gets none until it is resumed`() throws {
        let path = try server.deployed("daily", ["schedules": [hourly]])
        try server.runScheduler()
        #expect(try server.send(.post, path + "/pause_deployment").json == .null)
        #expect(try server.slots() == [])
        server.clock.advance(by: .days(2))
        try server.runScheduler()
        #expect(try server.slots() == [])
        try server.send(.post, path + "/resume_deployment")
        try server.runScheduler()
        #expect(try server.slots().count == 3)
    }

    @Test func `a schedule that is switched off loses its coming runs and gets none until it is on again`() throws {
        let path = try server.deployed("daily", ["schedules": [hourly]])
        try server.runScheduler()
        let id = try #require(try server.send(.get, path)["schedules"]?.array?[0]["id"]?.string)
        try server.send(.patch, path + "/schedules/\(id)", ["active": false])
        server.clock.advance(by: .days(2))
        try server.runScheduler()
        #expect(try server.slots() == ["2026-11-21T12:00:00Z"])
        try server.send(.patch, path + "/schedules/\(id)", ["active": true])
        try server.runScheduler()
        #expect(try server.slots().count == 4)
    }

    @Test func `a daily schedule keeps its hour on the day the clocks change`() throws {
        server.clock.advance(by: .days(125))
        _ = try server.deploy(
            "daily",
            [
                "schedules": [["schedule": ["cron": "0 9 * * *", "timezone": "Europe/Berlin"]]]
            ])
        try server.runScheduler()
        // Summer time begins in Berlin on 28 March 2027.
        #expect(try server.slots() == ["2027-03-27T08:00:00Z", "2027-03-28T07:00:00Z", "2027-03-29T07:00:00Z"])
        server.clock.advance(by: .days(217))
        try server.runScheduler()
        // And ends on 31 October.
        #expect(
            try server.slots().suffix(3) == ["2027-10-30T07:00:00Z", "2027-10-31T08:00:00Z", "2027-11-01T08:00:00Z"])
    }

    @Test func `a schedule that cannot be evaluated is told of and holds up no other`() throws {
        // Nobody can count to a thousand million in the time that there is.
        let rule: JSONValue = ["schedule": ["rrule": "FREQ=SECONDLY;INTERVAL=7;BYHOUR=3;COUNT=1000000000"]]
        _ = try server.deploy("rule", ["schedules": [rule]])
        _ = try server.deploy("daily", ["schedules": [hourly]])
        let first = try server.runScheduler()
        #expect(first.notices.count == 1)
        #expect(try server.slots().count == 3)
        #expect(try server.runScheduler().notices.isEmpty)
    }

    @Test func `an idle tick finds nothing due`() throws {
        _ = try server.deploy("daily", ["schedules": [hourly]])
        try server.runScheduler()
        #expect(try server.database.read { try $0.hasDueSchedules(at: server.clock.now) } == false)
        server.clock.advance(by: .minutes(59))
        #expect(try server.database.read { try $0.hasDueSchedules(at: server.clock.now) } == true)
    }

    @Test func `ten thousand schedules are worked off in bounded pieces`() throws {
        let schedules = JSONValue.array(Array(repeating: ["schedule": ["cron": "0 0 1 1 *"]], count: 100))
        for number in 0..<100 { _ = try server.deploy("d\(number)", ["schedules": schedules]) }
        let pass = try server.runScheduler()
        #expect(pass.ticks == 101)
        // All hundred schedules of a deployment say the same, so they share their one slot.
        #expect(try server.send(.post, "/api/flow_runs/count", [:]).json == 100)
        #expect(try server.runScheduler().ticks == 1)
    }

    @Test func `a client may have a window of its own filled, also in the past`() throws {
        let path = try server.deployed("daily", ["schedules": [hourly], "paused": true])
        let window: JSONValue = [
            "start_time": "2026-11-01T00:00:00Z", "end_time": "2026-11-01T05:00:00Z", "min_runs": 2, "max_runs": 3,
            "min_time": 60,
        ]
        for _ in 0..<2 { #expect(try server.send(.post, path + "/schedule", window).status == 200) }
        #expect(try server.slots() == ["2026-11-01T00:00:00Z", "2026-11-01T01:00:00Z"])
        let nobody = "/api/deployments/0197c0de-0000-7000-8000-000000000000/schedule"
        #expect(try server.send(.post, nobody, [:]).status == 200)
    }
}
