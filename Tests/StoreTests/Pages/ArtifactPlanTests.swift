import Core
import Testing

@testable import Store

/// Questions about artifacts cost what a run or a key has, not what the table holds.
@Suite struct ArtifactPlanTests {
    private static let id = ID(high: 1, low: 1)

    private static func query(_ set: (inout ArtifactFilter) -> Void) -> ArtifactQuery {
        var filter = ArtifactFilter()
        set(&filter)
        return ArtifactQuery(artifacts: filter)
    }

    @Test(
        arguments: [
            (query { $0.flowRunID = IDCriteria(any: [id]) }, "artifact_by_flow_run"),
            (query { $0.taskRunID = IDCriteria(any: [id]) }, "artifact_by_task_run"),
            (query { $0.key = TextCriteria(any: ["k"]) }, "artifact_by_"),
            (query { $0.type = TextCriteria(any: ["table"]) }, "artifact_by_type"),
            (query { $0.id = IDCriteria(any: [id]) }, "sqlite_autoindex_artifact_1"),
        ] as [(ArtifactQuery, String)])
    func `a list of artifacts is found by an index`(_ query: ArtifactQuery, _ index: String) throws {
        let condition = SQL.all(SQL.artifactConditions(query, in: "artifact"))
        let plan = try plan("SELECT count(*) FROM artifact WHERE \(condition)")
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN artifact") }, "\(plan)")
    }

    @Test(arguments: [
        "created DESC, artifact.id DESC", "updated DESC, artifact.id DESC", "id DESC", "key, artifact.id",
    ])
    func `an order of all artifacts is walked, not made`(_ order: String) throws {
        let plan = try plan("SELECT artifact.data FROM artifact ORDER BY artifact.\(SQL(name: order)) LIMIT 10")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test func `the version before the latest is found by its key`() throws {
        let plan = try plan(
            "SELECT id FROM artifact WHERE key = 'k' AND id <> x'00' ORDER BY created DESC, rowid DESC LIMIT 1")
        #expect(plan.contains { $0.contains("artifact_by_age") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    private func plan(_ query: SQL) throws -> [String] {
        try Database(at: .memory).onWriter { connection in
            try connection.rows("EXPLAIN QUERY PLAN \(query)") { $0.text(3) }
        }
    }
}
