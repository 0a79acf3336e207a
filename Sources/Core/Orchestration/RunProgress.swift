/// The counts and times of a run that follow from the states it went through.
public struct RunProgress: Sendable, Equatable {
    /// How often the run began to run.
    public var runCount: Int64 = 0
    /// When the run was first meant to start.
    public var expectedStartTime: Timestamp?
    /// When the run is to start next; nil unless it is scheduled.
    public var nextScheduledStartTime: Timestamp?
    public var startTime: Timestamp?
    public var endTime: Timestamp?
    /// Time spent running, without the stretch that still lasts.
    public var totalRunTime: Interval = .zero

    public init() {}

    /// Notes that a state is entered after another. A flow run that resumes is not counted again.
    public mutating func enter(_ state: State, after previous: State?, isResuming: Bool = false) {
        if state.type == .running, startTime == nil { startTime = state.timestamp }
        noteEnd(state, after: previous)
        if let previous, previous.type == .running {
            totalRunTime = totalRunTime + (state.timestamp - previous.timestamp)
        }
        if expectedStartTime == nil {
            expectedStartTime = state.type == .scheduled ? state.details.scheduledTime : state.timestamp
        }
        if previous?.type == .scheduled { nextScheduledStartTime = nil }
        if state.type == .scheduled { nextScheduledStartTime = state.details.scheduledTime }
        if state.type == .running, !isResuming { runCount += 1 }
    }

    /// A run that leaves its end is not over any more; one that ends before it ran started and ended at once.
    private mutating func noteEnd(_ state: State, after previous: State?) {
        if previous?.type.isFinal == true, !state.type.isFinal { endTime = nil }
        guard state.type.isFinal, endTime == nil else { return }
        if startTime == nil { startTime = state.timestamp }
        endTime = state.timestamp
    }
}
