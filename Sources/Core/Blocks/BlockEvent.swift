import JSON

/// The events that tell of block types and documents, such as `prefect.block-document.created`. They hold nothing secret.
public enum BlockEvent {
    public static func event(_ kind: ObjectChange, of type: BlockTypeFacts, at now: Timestamp) -> Event {
        Event(
            kind, about: "block-type", Event.resource("block-type", type.id, name: type.name), from: type.id,
            payload: [
                "name": .string(type.name), "slug": .string(type.slug),
                "logo_url": JSONValue(type.presentation.logoURL),
                "documentation_url": JSONValue(type.presentation.documentationURL),
                "description": JSONValue(type.presentation.description),
                "code_example": JSONValue(type.presentation.codeExample), "is_protected": .bool(type.isProtected),
            ], at: now)
    }

    public static func event(_ kind: ObjectChange, of document: BlockDocumentFacts, at now: Timestamp) -> Event {
        // Of the data only texts are told, masked where they are secret in part and left out where they are as a whole.
        let told = document.secrets.masking(document.data).members.filter { member in
            member.value.string != nil && !document.secrets.contains(member.key)
        }
        return Event(
            kind, about: "block-document",
            Event.resource("block-document", document.id, name: document.name), from: document.id,
            related: [
                Event.resource("block-type", document.typeID, name: document.typeName, role: "block-type"),
                Event.resource("block-schema", document.schemaID, role: "block-schema"),
            ],
            payload: [
                "name": .string(document.name), "data": .object(JSONObject(told)),
                "block_schema": [
                    "capabilities": .array(document.capabilities.map(JSONValue.string)),
                    "block_type": [
                        "id": .string(document.typeID.description), "name": .string(document.typeName),
                    ],
                ],
            ], at: now)
    }
}

extension JSONValue {
    /// A text, or null.
    fileprivate init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
}
