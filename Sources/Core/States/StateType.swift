/// What kind of state a run is in. The names are those of the wire.
public enum StateType: String, Sendable, CaseIterable {
    case scheduled = "SCHEDULED"
    case pending = "PENDING"
    case running = "RUNNING"
    case completed = "COMPLETED"
    case failed = "FAILED"
    case cancelled = "CANCELLED"
    case crashed = "CRASHED"
    case paused = "PAUSED"
    case cancelling = "CANCELLING"

    /// A run in such a state is over.
    public var isFinal: Bool {
        switch self {
        case .completed, .failed, .cancelled, .crashed: true
        case .scheduled, .pending, .running, .paused, .cancelling: false
        }
    }

    /// The name of a state of this type that was given none.
    public var defaultName: String { rawValue.prefix(1) + rawValue.dropFirst().lowercased() }
}
