public import JSON

/// The events that tell of flow runs changing their state, such as `prefect.flow-run.Completed`.
public enum FlowRunEvent {
    /// What has a part in a flow run: its flow, its deployment, where it waited, the task run that called it.
    public struct Part: Sendable, Equatable {
        /// Such as `flow` or `work-pool`; also the part it plays.
        public var kind: String
        public var id: ID
        public var name: String
        public var tags: [String]
        /// Of a work pool.
        public var type: String?

        public init(kind: String, id: ID, name: String, tags: [String] = [], type: String? = nil) {
            self.kind = kind
            self.id = id
            self.name = name
            self.tags = tags
            self.type = type
        }
    }

    /// The run as far as its events speak of it.
    public struct Subject: Sendable, Equatable {
        public var id: ID
        public var name: String
        public var tags: [String]
        public var runCount: Int64
        /// In the order in which they are told: flow, deployment, work queue, work pool, parent task run.
        public var parts: [Part]
        public var createdBy: JSONObject?

        public init(id: ID, name: String, tags: [String], runCount: Int64, parts: [Part], createdBy: JSONObject? = nil)
        {
            self.id = id
            self.name = name
            self.tags = tags
            self.runCount = runCount
            self.parts = parts
            self.createdBy = createdBy
        }
    }

    /// Messages longer than this lose their middle, so that an event stays small.
    private static let messageLimit = 100_000
    /// Two states within this time of one another are told as following one another.
    private static let closeTogether = Interval.minutes(5)

    /// Tells that a run entered a state. The event has the state's id.
    public static func entered(_ state: State, after previous: State?, by run: Subject, at now: Timestamp) -> Event {
        let follows = previous.flatMap { previous -> ID? in
            let gap = state.timestamp - previous.timestamp
            return abs(gap.microseconds) < closeTogether.microseconds ? previous.id : nil
        }
        return Event(
            id: state.id, occurred: state.timestamp, received: now, name: "prefect.flow-run.\(state.name)",
            resource: Event.resource("flow-run", run.id, name: run.name).merging([
                "prefect.run-count": .string("\(run.runCount)"),
                "prefect.state-message": .string(shortened(state.message ?? "")),
                "prefect.state-name": .string(state.name),
                "prefect.state-timestamp": .string(state.timestamp.pythonText),
                "prefect.state-type": .string(state.type.rawValue),
            ]),
            related: related(to: run),
            payload: [
                "intended": [
                    "from": previous.map { .string($0.type.rawValue) } ?? nil,
                    "to": .string(state.type.rawValue),
                ],
                "initial_state": previous.map(payload) ?? nil,
                "validated_state": payload(state),
            ],
            follows: follows)
    }

    private static func related(to run: Subject) -> [JSONObject] {
        var related = run.parts.map { part in
            var resource = Event.resource(part.kind, part.id, name: part.name, role: part.kind)
            if let type = part.type { resource["prefect.\(part.kind).type"] = .string(type) }
            return resource
        }
        for tag in Set(run.parts.flatMap(\.tags) + run.tags).sorted() {
            related.append(Event.resource("tag", tag, role: "tag"))
        }
        if let creator = creator(of: run) { related.append(creator) }
        return related
    }

    /// Deployments and automations that made the run are told as its creators.
    private static func creator(of run: Subject) -> JSONObject? {
        guard let type = run.createdBy?["type"]?.string, let id = run.createdBy?["id"]?.string,
            let kind = ["DEPLOYMENT": "deployment", "AUTOMATION": "automation"][type]
        else { return nil }
        let name = run.createdBy?["display_value"]?.string ?? ""
        return Event.resource(kind, id, name: name.isEmpty ? nil : name, role: "creator")
    }

    private static func payload(_ state: State) -> JSONValue {
        var members: JSONObject = ["type": .string(state.type.rawValue), "name": .string(state.name)]
        if let message = state.message, !message.isEmpty { members["message"] = .string(shortened(message)) }
        if state.type == .paused {
            members["pause_reschedule"] = .string(state.details.pauseReschedule ? "true" : "false")
        }
        return .object(members)
    }

    /// A long text with a note of how much was left out in its middle.
    private static func shortened(_ text: String) -> String {
        let count = text.unicodeScalars.count
        guard count > messageLimit else { return text }
        let half = messageLimit / 2
        let note = "...\(count - 2 * half) additional characters..."
        guard 2 * half + note.utf8.count < count else { return text }
        return String(text.unicodeScalars.prefix(half)) + note + String(text.unicodeScalars.suffix(half))
    }
}

extension Timestamp {
    /// As Python's `isoformat` prints it: with `+00:00` for the zone.
    fileprivate var pythonText: String { description.dropLast() + "+00:00" }
}
