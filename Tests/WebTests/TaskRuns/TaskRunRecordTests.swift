import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct TaskRunRecordTests {
    private let server: TestServer
    private let run = ID(high: 7, low: 7)
    private let flowRun: ID

    init() throws {
        server = try TestServer()
        let flow = try server.send(.post, "/api/flows/", ["name": "f"])
        let made = try server.send(.post, "/api/flow_runs/", ["flow_id": flow["id"] ?? .null])
        flowRun = try #require(made["id"]?.string.flatMap(ID.init))
    }

    /// A state of the task run, told at a second of the minute.
    private func event(
        _ type: String, _ second: Int, run: ID? = nil, flowRun: ID? = nil, dynamicKey: String = "1",
        _ more: JSONObject = [:], details: JSONObject = [:]
    ) -> Event {
        var told: JSONObject = ["name": "add-1", "task_key": "add", "dynamic_key": .string(dynamicKey)]
        told = told.merging(more)
        return Event(
            id: ID(high: 9, low: UInt64(second) << 32 | (run ?? self.run).low),
            occurred: Timestamp("2026-11-21T11:59:\(second)Z") ?? .earliest, received: server.clock.now,
            name: "prefect.task-run.\(type)",
            resource: [
                "prefect.resource.id": .string("prefect.task-run.\(run ?? self.run)"),
                "prefect.orchestration": "client",
            ],
            related: [
                [
                    "prefect.resource.id": .string("prefect.flow-run.\(flowRun ?? self.flowRun)"),
                    "prefect.resource.role": "flow-run",
                ]
            ],
            payload: [
                "validated_state": ["type": .string(type), "name": .string(type), "state_details": .object(details)],
                "task_run": .object(told),
            ])
    }

    @discardableResult
    private func tell(_ events: [Event]) throws -> [EventReceipt] {
        try server.database.write { transaction in try events.map { try transaction.receive($0) } }
    }

    private func shown(_ id: ID? = nil) throws -> JSONValue {
        try server.send(.post, "/api/task_runs/filter", ["task_runs": ["id": ["any_": [.string("\(id ?? run)")]]]])
            .json.array?.first ?? .null
    }

    private func history(_ id: ID? = nil) throws -> [String] {
        try server.send(.get, "/api/task_run_states/?task_run_id=\(id ?? run)").json.array?
            .compactMap { $0["type"]?.string } ?? []
    }

    private var life: [Event] {
        [
            event("PENDING", 10, ["tags": ["a"], "expected_start_time": "2026-11-21T11:59:09Z", "run_count": 0]),
            event("RUNNING", 20, ["tags": ["a", "b"], "start_time": "2026-11-21T11:59:20Z", "run_count": 1]),
            event(
                "SCHEDULED", 30, ["tags": ["b"], "run_count": 1, "next_scheduled_start_time": "2026-11-21T11:59:35Z"],
                details: ["scheduled_time": "2026-11-21T11:59:35+00:00"]),
            event("RUNNING", 40, ["tags": ["b"], "run_count": 2]),
            event(
                "COMPLETED", 50,
                ["tags": ["b"], "run_count": 2, "end_time": "2026-11-21T11:59:50Z", "total_run_time": 1.5]),
        ]
    }

    @Test func `a run is what its events told last`() throws {
        try tell(life)
        let run = try shown()
        #expect(run["state_type"] == "COMPLETED")
        #expect(run["state"]?["state_details"]?["task_run_id"] == .string("\(self.run)"))
        #expect(run["state"]?["state_details"]?["flow_run_id"] == .string("\(flowRun)"))
        #expect(run["name"] == "add-1")
        #expect(run["flow_run_id"] == .string("\(flowRun)"))
        #expect(run["tags"] == ["b"])
        #expect(run["run_count"] == 2)
        #expect(run["expected_start_time"] == "2026-11-21T11:59:09Z")
        #expect(run["start_time"] == "2026-11-21T11:59:20Z")
        #expect(run["end_time"] == "2026-11-21T11:59:50Z")
        #expect(run["total_run_time"] == 1.5)
        #expect(try history() == ["PENDING", "RUNNING", "SCHEDULED", "RUNNING", "COMPLETED"])
    }

    @Test func `neither order nor repetition of the events makes a difference`() throws {
        try tell(life)
        let expected = try shown()
        for order in [[4, 3, 2, 1, 0], [2, 4, 0, 3, 1], [0, 0, 1, 3, 2, 4, 4, 1], [3, 4, 0, 2, 1, 3]] {
            let other = try TaskRunRecordTests()
            let events = other.life
            for place in order { try other.tell([events[place]]) }
            var shown = try other.shown()
            for name in ["flow_run_id", "state"] where shown.object != nil {
                guard case .object(var object) = shown else { continue }
                object[name] = expected[name]
                shown = .object(object)
            }
            #expect(shown == expected, "in the order \(order)")
            #expect(try other.history().count == 5)
            let found = try other.server.send(
                .post, "/api/task_runs/filter", ["task_runs": ["tags": ["all_": ["b"]]]])
            #expect(found.json.array?.count == 1)
            let lost = try other.server.send(
                .post, "/api/task_runs/filter", ["task_runs": ["tags": ["all_": ["a"]]]])
            #expect(lost.json.array?.isEmpty == true)
        }
    }

    @Test func `a run of a flow run that is not there leaves the others of its batch`() throws {
        let stray = ID(high: 7, low: 8)
        let receipts = try tell([
            event("PENDING", 10), event("PENDING", 11, run: stray, flowRun: ID(high: 1, low: 1)), event("RUNNING", 20),
        ])
        #expect(receipts[0] == .stored)
        #expect(receipts[1] == .unrecorded("There is no flow run \(ID(high: 1, low: 1))."))
        #expect(try shown(stray) == .null)
        #expect(try shown()["state_type"] == "RUNNING")
    }

    @Test func `the same call of a task under another id is the same run`() throws {
        let other = ID(high: 7, low: 9)
        try tell([event("PENDING", 10), event("RUNNING", 20, run: other)])
        #expect(try shown()["state_type"] == "RUNNING")
        #expect(try shown(other) == .null)
        #expect(try history() == ["PENDING", "RUNNING"])
    }

    @Test func `an event that tells too little is stored and nothing is recorded`() throws {
        var incomplete = event("PENDING", 10)
        incomplete.payload["task_run"] = ["name": "x"]
        #expect(
            try tell([incomplete]) == [
                .unrecorded("payload.task_run: task_key and dynamic_key are needed.")
            ])
        #expect(try tell([incomplete]).first != .stored)
        #expect(try shown() == .null)
    }

    @Test func `an event of a run that the server orchestrates records nothing`() throws {
        var told = event("PENDING", 10)
        told.resource["prefect.orchestration"] = "server"
        #expect(try tell([told, told]) == [.stored, .known])
        #expect(try shown() == .null)
    }
}
