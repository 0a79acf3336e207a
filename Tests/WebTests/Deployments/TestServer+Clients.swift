import Core
import JSON
import TestSupport
import Testing
import Web

/// A client of one version, as far as its headers tell.
struct TestClient: Sendable {
    let server: TestServer
    let headers: [(String, String)]

    static func orion(_ server: TestServer) -> TestClient {
        TestClient(
            server: server, headers: [("User-Agent", "python-httpx/0.27.2"), ("X-PREFECT-API-VERSION", "0.8.4")])
    }

    static func prefect(_ version: String, _ server: TestServer) -> TestClient {
        TestClient(
            server: server,
            headers: [("User-Agent", "prefect/\(version) (API 0.8.4)"), ("X-PREFECT-API-VERSION", "0.8.4")])
    }

    @discardableResult
    func send(_ method: Request.Method, _ path: String, _ body: JSONValue? = nil) throws -> Answer {
        try server.send(method, path, raw: body?.text ?? "", headers: headers)
    }

    /// What 2.7's and 2.10's `Deployment.apply` sends, with some members changed; answers the deployment's address.
    func apply(_ members: JSONObject = [:]) throws -> String {
        let body: JSONObject = [
            "name": "daily", "flow_id": try server.flow(), "is_schedule_active": true,
            "parameter_openapi_schema": ["title": "Parameters", "type": "object", "properties": [:]],
            "parameters": [:], "tags": [], "manifest_path": nil, "storage_document_id": nil,
            "infrastructure_document_id": nil, "schedule": nil, "description": nil, "path": "/flows", "version": "1",
            "entrypoint": "flow.py:etl", "infra_overrides": [:],
        ]
        let answer = try send(.post, "/api/deployments/", .object(body.merging(members)))
        try #require(answer.status == 200 || answer.status == 201, "\(answer.text)")
        return "/api/deployments/\(try #require(answer["id"]?.string))"
    }

    /// What `deployment set-schedule`, `pause-schedule` and `resume-schedule` of 2.7 and 2.10 send: the whole deployment as
    /// it was read, with some members changed.
    func update(_ path: String, _ members: JSONObject = [:]) throws {
        let read = try send(.get, path)
        let whole = [
            "version", "schedule", "is_schedule_active", "description", "work_queue_name", "tags", "manifest_path",
            "path", "entrypoint", "parameters", "storage_document_id", "infrastructure_document_id", "infra_overrides",
        ]
        let body = JSONObject(whole.map { .init(key: $0, value: read[$0] ?? .null) }).merging(members)
        let answer = try send(.patch, path, .object(body))
        try #require(answer.status == 204, "\(answer.text)")
    }
}
