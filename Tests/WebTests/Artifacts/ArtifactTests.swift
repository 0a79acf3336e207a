import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct ArtifactTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func made(_ data: JSONValue, key: JSONValue = "k", type: JSONValue = "markdown") throws -> String {
        server.clock.advance(by: .seconds(1))
        return try server.made("/api/artifacts/", ["key": key, "type": type, "data": data])
    }

    private func latest() throws -> Answer { try server.send(.get, "/api/artifacts/k/latest") }

    @Test func `the latest of a key is the one made last, whatever is deleted`() throws {
        let ids = [try made(1), try made(2), try made(3)]
        #expect(try latest()["data"] == 3)
        #expect(try server.send(.delete, "/api/artifacts/\(ids[1])").status == 204)
        #expect(try latest()["data"] == 3)
        #expect(try server.send(.delete, "/api/artifacts/\(ids[2])").status == 204)
        #expect(try latest()["data"] == 1)
        #expect(try server.send(.delete, "/api/artifacts/\(ids[0])").status == 204)
        #expect(try latest().status == 404)
        _ = try made(4)
        #expect(try latest()["data"] == 4)
    }

    @Test func `of two artifacts of one moment the second is the latest`() throws {
        let first = try server.made("/api/artifacts/", ["key": "k", "data": 1])
        let second = try server.made("/api/artifacts/", ["key": "k", "data": 2])
        let third = try server.made("/api/artifacts/", ["key": "k", "data": 3])
        #expect(try server.send(.delete, "/api/artifacts/\(third)").status == 204)
        let list = try server.send(.post, "/api/artifacts/latest/filter", [:])
        #expect(list.json.array?.map { $0["latest_id"] } == [.string(second)])
        #expect(try server.send(.get, "/api/artifacts/\(first)").status == 200)
    }

    @Test func `a change of the latest artifact is seen by its key`() throws {
        let id = try made("old")
        #expect(try server.send(.patch, "/api/artifacts/\(id)", ["data": 80, "description": "d"]).status == 204)
        #expect(try latest()["data"] == 80)
        #expect(try latest()["description"] == "d")
    }

    @Test func `the result of a state is an artifact, and its name is no part of the result`() throws {
        let flow = try server.made("/api/flows/", ["name": "f"])
        let run = try server.made("/api/flow_runs/", ["flow_id": .string(flow), "state": ["type": "RUNNING"]])
        let data: JSONValue = ["storage_key": "s", "artifact_type": "result", "artifact_key": "k"]
        try server.made(
            "/api/flow_runs/\(run)/set_state", ["state": ["type": "COMPLETED", "data": data]], status: 201)
        #expect(try server.send(.get, "/api/flow_runs/\(run)")["state"]?["data"] == ["storage_key": "s"])
        #expect(try latest()["type"] == "result")
        #expect(try latest()["data"] == ["storage_key": "s"])
        #expect(try latest()["flow_run_id"] == .string(run))
        // Who deletes the artifact does not take away the result that other runs may wait for.
        let list = try server.send(.post, "/api/artifacts/filter", [:])
        let artifact = try #require(list.json.array?.first?["id"]?.string)
        #expect(try server.send(.delete, "/api/artifacts/\(artifact)").status == 204)
        #expect(try server.send(.get, "/api/flow_runs/\(run)")["state"]?["data"] == ["storage_key": "s"])
    }

    @Test func `a run that begins with its result has an artifact`() throws {
        let flow = try server.made("/api/flows/", ["name": "f"])
        let state: JSONValue = ["type": "COMPLETED", "data": ["storage_key": "s", "artifact_type": "result"]]
        let run = try server.made("/api/flow_runs/", ["flow_id": .string(flow), "state": state])
        let task = try server.made(
            "/api/task_runs/",
            ["flow_run_id": .string(run), "task_key": "t", "dynamic_key": "0", "state": state])
        let found = try server.send(.post, "/api/artifacts/filter", [:]).json.array ?? []
        #expect(found.map { $0["type"] } == ["result", "result"])
        #expect(Set(found.compactMap { $0["task_run_id"]?.string }) == [task])
        #expect(try server.send(.get, "/api/task_runs/\(task)")["state"]?["data"] == ["storage_key": "s"])
    }

    @Test func `a result that is kept nowhere leaves no artifact`() throws {
        let flow = try server.made("/api/flows/", ["name": "f"])
        let state: JSONValue = ["type": "COMPLETED", "data": ["type": "unpersisted"]]
        try server.made("/api/flow_runs/", ["flow_id": .string(flow), "state": state])
        #expect(try server.send(.post, "/api/artifacts/count", [:]).json == 0)
    }

    @Test func `long metadata is cut`() throws {
        let text = String(repeating: "x", count: 501)
        let id = try server.made("/api/artifacts/", ["metadata_": ["a": .string(text)]])
        let cut = JSONValue.string(text.dropLast() + "...")
        #expect(try server.send(.get, "/api/artifacts/\(id)")["metadata_"]?["a"] == cut)
    }
}
