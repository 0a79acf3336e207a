import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct DeploymentRunTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `a run takes from its deployment what it does not say itself`() throws {
        let path = try server.deployed(
            "daily",
            [
                "version": "7", "tags": ["t", "u"], "parameters": ["a": 1, "b": 2], "labels": ["tier": 1],
            ])
        let run = try server.send(
            .post, path + "/create_flow_run",
            [
                "parameters": ["b": 3], "tags": ["u", "v"], "labels": ["own": true], "job_variables": ["cpu": 1],
            ])
        #expect(run.status == 201)
        #expect(run["parameters"] == ["a": 1, "b": 3])
        #expect(run["tags"] == ["t", "u", "v"])
        #expect(run["deployment_version"] == "7")
        #expect(run["job_variables"] == ["cpu": 1])
        #expect(run["auto_scheduled"] == false)
        #expect(run["created_by"] == .null)
        #expect(run["state_name"] == "Scheduled")
        #expect(run["expected_start_time"] == "2026-11-21T12:00:00Z")
        #expect(run["labels"]?["tier"] == 1)
        #expect(run["labels"]?["own"] == true)
        #expect(run["labels"]?["team"] == "data")
        #expect(run["labels"]?["prefect.deployment.id"] == run["deployment_id"])
    }

    @Test func `an idempotency key gets one run`() throws {
        let path = try server.deployed()
        let first = try server.send(.post, path + "/create_flow_run", ["idempotency_key": "k"])
        let again = try server.send(.post, path + "/create_flow_run", ["idempotency_key": "k", "name": "other"])
        #expect(first.status == 201)
        #expect(again.status == 200)
        #expect(again.json == first.json)
    }

    @Test func `parameters are worked out where they ask for it`() throws {
        let path = try server.deployed()
        let run = try server.send(
            .post, path + "/create_flow_run",
            [
                "parameters": [
                    "a": ["__prefect_kind": "json", "value": "[1, 2]"], "b": ["__prefect_kind": "json"],
                    "c": [["__prefect_kind": "none", "value": 3]], "d": ["plain": true],
                ]
            ])
        #expect(run["parameters"] == ["a": [1, 2], "c": [3], "d": ["plain": true]])
        let missing = try server.send(
            .post, path + "/create_flow_run",
            [
                "parameters": ["a": ["__prefect_kind": "workspace_variable", "variable_name": "v"]]
            ])
        #expect(missing.status == 400)
        #expect(missing["detail"] == "Error hydrating flow run parameters: Variable 'v' not found in workspace.")
    }

    @Test func `several runs come or fail each on its own`() throws {
        let path = try server.deployed()
        let answer = try server.send(.post, path + "/create_flow_run/bulk", [[:], ["work_queue_name": "q"], [:]])
        #expect(answer.status == 200)
        #expect(answer["results"]?.array?.map { $0["status"] } == ["CREATED", "FAILED", "CREATED"])
        #expect(try server.flowRuns().count == 2)
        let many = JSONValue.array(Array(repeating: [:], count: 101))
        #expect(try server.send(.post, path + "/create_flow_run/bulk", many).status == 400)
    }

    @Test func `a runner gets what is scheduled for its deployments soon, the earliest first`() throws {
        let mine = try server.deployed("mine")
        let other = try server.deployed("other")
        for (path, time) in [(mine, "12:00:09"), (mine, "12:00:05"), (mine, "12:00:20"), (other, "12:00:01")] {
            try server.send(
                .post, path + "/create_flow_run",
                [
                    "name": .string(time),
                    "state": [
                        "type": "SCHEDULED", "state_details": ["scheduled_time": .string("2026-11-21T\(time)Z")],
                    ],
                ])
        }
        let done = try #require(try server.send(.post, mine + "/create_flow_run", [:])["id"]?.string)
        try server.send(.post, "/api/flow_runs/\(done)/set_state", ["state": ["type": "CANCELLED"]])
        let id = try #require(try server.send(.get, mine)["id"])
        let address = "/api/deployments/get_scheduled_flow_runs"
        let soon = try server.send(
            .post, address,
            [
                "deployment_ids": [id], "scheduled_before": "2026-11-21 12:00:10+00:00",
            ])
        #expect(soon.json.array?.map { $0["name"] } == ["12:00:05", "12:00:09"])
        #expect(try server.send(.post, address, ["deployment_ids": [id], "limit": 1]).json.array?.count == 1)
        #expect(try server.send(.post, address, ["deployment_ids": [id], "limit": 201]).status == 422)
        #expect(try server.send(.post, address, [:]).status == 422)
    }

    @Test func `asking for runs makes a deployment ready and changes nothing else about it`() throws {
        let path = try server.deployed()
        let before = try server.send(.get, path)
        server.clock.advance(by: .seconds(7))
        try server.send(
            .post, "/api/deployments/get_scheduled_flow_runs", ["deployment_ids": [try #require(before["id"])]])
        let after = try server.send(.get, path)
        #expect(after["status"] == "READY")
        #expect(after["last_polled"] == "2026-11-21T12:00:07Z")
        #expect(after["updated"] == before["updated"])
    }

    @Test func `deleting a deployment takes the runs that have not begun and leaves the others`() throws {
        let path = try server.deployed()
        try server.send(.post, path + "/create_flow_run", ["name": "waits"])
        let ran = try #require(try server.send(.post, path + "/create_flow_run", ["name": "ran"])["id"]?.string)
        for state in ["PENDING", "RUNNING", "COMPLETED"] {
            try server.send(.post, "/api/flow_runs/\(ran)/set_state", ["state": ["type": .string(state)]])
        }
        #expect(try server.send(.delete, path).status == 204)
        #expect(try server.flowRuns().map { $0["name"] } == ["ran"])
        #expect(try server.send(.get, path).status == 404)
    }
}
