import Core
import JSON
import Store
import TestSupport
import Testing
import Web

extension TestServer {
    /// Makes a work pool with its default queue.
    @discardableResult
    func pool(
        _ name: String = "k8s", limit: Int64? = nil, isPaused: Bool = false, template: JSONObject = [:]
    ) throws -> WorkPoolFacts {
        let (id, queue) = (newID(), newID())
        return try database.write { tx in
            try tx.createWorkPool(
                NewWorkPool(
                    id: id, defaultQueueID: queue, name: name, type: "test", baseJobTemplate: template,
                    isPaused: isPaused, concurrencyLimit: limit), at: self.clock.now)
            return try #require(try tx.workPool(id))
        }
    }

    /// Makes a queue in a pool.
    @discardableResult
    func queue(
        _ name: String, in pool: WorkPoolFacts, limit: Int64? = nil, priority: Int64? = nil, isPaused: Bool = false,
        filter: JSONObject? = nil
    ) throws -> WorkQueueFacts {
        let id = newID()
        return try database.write { tx in
            try tx.createWorkQueue(
                NewWorkQueue(
                    id: id, workPoolID: pool.id, name: name, isPaused: isPaused, concurrencyLimit: limit,
                    priority: priority, filter: filter), at: self.clock.now)
            return try #require(try tx.workQueue(id))
        }
    }

    /// Makes a run that waits in a queue, since so many minutes. Answers its id.
    @discardableResult
    func waiting(_ name: String, in pool: String, _ queue: String? = nil, since minutes: Int64 = 1) throws -> String {
        let state: JSONValue = [
            "type": "SCHEDULED",
            "state_details": ["scheduled_time": .string((clock.now - .minutes(minutes)).description)],
        ]
        var body: JSONObject = [
            "flow_id": try flow(), "name": .string(name), "state": state, "work_pool_name": .string(pool),
        ]
        body["work_queue_name"] = queue.map(JSONValue.string)
        return try #require(try send(.post, "/api/flow_runs/", .object(body))["id"]?.string)
    }

    @discardableResult
    func set(_ run: String, _ type: String) throws -> Answer {
        try send(.post, "/api/flow_runs/\(run)/set_state", ["state": ["type": .string(type)]])
    }

    /// The names of the runs that a worker gets.
    func poll(_ pool: String, _ members: JSONObject = [:]) throws -> [String] {
        let answer = try send(.post, "/api/work_pools/\(pool)/get_scheduled_flow_runs", .object(members))
        return try #require(answer.json.array).compactMap { $0["flow_run"]?["name"]?.string }
    }

    /// The names of the runs that an agent gets.
    func runs(of queue: WorkQueueFacts, _ members: JSONObject = [:]) throws -> [String] {
        let answer = try send(.post, "/api/work_queues/\(queue.id)/get_runs", .object(members))
        return try #require(answer.json.array).compactMap { $0["name"]?.string }
    }

    private func newID() -> ID { clock.effects.newID(at: clock.now) }
}
