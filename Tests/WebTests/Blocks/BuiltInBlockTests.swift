import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct BuiltInBlockTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func types() throws -> [JSONValue] {
        try server.send(.post, "/api/block_types/filter", [:]).json.array ?? []
    }

    @Test func `the types that clients expect are added, each with a schema that tells its secrets`() throws {
        try BuiltInBlocks.register(in: server.database, with: server.clock.effects)
        let slugs = try types().compactMap { $0["slug"]?.string }
        for slug in [
            "local-file-system", "remote-file-system", "smb", "secret", "json", "string", "date-time", "webhook",
            "slack-webhook", "ms-teams-webhook",
        ] {
            #expect(slugs.contains(slug))
        }
        for type in try types() {
            let schemas = try server.send(
                .post, "/api/block_schemas/filter",
                ["block_schemas": ["block_type_id": ["any_": [try #require(type["id"])]]]])
            let schema = try #require(schemas.json.array?.first)
            #expect(schemas.json.array?.count == 1)
            #expect(schema["fields"]?["block_type_slug"] == type["slug"])
            for secret in schema["fields"]?["secret_fields"]?.array ?? [] {
                let name = try #require(secret.string?.split(separator: ".").first)
                #expect(schema["fields"]?["properties"]?[String(name)] != nil)
            }
        }
        let capable = try server.send(
            .post, "/api/block_types/filter", ["block_schemas": ["block_capabilities": ["all_": ["write-path"]]]])
        #expect(
            capable.json.array?.compactMap { $0["slug"]?.string } == ["local-file-system", "remote-file-system", "smb"])
    }

    @Test func `adding again changes nothing, and brings back only what is missing`() throws {
        try BuiltInBlocks.register(in: server.database, with: server.clock.effects)
        let before = try types()
        let smb = try #require(before.first { $0["slug"] == "smb" }?["id"]?.string)
        let secret = try #require(before.first { $0["slug"] == "secret" }?["id"]?.string)
        try server.send(.patch, "/api/block_types/\(secret)", ["description": "a client's words"])
        #expect(try server.send(.delete, "/api/block_types/\(secret)").status == 403)
        #expect(try server.send(.delete, "/api/block_types/\(smb)").status == 204)
        try BuiltInBlocks.register(in: server.database, with: server.clock.effects)
        let after = try types()
        #expect(after.map { $0["slug"] } == before.map { $0["slug"] })
        #expect(after.first { $0["slug"] == "secret" }?["description"] == "a client's words")
        #expect(after.first { $0["slug"] == "smb" }?["id"]?.string != smb)
    }

    @Test func `a type that a client made first becomes protected, and keeps its words`() throws {
        try server.send(.post, "/api/block_types/", ["name": "Secret", "slug": "secret", "description": "mine"])
        #expect(try server.send(.post, "/api/block_types/install_system_block_types").status == 200)
        let secret = try server.send(.get, "/api/block_types/slug/secret")
        #expect(secret["is_protected"] == true)
        #expect(secret["description"] == "mine")
        #expect(try types().count == 3)
    }

    @Test func `nothing is there unless it is asked for`() throws { #expect(try types().isEmpty) }
}
