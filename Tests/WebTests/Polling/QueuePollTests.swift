import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct QueuePollTests {
    let server: TestServer
    let agents: WorkPoolFacts

    init() throws {
        server = try TestServer()
        agents = try server.pool("default-agent-pool")
    }

    @Test func `an agent gets the runs of its queue and those that only name it`() throws {
        let queue = try server.queue("blue", in: agents)
        try server.waiting("of queue", in: agents.name, "blue", since: 2)
        try server.send(
            .post, "/api/flow_runs/",
            [
                "flow_id": try server.flow(), "name": "by name", "state": ["type": "SCHEDULED"],
                "work_queue_name": "blue",
            ])
        #expect(try server.runs(of: queue) == ["of queue", "by name"])
        #expect(try server.runs(of: queue, ["limit": 1]) == ["of queue"])
    }

    @Test func `a queue of the same name in another pool is another queue`() throws {
        let queue = try server.queue("blue", in: agents)
        let other = try server.queue("blue", in: try server.pool("k8s"))
        try server.waiting("elsewhere", in: "k8s", "blue")
        #expect(try server.runs(of: queue) == [])
        #expect(try server.runs(of: other) == ["elsewhere"])
    }

    @Test func `runs that are being cancelled hold their slots until they are gone`() throws {
        let queue = try server.queue("blue", in: agents, limit: 1)
        let run = try server.waiting("going", in: agents.name, "blue", since: 2)
        try server.waiting("next", in: agents.name, "blue")
        #expect(try server.runs(of: queue) == ["going"])
        for type in ["PENDING", "RUNNING", "CANCELLING"] {
            try server.set(run, type)
            #expect(try server.runs(of: queue) == [], "\(type)")
        }
        try server.set(run, "CANCELLED")
        #expect(try server.runs(of: queue) == ["next"])
    }

    @Test(
        arguments: [
            (["tags": nil, "deployment_ids": nil], true, true), (["tags": [], "deployment_ids": []], true, true),
            (["tags": ["a"], "deployment_ids": nil], true, false),
            (["tags": ["b", "a"], "deployment_ids": nil], true, false),
            (["tags": ["a", "c"], "deployment_ids": nil], false, false),
        ] as [(JSONObject, Bool, Bool)])
    func `a filter of tags lets in those that have them all`(filter: JSONObject, tagged: Bool, plain: Bool) throws {
        let queue = try server.queue("chooser", in: agents, filter: filter)
        let expected = (tagged ? ["tagged"] : []) + (plain ? ["plain"] : [])
        for (name, tags) in [("tagged", ["a", "b"]), ("plain", [])] as [(String, JSONValue)] {
            let path = try server.deployed(name, ["tags": tags])
            try server.send(.post, path + "/create_flow_run", ["name": .string(name)])
            server.clock.advance(by: .seconds(1))
        }
        #expect(try server.runs(of: queue) == expected)
        for (name, isTaken) in [("tagged", tagged), ("plain", plain)] {
            let queues = try server.send(.get, try server.deployed(name) + "/work_queue_check").json.array ?? []
            #expect(queues.contains { $0["name"] == "chooser" } == isTaken, "\(name)")
        }
    }

    @Test func `a filter of deployments lets in their runs`() throws {
        let wanted = try server.deployed("wanted")
        let other = try server.deployed("other")
        for path in [wanted, other] { try server.send(.post, path + "/create_flow_run", ["name": .string(path)]) }
        let id = JSONValue.string(String(wanted.split(separator: "/").last ?? ""))
        let queue = try server.queue("chooser", in: agents, limit: 1, filter: ["deployment_ids": [id]])
        #expect(try server.runs(of: queue) == [wanted])
        let run = try #require(try server.flowRuns().first { $0["name"] == .string(wanted) }?["id"]?.string)
        try server.set(run, "PENDING")
        #expect(try server.runs(of: queue) == [])
    }

    @Test func `runs find a queue of the name that theirs had`() throws {
        let path = try server.deployed("daily", ["work_queue_name": "blue"])
        try server.send(.post, path + "/create_flow_run", ["name": "before"])
        try server.database.write { tx in
            let queue = try #require(try tx.workQueue(named: "blue", inPool: self.agents.id))
            try tx.deleteWorkQueue(queue.id, at: self.server.clock.now)
        }
        server.clock.advance(by: .seconds(1))
        try server.send(.post, path + "/create_flow_run", ["name": "between"])
        #expect(try server.runs(of: try server.queue("blue", in: agents)) == ["before", "between"])
    }
}
