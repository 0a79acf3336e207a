public import Core
import JSON

extension SQLTransaction: ArtifactWriting {
    public func insertArtifact(_ artifact: Artifact, at now: Timestamp) throws {
        let data: JSONValue? = artifact.data == .null ? nil : artifact.data
        try connection.run(
            """
            INSERT INTO artifact
                (id, created, updated, key, type, description, data, metadata, flow_run_id, task_run_id)
            VALUES (\(artifact.id), \(now), \(now), \(artifact.key), \(artifact.type), \(artifact.description),
                \(data), \(artifact.metadata), \(artifact.flowRunID), \(artifact.taskRunID))
            """)
    }

    public func updateArtifact(_ id: ID, _ change: ArtifactChange, at now: Timestamp) throws -> Bool {
        var assignments: [SQL] = ["updated = \(now)"]
        if let data = change.data { assignments.append("data = \(data == .null ? nil : data)") }
        if let description = change.description { assignments.append("description = \(description)") }
        if let metadata = change.metadata { assignments.append("metadata = \(metadata)") }
        let found = try connection.run("UPDATE artifact SET \(assignments, joined: ", ") WHERE id = \(id)") > 0
        if found { try connection.run("UPDATE artifact_collection SET updated = \(now) WHERE latest_id = \(id)") }
        return found
    }

    public func deleteArtifact(_ id: ID) throws { try connection.run("DELETE FROM artifact WHERE id = \(id)") }

    public func insertArtifactCollection(_ collection: ArtifactCollectionFacts, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO artifact_collection (id, created, updated, key, latest_id)
            VALUES (\(collection.id), \(now), \(now), \(collection.key), \(collection.latestID))
            """)
    }

    public func setLatestArtifact(_ id: ID, ofCollection collection: ID) throws {
        try connection.run(
            """
            UPDATE artifact_collection SET latest_id = artifact.id, created = artifact.created, updated = artifact.updated
            FROM artifact WHERE artifact.id = \(id) AND artifact_collection.id = \(collection)
            """)
    }

    public func setLatestArtifact(_ id: ID, ofCollection collection: ID, at now: Timestamp) throws {
        try connection.run(
            "UPDATE artifact_collection SET latest_id = \(id), updated = \(now) WHERE id = \(collection)")
    }

    public func deleteArtifactCollection(_ id: ID) throws {
        try connection.run("DELETE FROM artifact_collection WHERE id = \(id)")
    }
}

extension SQLTransaction {
    /// Keeps the result that a state brought as an artifact of its run.
    func insertResult(_ result: StateResult?, of state: State, flowRun: ID?, taskRun: ID?, at now: Timestamp) throws {
        guard let result else { return }
        let artifact = result.artifact(state.id.derived(for: 2, at: now), flowRun: flowRun, taskRun: taskRun)
        try ArtifactSaving.create(artifact, at: now, in: self)
    }
}
