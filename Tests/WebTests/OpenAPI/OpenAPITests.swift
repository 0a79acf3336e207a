import Core
import JSON
import TestSupport
import Testing

@testable import Web

/// The description of the API, which comes from what routes declare.
@Suite struct OpenAPITests {
    private let document = OpenAPIDocument(Routes.all)

    @Test func `every route of the API says what it takes and gives`() {
        let silent = Routes.all.filter { route in
            route.pattern.hasPrefix("/api/") && route.declaration == nil && route.pattern != "/api/docs"
                && route.pattern != "/api/redoc"
        }
        #expect(silent.map(\.pattern) == [], "these lack a declaration: see CONTRIBUTING.md, \"An endpoint\"")
    }

    @Test func `no name stands for two schemas`() {
        #expect(document.conflicts == [])
    }

    @Test func `every kind of a body says what its values look like`() {
        let text = JSONValue.object(document.json(basePath: "")).text
        let unsaid = document.schemas.filter { JSONValue.object($0.value).text.contains(SchemaBook.unsaid) }.map(\.key)
        #expect(unsaid == [])
        #expect(!text.contains(SchemaBook.unsaid))
    }

    @Test func `every operation has an id of its own and a sentence`() {
        let ids = document.operations.map(\.id)
        #expect(Set(ids).count == ids.count, "\(Dictionary(grouping: ids, by: \.self).filter { $1.count > 1 }.keys)")
        #expect(document.operations.allSatisfy { !$0.summary.isEmpty })
    }

    @Test func `every reference leads to a schema`() throws {
        let text = JSONValue.object(document.json(basePath: "")).text
        let names = text.matches(of: #/"#/components/schemas/([^"]+)"/#).map { String($0.output.1) }
        #expect(!names.isEmpty)
        #expect(Set(names).filter { document.schemas[$0]?.isEmpty ?? true } == [])
    }

    @Test func `the schema of a request comes from its body`() throws {
        let flow = try #require(document.schemas["FlowCreate"])
        #expect(flow["required"] == ["name"])
        #expect(flow["additionalProperties"] == false)
        #expect(flow["properties"]?["tags"] == ["type": "array", "items": ["type": "string"], "default": []])
        #expect(flow["properties"]?["name"]?["pattern"] == "^[^/%&><]+$")
        #expect(document.schemas["FlowFilterName"]?["properties"]?["any_"] != nil)
    }

    @Test func `the schema of an answer comes from its wire`() throws {
        let run = try #require(document.schemas["FlowRunResponse"])
        #expect(
            run["properties"]?["deployment_id"] == ["anyOf": [["type": "string", "format": "uuid"], ["type": "null"]]])
        #expect(run["properties"]?["run_count"] == ["type": "integer"])
    }

    @Test func `what only older clients send is marked`() throws {
        let deployment = try #require(document.schemas["DeploymentCreate"]?["properties"])
        #expect(deployment["is_schedule_active"]?["deprecated"] == true)
        #expect(deployment["paused"]?["deprecated"] == nil)
        #expect(document.schemas["DeploymentResponse"]?["properties"]?["infra_overrides"]?["deprecated"] == true)
    }

    @Test func `a handler that reads what its route does not declare fails`() throws {
        let input = RouteInput.body(FlowCreateBody.self)
        #expect(throws: UndeclaredInput.self) { try input.check(FlowUpdateBody.self, .body) }
        #expect(throws: UndeclaredInput.self) { try input.check(FlowCreateBody.self, .parameters) }
        try input.check(FlowCreateBody.self, .body)
    }

    @Test func `the document is served with a tag, and not again to who has it`() throws {
        let server = try TestServer(AppSettings(basePath: "/rigel"))
        let answer = try server.send(.get, "/openapi.json")
        #expect(answer.status == 200)
        #expect(answer["openapi"] == "3.1.0")
        #expect(answer["servers"] == [["url": "/rigel/api"]])
        let tag = try #require(answer.headers["ETag"])
        let again = try server.send(.get, "/api/openapi.json", raw: "", headers: [("If-None-Match", tag)])
        #expect(again.status == 304)
        #expect(again.text.isEmpty)
    }
}
