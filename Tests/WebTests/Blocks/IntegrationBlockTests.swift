import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct IntegrationBlockTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func schemas(of slug: String) throws -> [JSONValue] {
        let type = try server.send(.get, "/api/block_types/slug/\(slug)")
        return try server.send(
            .post, "/api/block_schemas/filter",
            ["block_schemas": ["block_type_id": ["any_": [try #require(type["id"])]]]]
        ).json.array ?? []
    }

    @Test func `every file is a block type with one schema, which holds the schemas of others`() throws {
        let files = try CollectionFiles.read().blocks
        #expect(files.count == 52)
        try BuiltInBlocks.register(in: server.database, integrations: files, with: server.clock.effects)
        for file in files { #expect(try schemas(of: file.slug).count == 1, "\(file.slug)") }
        let bucket = try #require(try schemas(of: "s3-bucket").first)
        #expect(bucket["fields"]?["definitions"]?["AwsCredentials"]?["block_type_slug"] == "aws-credentials")
        #expect(bucket["fields"]?["definitions"]?["MinIOCredentials"]?["block_type_slug"] == "minio-credentials")
        let references = bucket["fields"]?["block_schema_references"]?["credentials"]?.array
        #expect(references?.count == 2)
        let checksums = references?.map { $0["block_schema_checksum"] }
        #expect(checksums?.contains(try schemas(of: "aws-credentials").first?["checksum"]) == true)
    }

    @Test func `agents of Prefect 2 find their infrastructure, and nobody deletes the type of processes`() throws {
        let files = try CollectionFiles.read().blocks
        try BuiltInBlocks.register(in: server.database, integrations: files, with: server.clock.effects)
        let infrastructure = try server.send(
            .post, "/api/block_types/filter",
            ["block_schemas": ["block_capabilities": ["all_": ["run-infrastructure"]]]])
        #expect(
            infrastructure.json.array?.compactMap { $0["slug"]?.string } == [
                "azure-container-instance-job", "docker-container", "ecs-task", "cloud-run-job", "kubernetes-job",
                "process", "vertex-ai-custom-training-job",
            ])
        let process = try server.send(.get, "/api/block_types/slug/process")
        let id = try #require(process["id"]?.string)
        #expect(try server.send(.delete, "/api/block_types/\(id)").status == 403)
        let container = try #require(try schemas(of: "docker-container").first?["fields"])
        #expect(container["secret_fields"] == ["image_registry.password"])
        #expect(container["definitions"]?["DockerRegistry"]?["block_type_slug"] == "docker-registry")
        #expect(container["definitions"]?["ImagePullPolicy"] != nil)
    }

    @Test func `the schema that is shown has the checksum that a client would give it`() throws {
        let files = try CollectionFiles.read().blocks
        try BuiltInBlocks.register(in: server.database, integrations: files, with: server.clock.effects)
        for file in files {
            let schema = try #require(try schemas(of: file.slug).first)
            let fields = try #require(schema["fields"]?.object)
            // Several blocks in one member are told in the order in which they were made, whatever was hashed.
            if hasChoices(.object(fields)) { continue }
            #expect(schema["checksum"] == .string(BlockChecksum.of(fields)), "\(file.slug)")
        }
    }

    /// Whether a member, at any depth, may hold one of several blocks.
    private func hasChoices(_ value: JSONValue) -> Bool {
        guard let members = value.object?.members else { return false }
        return members.contains { member in
            member.key == "block_schema_references"
                ? (member.value.object?.members ?? []).contains { $0.value.array != nil } : hasChoices(member.value)
        }
    }

    @Test func `what a client made stays, and what it lacks comes beside it`() throws {
        _ = try server.makeBlockType("aws-credentials")
        let files = try CollectionFiles.read().blocks
        try BuiltInBlocks.register(in: server.database, integrations: files, with: server.clock.effects)
        #expect(try schemas(of: "aws-credentials").count == 2)
        try BuiltInBlocks.register(in: server.database, integrations: files, with: server.clock.effects)
        #expect(try schemas(of: "aws-credentials").count == 2)
        #expect(try schemas(of: "s3-bucket").count == 1)
    }

    @Test func `views tell of workers and blocks, and of nothing else`() throws {
        let workers = try server.send(.get, "/api/collections/views/aggregate-worker-metadata")
        let types = (workers.json.object?.members ?? []).flatMap { $0.value.object?.members.map(\.key) ?? [] }
        #expect(types.count == 8)
        for type in ["process", "docker", "kubernetes", "ecs", "cloud-run-v2", "vertex-ai"] {
            #expect(types.contains(type))
        }
        let blocks = try server.send(.get, "/api/collections/views/aggregate-block-metadata")
        #expect(blocks["prefect-aws"]?["block_types"]?["s3-bucket"]?["name"] == "S3 Bucket")
        for view in ["aggregate-flow-metadata", "demo-flows", "nothing"] {
            #expect(try server.send(.get, "/api/collections/views/\(view)").status == 404)
        }
    }
}
