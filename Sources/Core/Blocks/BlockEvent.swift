import JSON

/// The events that tell of block types and documents, such as `prefect.block-document.created`. They hold nothing secret.
public enum BlockEvent {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case created, updated, deleted
    }

    public static func event(_ kind: Kind, of type: BlockTypeFacts, at now: Timestamp) -> Event {
        Event(
            id: type.id.derived(for: purpose(kind, now), at: now), occurred: now, received: now,
            name: "prefect.block-type.\(kind.rawValue)",
            resource: [
                "prefect.resource.id": .string("prefect.block-type.\(type.id)"),
                "prefect.resource.name": .string(type.name),
            ],
            payload: [
                "name": .string(type.name), "slug": .string(type.slug),
                "logo_url": JSONValue(type.presentation.logoURL),
                "documentation_url": JSONValue(type.presentation.documentationURL),
                "description": JSONValue(type.presentation.description),
                "code_example": JSONValue(type.presentation.codeExample), "is_protected": .bool(type.isProtected),
            ])
    }

    public static func event(_ kind: Kind, of document: BlockDocumentFacts, at now: Timestamp) -> Event {
        // Of the data only texts are told, masked where they are secret in part and left out where they are as a whole.
        let told = document.secrets.masking(document.data).members.filter { member in
            member.value.string != nil && !document.secrets.contains(member.key)
        }
        return Event(
            id: document.id.derived(for: purpose(kind, now), at: now), occurred: now, received: now,
            name: "prefect.block-document.\(kind.rawValue)",
            resource: [
                "prefect.resource.id": .string("prefect.block-document.\(document.id)"),
                "prefect.resource.name": .string(document.name),
            ],
            related: [
                [
                    "prefect.resource.id": .string("prefect.block-type.\(document.typeID)"),
                    "prefect.resource.role": "block-type",
                    "prefect.resource.name": .string(document.typeName),
                ],
                [
                    "prefect.resource.id": .string("prefect.block-schema.\(document.schemaID)"),
                    "prefect.resource.role": "block-schema",
                ],
            ],
            payload: [
                "name": .string(document.name), "data": .object(JSONObject(told)),
                "block_schema": [
                    "capabilities": .array(document.capabilities.map(JSONValue.string)),
                    "block_type": [
                        "id": .string(document.typeID.description), "name": .string(document.typeName),
                    ],
                ],
            ])
    }

    /// The events of one kind differ by their moment.
    private static func purpose(_ kind: Kind, _ now: Timestamp) -> UInt64 {
        let number = Kind.allCases.firstIndex(of: kind) ?? 0
        return UInt64(bitPattern: now.microseconds) << 3 | UInt64(number)
    }
}

extension JSONValue {
    /// A text, or null.
    fileprivate init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
}
