import Core
import JSON
import Testing

@Suite struct EventParsingTests {
    private static let start =
        #"{"id":"00000000-0000-4000-8000-000000000001","occurred":"2026-11-21T12:00:00Z","event":"e""#
    private let now = Timestamp(microseconds: 5)

    @Test func `what is left out has its default`() throws {
        let event = try Event(
            parsing: Array((Self.start + #","resource":{"prefect.resource.id":"r"}}"#).utf8), received: now)
        #expect(event.name == "e")
        #expect(event.resourceID == "r")
        #expect(event.related.isEmpty)
        #expect(event.payload.isEmpty)
        #expect(event.follows == nil)
        #expect(event.received == now)
    }

    @Test(arguments: [
        ("", "too early"), ("[]", "object"), (#"{"id":"x"}"#, "id:"),
        (start + "}", "resource:"),
        (start + #","resource":{"a":"b"}}"#, "prefect.resource.id"),
        (start + #","resource":{"prefect.resource.id":7}}"#, "resource:"),
        (start + #","resource":{"prefect.resource.id":"r"},"related":[{"prefect.resource.id":"x"}]}"#, "related.0"),
        (start + #","resource":{"prefect.resource.id":"r"},"payload":[]}"#, "payload:"),
        (start + #","resource":{"prefect.resource.id":"r"},"follows":"x"}"#, "follows:"),
    ])
    func `what is no event is refused with its place`(_ text: String, _ words: String) {
        #expect { try Event(parsing: Array(text.utf8), received: now) } throws: { "\($0)".contains(words) }
    }
}
