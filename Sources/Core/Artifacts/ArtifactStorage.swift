public import JSON

/// What can be asked about artifacts.
public protocol ArtifactReading {
    /// Writes an artifact as an object. False, with nothing written, when there is none.
    func writeArtifact(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    /// Writes the latest artifact of a key.
    func writeLatestArtifact(key: String, into writer: inout JSONWriter) throws -> Bool
    /// Writes the artifacts of a page one after another.
    func writeArtifacts(_ query: ArtifactQuery, sort: ArtifactSort, page: Page, into writer: inout JSONWriter) throws
    /// Writes the latest artifact of each key.
    func writeLatestArtifacts(
        _ query: ArtifactQuery, sort: ArtifactSort, page: Page, into writer: inout JSONWriter) throws
    func countArtifacts(_ query: ArtifactQuery) throws -> Int
    func countLatestArtifacts(_ query: ArtifactQuery) throws -> Int
    func artifact(_ id: ID) throws -> Artifact?
    /// The artifact of a key that was made last, one of them left out.
    func newestArtifact(key: String, except id: ID) throws -> ID?
    /// The row that stands for a key; nil when no artifact has it.
    func artifactCollection(key: String) throws -> ArtifactCollectionFacts?
}

/// What can be changed about artifacts.
public protocol ArtifactWriting {
    func insertArtifact(_ artifact: Artifact, at now: Timestamp) throws
    /// Changes an artifact, and notes the moment in its key where it is the latest. False when there is none.
    func updateArtifact(_ id: ID, _ change: ArtifactChange, at now: Timestamp) throws -> Bool
    /// Deletes an artifact that is not the latest of its key.
    func deleteArtifact(_ id: ID) throws
    func insertArtifactCollection(_ collection: ArtifactCollectionFacts, at now: Timestamp) throws
    /// Makes another artifact the latest of a key, as if it had been since it was made.
    func setLatestArtifact(_ id: ID, ofCollection collection: ID) throws
    /// Makes a new artifact the latest of a key.
    func setLatestArtifact(_ id: ID, ofCollection collection: ID, at now: Timestamp) throws
    func deleteArtifactCollection(_ id: ID) throws
}

/// What stands for a key.
public struct ArtifactCollectionFacts: Sendable, Equatable {
    public var id: ID
    public var key: String
    public var latestID: ID

    public init(id: ID, key: String, latestID: ID) {
        self.id = id
        self.key = key
        self.latestID = latestID
    }
}
