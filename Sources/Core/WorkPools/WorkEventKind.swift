/// What happened to a work pool or a work queue, as the last word of an event's name.
public enum WorkEventKind: String, Sendable, CaseIterable {
    case created, updated, deleted, ready, paused
    case notReady = "not-ready"

    /// That the status is now this.
    public init(_ status: WorkStatus) {
        switch status {
        case .ready: self = .ready
        case .notReady: self = .notReady
        case .paused: self = .paused
        }
    }
}
