import Core
import JSON

/// The body of `POST /api/artifacts/`.
struct ArtifactCreateBody: Body {
    let artifact: Artifact

    init(from reader: inout BodyReader) {
        var artifact = Artifact(id: .none, key: reader.optional("key", .slug("Artifact key")))
        artifact.type = reader.optional("type", .string)
        artifact.description = reader.optional("description", .string)
        artifact.data = reader.optional("data", .any) ?? .null
        artifact.metadata = reader.optional("metadata_", .metadata)
        artifact.flowRunID = reader.optional("flow_run_id", .id)
        artifact.taskRunID = reader.optional("task_run_id", .id)
        self.artifact = artifact
    }
}

/// The body of `PATCH /api/artifacts/{id}`.
struct ArtifactUpdateBody: Body {
    let change: ArtifactChange

    init(from reader: inout BodyReader) {
        var change = ArtifactChange()
        change.data = reader.present("data", .any)
        change.description = reader.field("description", .string).nested
        change.metadata = reader.field("metadata_", .metadata).nested
        self.change = change
    }
}

extension Kind where Value == JSONObject {
    /// Texts by name, each cut where it is too long to be kept whole.
    fileprivate static var metadata: Kind {
        dictionary.map(fallback: JSONObject(), shape: .map(.text)) { object, _, location, problems in
            let before = problems.count
            let members = object.members.map { member in
                let place = location + [.string(member.key)]
                let text = Kind<String>.string.read(member.value, place, &problems) ?? ""
                return JSONObject.Member(key: member.key, value: .string(text.cut))
            }
            return problems.count == before ? JSONObject(members) : nil
        }
    }
}

extension String {
    fileprivate var cut: String {
        guard unicodeScalars.count > Artifact.longestMetadata else { return self }
        return String(unicodeScalars.prefix(Artifact.longestMetadata)) + "..."
    }
}
