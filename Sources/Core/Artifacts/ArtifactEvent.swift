import JSON

/// The events that tell of keys of artifacts, such as `prefect.artifact-collection.updated`.
public enum ArtifactEvent {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case created, updated, deleted
    }

    /// Tells of a key whose latest artifact is (or was, when it is gone) the given one.
    public static func event(
        _ kind: Kind, of collection: ArtifactCollectionFacts, showing artifact: Artifact, at now: Timestamp
    ) -> Event {
        let number = Kind.allCases.firstIndex(of: kind) ?? 0
        let purpose = UInt64(bitPattern: now.microseconds) << 3 | UInt64(number)
        let parts =
            [("artifact", "latest", artifact.id as ID?)] + [
                ("flow-run", "flow-run", artifact.flowRunID), ("task-run", "task-run", artifact.taskRunID),
            ]
        return Event(
            // Several artifacts of one key may come in one moment.
            id: artifact.id.derived(for: purpose, at: now), occurred: now, received: now,
            name: "prefect.artifact-collection.\(kind.rawValue)",
            resource: [
                "prefect.resource.id": .string("prefect.artifact-collection.\(collection.id)"),
                "prefect.resource.name": .string(collection.key),
            ],
            related: parts.compactMap { kind, role, id in
                id.map {
                    [
                        "prefect.resource.id": .string("prefect.\(kind).\($0)"),
                        "prefect.resource.role": .string(role),
                    ]
                }
            },
            payload: [
                "key": .string(collection.key), "type": artifact.type.map(JSONValue.string) ?? .null,
                "data": artifact.data, "description": artifact.description.map(JSONValue.string) ?? .null,
            ])
    }
}
