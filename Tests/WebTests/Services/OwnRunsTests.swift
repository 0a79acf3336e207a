import JSON
import TestSupport
import Testing
import Web

/// A change of one schedule touches that schedule's runs and no others.
@Suite struct OwnRunsTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private let hourly: JSONValue = ["schedule": ["cron": "0 * * * *"], "slug": "full"]
    private let later: JSONValue = ["schedule": ["cron": "30 * * * *"], "slug": "half"]

    /// Makes a deployment with both schedules and their runs. Answers its address, and the ids of the schedules by their slugs.
    private func deployed(_ first: JSONValue, _ second: JSONValue) throws -> (path: String, schedules: [String: String])
    {
        let path = try server.deployed("daily", ["schedules": [first, second]])
        try server.runScheduler()
        let list = try #require(try server.send(.get, path)["schedules"]?.array)
        return (path, Dictionary(list.map { ($0["slug"]?.string ?? "", $0["id"]?.string ?? "") }) { $1 })
    }

    /// The runs' ids by the minute in which they are to start, 0 or 30.
    private func runs(minute: String) throws -> [String] {
        try server.flowRuns().filter { $0["expected_start_time"]?.string?.contains(":\(minute):") == true }
            .compactMap { $0["id"]?.string }
    }

    @Test func `switching one off`() throws {
        let (path, schedules) = try deployed(hourly, later)
        let kept = try runs(minute: "30")
        #expect(kept.count == 3)
        try server.send(.patch, path + "/schedules/\(schedules["full"] ?? "")", ["active": false])
        #expect(try runs(minute: "30") == kept)
        // What is due already is left to whoever runs it.
        #expect(try runs(minute: "00").count == 1)
        try server.runScheduler()
        #expect(try runs(minute: "30") == kept)
        #expect(try runs(minute: "00").count == 1)
    }

    @Test func `changing the parameters of one`() throws {
        let (path, schedules) = try deployed(hourly, later)
        let (kept, old) = (try runs(minute: "30"), try runs(minute: "00"))
        try server.send(.patch, path + "/schedules/\(schedules["full"] ?? "")", ["parameters": ["x": 1]])
        try server.runScheduler()
        #expect(try runs(minute: "30") == kept)
        let new = try runs(minute: "00")
        // The run of 12:00 is due and stays; the changed schedule has a slot at this moment too.
        #expect(new.filter(old.contains) == [old[0]])
        #expect(new.count == 4)
    }

    @Test func `a change that changes no run`() throws {
        let (path, schedules) = try deployed(hourly, later)
        let all = try server.flowRuns()
        try server.send(
            .patch, path + "/schedules/\(schedules["full"] ?? "")", ["max_scheduled_runs": 7, "slug": "new"])
        #expect(try server.flowRuns() == all)
    }

    @Test func `deleting one, with what is due`() throws {
        let (path, schedules) = try deployed(hourly, later)
        let kept = try runs(minute: "30")
        try server.send(.delete, path + "/schedules/\(schedules["full"] ?? "")")
        #expect(try runs(minute: "30") == kept)
        #expect(try runs(minute: "00") == [])
    }

    @Test func `deleting one of two that say the same`() throws {
        let (path, schedules) = try deployed(hourly, ["schedule": ["cron": "0 * * * *"], "slug": "twin"])
        let all = try server.flowRuns()
        #expect(all.count == 3)
        try server.send(.delete, path + "/schedules/\(schedules["full"] ?? "")")
        #expect(try server.flowRuns() == all)
        try server.send(.delete, path + "/schedules/\(schedules["twin"] ?? "")")
        #expect(try server.flowRuns() == [])
    }

    @Test func `a list of schedules in which one is as before`() throws {
        let (path, _) = try deployed(["schedule": ["cron": "0 * * * *"]], ["schedule": ["cron": "30 * * * *"]])
        let kept = try runs(minute: "30")
        try server.send(
            .patch, path,
            ["schedules": [["schedule": ["cron": "15 * * * *"]], ["schedule": ["cron": "30 * * * *"]]]])
        #expect(try runs(minute: "30") == kept)
        #expect(try runs(minute: "00").count == 1)
        try server.runScheduler()
        #expect(try runs(minute: "30") == kept)
        #expect(try runs(minute: "15").count == 3)
    }

    @Test func `a list that changes one by its slug`() throws {
        let (path, _) = try deployed(hourly, later)
        let kept = try runs(minute: "30")
        try server.send(.patch, path, ["schedules": [["slug": "full", "schedule": ["cron": "45 * * * *"]]]])
        #expect(try runs(minute: "30") == kept)
        try server.runScheduler()
        #expect(try runs(minute: "30") == kept)
        #expect(try runs(minute: "45").count == 3)
    }
}
