import JSON

/// The events that tell of keys of artifacts, such as `prefect.artifact-collection.updated`.
public enum ArtifactEvent {
    /// Tells of a key whose latest artifact is (or was, when it is gone) the given one.
    public static func event(
        _ kind: ObjectChange, of collection: ArtifactCollectionFacts, showing artifact: Artifact, at now: Timestamp
    ) -> Event {
        let parts =
            [("artifact", "latest", artifact.id as ID?)] + [
                ("flow-run", "flow-run", artifact.flowRunID), ("task-run", "task-run", artifact.taskRunID),
            ]
        return Event(
            kind, about: "artifact-collection",
            Event.resource("artifact-collection", collection.id, name: collection.key),
            // Several artifacts of one key may come in one moment.
            from: artifact.id,
            related: parts.compactMap { kind, role, id in id.map { Event.resource(kind, $0, role: role) } },
            payload: [
                "key": .string(collection.key), "type": artifact.type.map(JSONValue.string) ?? .null,
                "data": artifact.data, "description": artifact.description.map(JSONValue.string) ?? .null,
            ], at: now)
    }
}
