import JSON
import Testing

@testable import Core

@Suite struct BlockSecretsTests {
    private let data: JSONObject = [
        "password": "p", "none": nil, "map": ["a": "1", "b": ["c": 2, "d": nil], "e": []], "plain": ["x": "y"],
    ]

    private func secrets(_ fields: JSONValue...) -> BlockSecrets {
        BlockSecrets(fields: ["secret_fields": .array(fields)])
    }

    @Test func `secrets are masked wherever they are, whatever they are`() {
        let masked = secrets("password", "none", "map.*", "plain.z", "nothing.*").masking(data)
        #expect(
            masked == [
                "password": "********", "none": nil,
                "map": ["a": "********", "b": ["c": "********", "d": "********"], "e": "********"],
                "plain": ["x": "y"],
            ])
    }

    @Test func `a secret that comes back masked stays what it was`() {
        let sent: JSONObject = [
            "password": "********", "map": ["a": "********", "new": "********"], "plain": "********",
        ]
        let kept = secrets("password", "map.*").unmasking(sent, from: data)
        #expect(kept == ["password": "p", "map": ["a": "1", "new": "********"], "plain": "********"])
    }

    @Test func `fields that make no sense hide nothing and break nothing`() {
        #expect(BlockSecrets(fields: ["secret_fields": 7]).masking(data) == data)
        #expect(secrets(1, nil, ["x"]).masking(data) == data)
    }

    @Test func `an event tells no secret`() throws {
        let id = ID(high: 1, low: 2)
        let document = BlockDocumentFacts(
            id: id, name: "d", typeID: id, typeName: "T", schemaID: id, capabilities: ["c"],
            secrets: secrets("password", "star.*"), isAnonymous: false,
            data: ["password": "hidden", "star": "hidden", "map": ["a": "deep"], "number": 7, "text": "shown"])
        let event = BlockEvent.event(.created, of: document, at: .earliest)
        #expect(event.payload["data"] == ["star": "********", "text": "shown"])
        #expect(!JSONValue.object(event.payload).text.contains("hidden"))
    }
}
