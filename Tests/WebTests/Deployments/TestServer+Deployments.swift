import Core
import JSON
import TestSupport
import Testing
import Web

extension TestServer {
    /// Makes a flow, or finds it, and answers its id.
    func flow(_ name: String = "etl") throws -> JSONValue {
        try #require(try send(.post, "/api/flows/", ["name": .string(name), "labels": ["team": "data"]])["id"])
    }

    /// Makes or changes a deployment of the flow `etl`, with more members if wanted.
    func deploy(_ name: String = "daily", _ members: JSONObject = [:]) throws -> Answer {
        let body: JSONObject = ["name": .string(name), "flow_id": try flow()]
        return try send(.post, "/api/deployments/", .object(body.merging(members)))
    }

    /// The address of a deployment that was just made.
    func deployed(_ name: String = "daily", _ members: JSONObject = [:]) throws -> String {
        "/api/deployments/\(try #require(try deploy(name, members)["id"]?.string))"
    }

    /// Lets a service work until nothing is left to do. Answers how many ticks it took, and the notices.
    @discardableResult
    func run(_ service: any Service) throws -> (ticks: Int, notices: [String]) {
        var (ticks, notices): (Int, [String]) = (0, [])
        while true {
            let tick = try service.tick(database, at: clock.now, effects: clock.effects)
            ticks += 1
            notices += tick.notices
            if !tick.hasMore { return (ticks, notices) }
        }
    }

    @discardableResult
    func runScheduler() throws -> (ticks: Int, notices: [String]) { try run(Scheduler(zones: .stored)) }

    /// All runs, the earliest first.
    func flowRuns() throws -> [JSONValue] {
        let list = try send(.post, "/api/flow_runs/filter", ["sort": "EXPECTED_START_TIME_ASC"])
        return try #require(list.json.array)
    }

    /// When the runs are to start.
    func slots() throws -> [String] { try flowRuns().compactMap { $0["expected_start_time"]?.string } }
}
