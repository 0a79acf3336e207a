import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct DeploymentPlaceTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `a deployment waits in the default queue of its pool, or in one that is made`() throws {
        try server.pool()
        let plain = try server.deploy("plain", ["work_pool_name": "k8s"])
        #expect(plain["work_queue_name"] == "default")
        let named = try server.deploy("named", ["work_pool_name": "k8s", "work_queue_name": "fresh"])
        #expect(named["work_queue_name"] == "fresh")
        #expect(named["work_pool_name"] == "k8s")
        let again = try server.deploy("again", ["work_pool_name": "k8s", "work_queue_name": "fresh"])
        #expect(again["work_queue_id"] == named["work_queue_id"])
        #expect(plain["work_queue_id"] != named["work_queue_id"])
    }

    @Test func `a queue named alone is one of the agents, whose pool comes with the first`() throws {
        let other = try server.pool("k8s")
        try server.queue("blue", in: other)
        let made = try server.deploy("daily", ["work_queue_name": "blue"])
        #expect(made["work_pool_name"] == "default-agent-pool")
        #expect(made["work_queue_name"] == "blue")
        #expect(try server.deploy("other", ["work_queue_name": "blue"])["work_queue_id"] == made["work_queue_id"])
    }

    @Test func `a change moves a deployment, and null takes it out`() throws {
        try server.pool("one")
        try server.pool("two")
        let path = try server.deployed("daily", ["work_pool_name": "one"])
        for (change, pool) in [
            (["description": "stays"], "one"), (["work_pool_name": "two"], "two"), (["work_pool_name": ""], "two"),
            (["work_pool_name": nil], nil),
        ] as [(JSONValue, String?)] {
            #expect(try server.send(.patch, path, change).status == 204)
            #expect(try server.send(.get, path)["work_pool_name"] == pool.map(JSONValue.string) ?? .null)
        }
        let missing = try server.send(.patch, path, ["work_pool_name": "no"])
        #expect(missing.status == 404)
        #expect(missing["detail"] == "Work pool \"no\" not found.")
    }

    @Test func `runs wait where their deployment does, those of its schedules too`() throws {
        try server.pool()
        let schedule: JSONValue = ["schedule": ["interval": 3600]]
        let path = try server.deployed("daily", ["work_pool_name": "k8s", "schedules": [schedule]])
        try server.send(.post, path + "/create_flow_run", ["name": "by hand"])
        let moved = try server.send(.post, path + "/create_flow_run", ["name": "moved", "work_queue_name": "fresh"])
        #expect(moved["work_queue_name"] == "fresh")
        try server.runScheduler()
        let runs = try server.flowRuns()
        #expect(runs.count > 3)
        #expect(runs.allSatisfy { $0["work_pool_name"] == "k8s" })
        #expect(runs.filter { $0["work_queue_name"] == "fresh" }.map { $0["name"] } == ["moved"])
    }

    @Test func `a run in a pool of which nothing is there is not made`() throws {
        try server.pool()
        for (place, text) in [
            (["work_pool_name": "no"], "Work pool \"no\" not found."),
            (["work_pool_name": "no", "work_queue_name": "q"], "Work pool queue 'no/q' not found."),
            (["work_pool_name": "k8s", "work_queue_name": "q"], "Work pool queue 'k8s/q' not found."),
        ] as [(JSONObject, JSONValue)] {
            let body: JSONObject = ["flow_id": try server.flow()]
            let answer = try server.send(.post, "/api/flow_runs/", .object(body.merging(place)))
            #expect(answer.status == 404)
            #expect(answer["detail"] == text)
        }
        #expect(try server.flowRuns() == [])
    }

    @Test func `a run that is refused makes no queue`() throws {
        let template: JSONObject = [
            "job_configuration": ["a": "b"],
            "variables": ["properties": ["image": ["type": "string"]], "required": ["image"]],
        ]
        let pool = try server.pool(template: template)
        let path = try server.deployed("daily", ["work_pool_name": "k8s"])
        let refused = try server.send(.post, path + "/create_flow_run", ["work_queue_name": "fresh"])
        #expect(refused.status == 422)
        let bulk = try server.send(
            .post, path + "/create_flow_run/bulk",
            [["work_queue_name": "fresh"], ["job_variables": ["image": "i"], "work_queue_name": "other"]])
        #expect(bulk["results"]?.array?.map { $0["status"] } == ["FAILED", "CREATED"])
        let queues = try server.database.read { try $0.workQueues(ofPool: pool.id).map(\.name) }
        #expect(queues == ["default", "other"])
    }
}
