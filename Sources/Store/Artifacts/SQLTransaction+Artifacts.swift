public import Core
public import JSON

extension WirePlan {
    static let artifact = WirePlan(WireTable(wire: Artifact.wire, name: "artifact"))
    static let latestArtifact = WirePlan(.collection(Artifact.latestWire))
    static let artifactCollection = WirePlan(.collection(ArtifactCollection.wire))
}

extension WireTable {
    fileprivate static func collection(_ wire: WireObject) -> WireTable {
        WireTable(wire: wire, name: "artifact_collection", joins: [.latestArtifact: .latestArtifact])
    }
}

extension SQLTransaction: ArtifactReading {
    public func writeArtifact(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.artifact, "WHERE artifact.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeLatestArtifact(key: String, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.latestArtifact, "WHERE artifact_collection.key = \(key)", at: .earliest, into: &writer)
    }

    public func writeArtifacts(
        _ query: ArtifactQuery, sort: ArtifactSort, page: Page, into writer: inout JSONWriter
    ) throws {
        let condition = SQL.all(SQL.artifactConditions(query, in: "artifact"))
        let order = SQL.order(sort, in: "artifact")
        try writeRows(
            .artifact, "WHERE \(condition) ORDER BY \(order) \(SQL.page(page))", at: .earliest, into: &writer)
    }

    public func writeLatestArtifacts(
        _ query: ArtifactQuery, sort: ArtifactSort, page: Page, into writer: inout JSONWriter
    ) throws {
        let condition = SQL.all(SQL.artifactConditions(query, in: "latestArtifact"))
        let order = SQL.order(sort, in: "artifact_collection")
        try writeRows(
            .artifactCollection, "WHERE \(condition) ORDER BY \(order) \(SQL.page(page))", at: .earliest,
            into: &writer)
    }

    public func countArtifacts(_ query: ArtifactQuery) throws -> Int {
        let condition = SQL.all(SQL.artifactConditions(query, in: "artifact"))
        return try connection.count("SELECT count(*) FROM artifact WHERE \(condition)")
    }

    public func countLatestArtifacts(_ query: ArtifactQuery) throws -> Int {
        let condition = SQL.all(SQL.artifactConditions(query, in: "latestArtifact"))
        return try connection.count(
            "SELECT count(*) FROM artifact_collection \(SQL.latestArtifact) WHERE \(condition)")
    }

    public func artifact(_ id: ID) throws -> Artifact? {
        try connection.first(
            """
            SELECT key, type, description, data, metadata, flow_run_id, task_run_id FROM artifact WHERE id = \(id)
            """
        ) { row in
            Artifact(
                id: id, key: row.optionalText(0), type: row.optionalText(1), description: row.optionalText(2),
                data: try row.optionalJSON(3) ?? .null, metadata: try row.optionalJSON(4)?.object,
                flowRunID: row.optionalID(5), taskRunID: row.optionalID(6))
        }
    }

    public func newestArtifact(key: String, except id: ID) throws -> ID? {
        // Of one moment, the last one added.
        try connection.first(
            "SELECT id FROM artifact WHERE key = \(key) AND id <> \(id) ORDER BY created DESC, rowid DESC LIMIT 1"
        ) { try $0.id(0) }
    }

    public func artifactCollection(key: String) throws -> ArtifactCollectionFacts? {
        try connection.first("SELECT id, latest_id FROM artifact_collection WHERE key = \(key)") {
            ArtifactCollectionFacts(id: try $0.id(0), key: key, latestID: try $0.id(1))
        }
    }
}

extension SQL {
    static let latestArtifact: SQL =
        "JOIN artifact AS latestArtifact ON latestArtifact.id = artifact_collection.latest_id"

    /// Every order ends in the id, so that pages neither repeat nor lose an artifact.
    fileprivate static func order(_ sort: ArtifactSort, in table: SQL) -> SQL {
        switch sort {
        case .createdDescending: "\(table).created DESC, \(table).id DESC"
        case .updatedDescending: "\(table).updated DESC, \(table).id DESC"
        case .idDescending: "\(table).id DESC"
        case .keyDescending: "\(table).key DESC, \(table).id DESC"
        case .keyAscending: "\(table).key, \(table).id"
        }
    }
}
