import Core
import JSON
import TestSupport
import Testing
import Web

/// A server with a bit of everything that pages show, made over the API.
struct PageWorld {
    let server: TestServer
    let flow: String
    let deployment: String
    /// The schedules of the deployment: one on, one off.
    let schedules: [String]
    let paused: String
    let run: String
    let failed: String
    let ahead: String
    let subflowRun: String
    let taskRun: String
    /// The queues of the pool `my pool`: one is served, one paused.
    let queues: [String]
    /// A limit that is full.
    let limit: String
    /// A block that holds another one.
    let block: String
    let variable: String
    /// One of each type, by type, and `old`, which is not the latest of its key.
    let artifacts: [String: String]

    init() throws {
        let server = try TestServer()
        self.server = server
        flow = try server.made("/api/flows/", ["name": "etl-orders", "tags": ["prod"]])
        deployment = try server.made(
            "/api/deployments/",
            [
                "name": "hourly", "flow_id": .string(flow), "version": "1.2", "tags": ["prod", "orders"],
                "description": "Loads the orders of the past hour.", "entrypoint": "flows/orders.py:load",
                "parameters": ["limit": 1000], "enforce_parameter_schema": false,
                "parameter_openapi_schema": [
                    "type": "object", "required": ["limit"],
                    "properties": [
                        "limit": ["type": "integer"], "source": ["type": "string", "default": "s3://orders"],
                    ],
                ],
                "schedules": [
                    [
                        "schedule": ["cron": "0 * * * *", "timezone": "Europe/Berlin"], "active": true,
                        "slug": "each-hour",
                    ],
                    [
                        "schedule": ["interval": 86400, "anchor_date": "2026-01-01T00:00:00Z"], "active": false,
                        "parameters": ["limit": 5],
                    ],
                ],
            ])
        let schedules = try server.send(.get, "/api/deployments/\(deployment)/schedules").json.array ?? []
        self.schedules = schedules.sorted { $0["active"] == true && $1["active"] != true }
            .compactMap { $0["id"]?.string }
        paused = try server.made(
            "/api/deployments/",
            [
                "name": "weekly", "flow_id": .string(flow), "paused": true, "enforce_parameter_schema": false,
            ])
        ahead = try server.made(
            "/api/deployments/\(deployment)/create_flow_run",
            [
                "name": "patient-heron",
                "state": ["type": "SCHEDULED", "state_details": ["scheduled_time": "2026-11-21T13:00:00Z"]],
            ])
        failed = try server.made(
            "/api/flow_runs/",
            [
                "name": "hasty-otter", "flow_id": .string(flow), "state": ["type": "PENDING"], "tags": ["nightly"],
            ])
        run = try server.made(
            "/api/deployments/\(deployment)/create_flow_run",
            [
                "name": "ubiquitous-caiman",
                "parameters": ["limit": 10, "columns": ["id", "<script>alert(1)</script>"]],
            ])
        server.clock.advance(by: .seconds(2))
        for state: JSONValue in [["type": "RUNNING"], ["type": "FAILED", "message": "column 'price' has 3 nulls"]] {
            try server.made("/api/flow_runs/\(failed)/set_state", ["state": state], status: 201)
            server.clock.advance(by: .seconds(3))
        }
        for type in ["PENDING", "RUNNING"] {
            try server.made("/api/flow_runs/\(run)/set_state", ["state": ["type": .string(type)]], status: 201)
            server.clock.advance(by: .seconds(1))
        }
        taskRun = try PageWorld.taskRuns(of: run, server)
        subflowRun = try server.made(
            "/api/flow_runs/",
            [
                "name": "little-orca", "flow_id": .string(flow), "parent_task_run_id": .string(taskRun),
                "state": ["type": "RUNNING"],
            ])
        try PageWorld.log(run: run, taskRun: taskRun, server)
        queues = try PageWorld.pools(of: flow, server)
        limit = try PageWorld.limits(heldBy: run, server)
        block = try PageWorld.blocks(server)
        variable = try server.made(
            "/api/variables/", ["name": "price_limit", "value": ["eur": 10, "<b>": nil], "tags": ["prod"]])
        try server.made("/api/variables/", ["name": "greeting", "value": "Hello <world>"])
        artifacts = try PageWorld.artifacts(of: failed, server)
        server.clock.advance(by: .minutes(5))
    }

    /// A block with a secret and one that holds it, which is answered.
    private static func blocks(_ server: TestServer) throws -> String {
        let secret = try server.makeBlockType("secret", secrets: ["value"])
        let store = try server.makeBlockType("store", capabilities: ["read-path", "write-path"])
        let inner = try server.makeBlock("shop-password", secret, ["value": "not to be seen"])
        return try server.makeBlock(
            "shop-files", store, ["folder": "/srv/<shop>", "login": server.reference(to: inner), "size": 7])
    }

    /// Two task runs; the first one is over, after a retry.
    private static func taskRuns(of run: String, _ server: TestServer) throws -> String {
        let first = try server.made(
            "/api/task_runs/",
            [
                "name": "extract <b>all</b>", "flow_run_id": .string(run), "task_key": "extract-1a2b",
                "dynamic_key": "0",
                "task_inputs": ["path": [["input_type": "parameter", "name": "source"]]], "state": ["type": "PENDING"],
            ])
        for type in ["RUNNING", "FAILED", "RUNNING", "COMPLETED"] {
            try server.made(
                "/api/task_runs/\(first)/set_state", ["state": ["type": .string(type)], "force": true], status: 201)
            server.clock.advance(by: .seconds(1))
        }
        try server.made(
            "/api/task_runs/",
            [
                "name": "load-0", "flow_run_id": .string(run), "task_key": "load-3c4d", "dynamic_key": "0",
                "tags": ["slow"], "state": ["type": "PENDING"],
            ])
        return first
    }

