public import Core

extension SQLTransaction: ArtifactPageReading {
    public func latestArtifacts(_ search: ArtifactSearch, offset: Int, limit: Int) throws -> Slice<ArtifactSummary> {
        try artifacts(
            """
            FROM artifact_collection JOIN artifact ON artifact.id = artifact_collection.latest_id \(SQL.runsOfArtifact)
            WHERE \(search.condition)
            ORDER BY artifact_collection.updated DESC, artifact_collection.id DESC
            """, offset: offset, limit: limit)
    }

    public func countLatestArtifacts(_ search: ArtifactSearch) throws -> Int {
        try connection.count(
            """
            SELECT count(*) FROM artifact_collection JOIN artifact ON artifact.id = artifact_collection.latest_id
            WHERE \(search.condition)
            """)
    }

    public func artifactTypes() throws -> [String] {
        try connection.rows(
            """
            SELECT DISTINCT artifact.type FROM artifact_collection
            JOIN artifact ON artifact.id = artifact_collection.latest_id
            WHERE artifact.type IS NOT NULL ORDER BY 1 LIMIT 100
            """
        ) { $0.text(0) }
    }

    public func artifactSummary(_ id: ID) throws -> ArtifactSummary? {
        try artifacts("FROM artifact \(SQL.runsOfArtifact) WHERE artifact.id = \(id)", limit: 1).items.first
    }

    public func artifactVersions(ofKey key: String, limit: Int) throws -> Slice<ArtifactSummary> {
        try artifacts(
            """
            FROM artifact \(SQL.runsOfArtifact) WHERE artifact.key = \(key)
            ORDER BY artifact.created DESC, artifact.rowid DESC
            """, limit: limit)
    }

    public func artifacts(ofFlowRun id: ID, limit: Int) throws -> Slice<ArtifactSummary> {
        try artifacts(
            """
            FROM artifact \(SQL.runsOfArtifact) WHERE artifact.flow_run_id = \(id) AND artifact.type <> 'result'
            ORDER BY artifact.created, artifact.rowid
            """, limit: limit)
    }

    public func artifacts(ofTaskRun id: ID, limit: Int) throws -> Slice<ArtifactSummary> {
        try artifacts(
            """
            FROM artifact \(SQL.runsOfArtifact) WHERE artifact.task_run_id = \(id) AND artifact.type <> 'result'
            ORDER BY artifact.created, artifact.rowid
            """, limit: limit)
    }

    private func artifacts(_ rest: SQL, offset: Int = 0, limit: Int) throws -> Slice<ArtifactSummary> {
        let found = try connection.rows(
            """
            SELECT artifact.id, artifact.key, artifact.type, artifact.description, artifact.created, artifact.updated,
                flow_run.id, flow_run.name, task_run.id, task_run.name
            \(rest) LIMIT \(limit + 1) OFFSET \(offset)
            """
        ) { row in
            ArtifactSummary(
                id: try row.id(0), key: row.optionalText(1), type: row.optionalText(2),
                description: row.optionalText(3), created: row.time(4), updated: row.time(5),
                flowRun: row.objectName(6), taskRun: row.objectName(8))
        }
        return Slice(found, limit: limit)
    }
}

extension ArtifactSearch {
    /// There are some thousands of keys at most, so each is looked at.
    fileprivate var condition: SQL {
        var conditions: [SQL] = []
        if let key { conditions.append(SQL.holds("artifact_collection.key", key)) }
        if let type { conditions.append("artifact.type = \(type)") }
        return .all(conditions)
    }
}

extension SQL {
    fileprivate static let runsOfArtifact: SQL = """
        LEFT JOIN flow_run ON flow_run.id = artifact.flow_run_id LEFT JOIN task_run ON task_run.id = artifact.task_run_id
        """
}
