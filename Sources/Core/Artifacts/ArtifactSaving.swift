/// Makes and deletes artifacts, keeps what is the latest of each key, and tells of it.
public enum ArtifactSaving {
    public typealias Transaction = ArtifactReading & ArtifactWriting & EventWriting

    /// Adds an artifact; one with a key is the latest of it from now on.
    public static func create(_ artifact: Artifact, at now: Timestamp, in tx: any Transaction) throws {
        try tx.insertArtifact(artifact, at: now)
        guard let key = artifact.key else { return }
        if let known = try tx.artifactCollection(key: key) {
            try tx.setLatestArtifact(artifact.id, ofCollection: known.id, at: now)
            try tx.insertEvent(ArtifactEvent.event(.updated, of: known, showing: artifact, at: now))
        } else {
            let collection = ArtifactCollectionFacts(
                id: artifact.id.derived(for: 1, at: now), key: key, latestID: artifact.id)
            try tx.insertArtifactCollection(collection, at: now)
            try tx.insertEvent(ArtifactEvent.event(.created, of: collection, showing: artifact, at: now))
        }
    }

    /// Deletes an artifact; the one before it becomes the latest of the key. False when there is none.
    public static func delete(_ id: ID, at now: Timestamp, in tx: any Transaction) throws -> Bool {
        guard let artifact = try tx.artifact(id) else { return false }
        if let key = artifact.key, let collection = try tx.artifactCollection(key: key), collection.latestID == id {
            if let newest = try tx.newestArtifact(key: key, except: id), let latest = try tx.artifact(newest) {
                try tx.setLatestArtifact(newest, ofCollection: collection.id)
                try tx.insertEvent(ArtifactEvent.event(.updated, of: collection, showing: latest, at: now))
            } else {
                try tx.deleteArtifactCollection(collection.id)
                try tx.insertEvent(ArtifactEvent.event(.deleted, of: collection, showing: artifact, at: now))
            }
        }
        try tx.deleteArtifact(id)
        return true
    }
}
