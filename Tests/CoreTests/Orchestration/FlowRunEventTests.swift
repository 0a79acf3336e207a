import JSON
import Testing

@testable import Core

@Suite struct FlowRunEventTests {
    private let subject = FlowRunEvent.Subject(
        id: Given.id(2), name: "quiet-heron", tags: ["t", "a"], runCount: 3,
        parts: [.init(kind: "flow", id: Given.id(3), name: "etl", tags: ["b", "a"])],
        createdBy: ["id": "x", "type": "DEPLOYMENT", "display_value": "nightly"])

    @Test func `tells which state was entered, by whom, with what has a part in it`() {
        var state = Given.state(.paused, "Suspended")
        state.id = Given.id(9)
        state.message = "later"
        let event = FlowRunEvent.entered(
            state, after: Given.state(.running, at: Given.now - .minutes(1)), by: subject, at: Given.now)
        #expect(event.id == state.id)
        #expect(event.name == "prefect.flow-run.Suspended")
        #expect(event.resourceID == "prefect.flow-run.\(Given.id(2))")
        #expect(event.resource["prefect.run-count"] == "3")
        #expect(event.resource["prefect.state-timestamp"] == "2027-01-15T08:00:00+00:00")
        #expect(
            event.related.map { $0["prefect.resource.id"]?.string ?? "" } == [
                "prefect.flow.\(Given.id(3))", "prefect.tag.a", "prefect.tag.b", "prefect.tag.t",
                "prefect.deployment.x",
            ])
        #expect(
            event.payload == [
                "intended": ["from": "RUNNING", "to": "PAUSED"],
                "initial_state": ["type": "RUNNING", "name": "Running"],
                "validated_state": [
                    "type": "PAUSED", "name": "Suspended", "message": "later", "pause_reschedule": "false",
                ],
            ])
        #expect(event.follows == Given.id(1))
    }

    @Test func `follows nothing when the state before is long past, or there was none`() {
        let state = Given.state(.running)
        let old = Given.state(.pending, at: Given.now - .minutes(5))
        #expect(FlowRunEvent.entered(state, after: old, by: subject, at: Given.now).follows == nil)
        let first = FlowRunEvent.entered(state, after: nil, by: subject, at: Given.now)
        #expect(first.follows == nil)
        #expect(first.payload["initial_state"] == .null)
    }

    @Test func `a message that is too long loses its middle`() throws {
        var state = Given.state(.failed)
        state.message = String(repeating: "x", count: 100_100)
        let event = FlowRunEvent.entered(state, after: nil, by: subject, at: Given.now)
        let shown = try #require(event.resource["prefect.state-message"]?.string)
        #expect(shown.count == 100_000 + "...100 additional characters...".count)
    }
}
