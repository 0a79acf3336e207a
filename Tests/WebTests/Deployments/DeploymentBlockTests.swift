import Core
import JSON
import TestSupport
import Testing
import Web

/// Deployments of Prefect 2 name blocks that say where their code is and on what they run.
@Suite struct DeploymentBlockTests {
    let server: TestServer
    let old: TestClient

    init() throws {
        server = try TestServer()
        old = .orion(server)
    }

    private static let missing: JSONValue = "0197c0de-0000-7000-8000-000000000000"

    /// Makes a block document of a type of its own and answers its id.
    private func block(_ name: String) throws -> JSONValue {
        let type = try #require(
            try old.send(.post, "/api/block_types/", ["name": .string(name), "slug": .string(name)])["id"])
        let fields: JSONValue = ["title": .string(name), "type": "object", "properties": [:]]
        let schema = try #require(
            try old.send(.post, "/api/block_schemas/", ["fields": fields, "block_type_id": type])["id"])
        let document: JSONValue = [
            "name": .string(name), "data": [:], "block_schema_id": schema, "block_type_id": type,
        ]
        return try #require(try old.send(.post, "/api/block_documents/", document)["id"])
    }

    @Test func `blocks are kept with the deployment, and its runs get them`() throws {
        let (code, place) = (try block("git-hub"), try block("docker-container"))
        let path = try old.apply([
            "storage_document_id": code, "infrastructure_document_id": place, "schedule": ["interval": 3600],
        ])
        let read = try old.send(.get, path)
        #expect(read["storage_document_id"] == code)
        #expect(read["infrastructure_document_id"] == place)
        let run = try old.send(.post, path + "/create_flow_run", [:])
        #expect(run["infrastructure_document_id"] == place)
        try server.runScheduler()
        #expect(try server.flowRuns().allSatisfy { $0["infrastructure_document_id"] == place })
        let other = try block("kubernetes-job")
        let chosen = try old.send(.post, path + "/create_flow_run", ["infrastructure_document_id": other])
        #expect(chosen["infrastructure_document_id"] == other)
        try old.update(path, ["storage_document_id": nil])
        #expect(try old.send(.get, path)["storage_document_id"] == .null)
    }

    @Test(arguments: [("storage_document_id", "storage"), ("infrastructure_document_id", "infrastructure")])
    func `blocks must be there`(member: String, kind: String) throws {
        let named = JSONObject([.init(key: member, value: Self.missing)])
        let made = try server.deploy("daily", named)
        #expect(made.status == 409)
        #expect(made["detail"]?.string?.hasPrefix("Error creating deployment. Could not find \(kind) block") == true)
        let path = try server.deployed()
        #expect(try server.send(.patch, path, .object(named)).status == 409)
        #expect(try server.send(.get, path)[member] == .null)
    }

    @Test func `a run must not name a block that is not there`() throws {
        let path = try server.deployed()
        let body: JSONValue = ["infrastructure_document_id": Self.missing]
        #expect(try server.send(.post, path + "/create_flow_run", body).status == 409)
        let many = try server.send(.post, path + "/create_flow_run/bulk", [body, [:]])
        #expect(many["results"]?.array?.map { $0["status"] } == ["FAILED", "CREATED"])
        #expect(try server.flowRuns().count == 1)
    }

    @Test func `a deployment outlives its blocks`() throws {
        let (code, place) = (try block("git-hub"), try block("docker-container"))
        let path = try old.apply([
            "storage_document_id": code, "infrastructure_document_id": place, "schedule": ["interval": 3600],
        ])
        try server.runScheduler()
        for block in [code, place] {
            #expect(try old.send(.delete, "/api/block_documents/\(block.string ?? "")").status == 204)
        }
        let read = try old.send(.get, path)
        #expect(read.status == 200)
        #expect(read["storage_document_id"] == .null)
        #expect(read["infrastructure_document_id"] == .null)
        let runs = try server.flowRuns()
        #expect(!runs.isEmpty)
        #expect(runs.allSatisfy { $0["infrastructure_document_id"] == .null })
    }
}