    /// A pool with a worker, a deployment and runs, and one with nothing. The queues of the first.
    private static func pools(of flow: String, _ server: TestServer) throws -> [String] {
        try server.made("/api/work_pools/", ["name": "agents", "is_paused": true])
        try server.made(
            "/api/work_pools/",
            ["name": "my pool", "type": "process", "concurrency_limit": 5, "description": "Two <big> machines."])
        let pool = "/api/work_pools/my%20pool"
        let queues = [
            try server.made(pool + "/queues", ["name": "urgent \"now\"", "priority": 1, "concurrency_limit": 1]),
            try server.made(pool + "/queues", ["name": "later", "description": "At night.", "is_paused": true]),
        ]
        let deployment = try server.made(
            "/api/deployments/",
            [
                "name": "in a pool", "flow_id": .string(flow), "enforce_parameter_schema": false,
                "work_pool_name": "my pool", "work_queue_name": "urgent \"now\"",
            ])
        for (name, state) in [("busy-bee", "RUNNING"), ("lazy-sloth", "PENDING"), ("done-deal", "COMPLETED")] {
            try server.made(
                "/api/deployments/\(deployment)/create_flow_run",
                ["name": .string(name), "state": ["type": .string(state)]])
        }
        try server.made(
            "/api/deployments/\(deployment)/create_flow_run",
            [
                "name": "tardy-snail",
                "state": [
                    "type": "SCHEDULED", "name": "Late", "state_details": ["scheduled_time": "2026-11-21T12:00:05Z"],
                ],
            ])
        for worker in ["ProcessWorker 1", "ProcessWorker 2"] {
            let answer = try server.send(.post, pool + "/workers/heartbeat", ["name": .string(worker)])
            #expect(answer.status == 204)
            server.clock.advance(by: .seconds(60))
        }
        try server.send(
            .post, pool + "/workers/heartbeat", ["name": "ProcessWorker 2", "heartbeat_interval_seconds": 600])
        return queues
    }

    /// A limit whose slots a run and somebody else hold, one with decay, and one of a tag. The first.
    private static func limits(heldBy run: String, _ server: TestServer) throws -> String {
        let full = try server.limit("data \"base\"", 2)
        try server.take(["data \"base\""], 1, ["holder": ["type": "flow_run", "id": .string(run)]])
        try server.send(
            .post, "/api/v2/concurrency_limits/increment", ["names": ["data \"base\""], "slots": 1])
        try server.limit("api", 10, ["slot_decay_per_second": 0.5])
        try server.limit("tag:slow", 3, ["active": false])
        return full
    }

    /// What a run left behind, by type; two of them have one key.
    private static func artifacts(of run: String, _ server: TestServer) throws -> [String: String] {
        let kinds: [(String, JSONValue, JSONValue)] = [
            ("old", "report", "# First"),
            ("markdown", "report", "# Report\n\nAll <b>well</b>.\n\n- one\n- two\n\n```\nx < 1\n```\n> said\n\n---"),
            ("table", "prices", "[{\"item\": \"tea\", \"price\": 3}, {\"item\": \"<i>cup</i>\", \"price\": null}]"),
            ("link", "docs", "[the docs](https://example.com/docs)"), ("image", "chart", "https://example.com/c.png"),
            ("progress", nil, 42.5), ("result", nil, ["storage_key": "k"]),
        ]
        var ids: [String: String] = [:]
        for (type, key, data) in kinds {
            ids[type] = try server.made(
                "/api/artifacts/",
                [
                    "key": key, "type": type == "old" ? "markdown" : .string(type), "data": data,
                    "description": type == "table" ? "What things <cost>." : nil, "flow_run_id": .string(run),
                    "metadata_": type == "table" ? ["currency": "EUR"] : nil,
                ])
            server.clock.advance(by: .seconds(1))
        }
        return ids
    }

    private static func log(run: String, taskRun: String, _ server: TestServer) throws {
        let lines: [(Int64, String, JSONValue)] = [
            (20, "Beginning flow run", nil), (10, "Reading s3://orders", .string(taskRun)),
            (40, "Traceback:\n  ValueError: <price> & 'tax'", .string(taskRun)), (30, "Retrying", nil),
        ]
        let body = lines.enumerated().map { place, line -> JSONValue in
            [
                "name": "prefect.flow_runs", "level": .int(line.0), "message": .string(line.1),
                "flow_run_id": .string(run), "task_run_id": line.2,
                "timestamp": .string("2026-11-21T12:00:1\(place).250Z"),
            ]
        }
        #expect(try server.send(.post, "/api/logs/", .array(body)).status == 201)
    }
}

extension TestServer {
    /// Sends a body and gives the id of what was made.
    @discardableResult
    func made(_ path: String, _ body: JSONValue, status: Int? = nil) throws -> String {
        let answer = try send(.post, path, body)
        #expect(
            [200, 201].contains(answer.status) && (status == nil || answer.status == status), "\(path): \(answer.text)")
        return answer["id"]?.string ?? ""
    }
}
