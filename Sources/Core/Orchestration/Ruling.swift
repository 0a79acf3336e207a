/// What a rule says of a transition.
public enum Verdict: Sendable, Equatable {
    /// Nothing against it.
    case pass
    /// Nothing against it, with the state changed in some way.
    case accept(State)
    /// Not this state, but another; without another the run stays where it is.
    case reject(State?, reason: String)
    /// Not yet: ask again after so many seconds.
    case wait(seconds: Int64, reason: String)
    /// Not at all, and the run's process is to end.
    case abort(reason: String)
}

/// A change to the run that a rule wants beside its verdict.
public enum RunChange: Sendable, Equatable {
    case runCount(Int64)
    /// The attempt of the flow run to which a task run belongs.
    case flowRunRunCount(Int64)
    case pauseKeys([String])
    case resuming(Bool)
    case retryType(String?)
    /// Later runs may take the state that is entered instead of running.
    case cache(key: String, expiration: Timestamp?)
}

/// A rule's answer.
public struct Ruling: Sendable, Equatable {
    public var verdict: Verdict
    /// Changes that later rules and the bookkeeping see already.
    public var changes: [RunChange]
    /// Changes that are made once the bookkeeping is done.
    public var afterwards: [RunChange]
    /// What is to happen to slots of limits.
    public var slots: [SlotChange]

    public init(
        _ verdict: Verdict, changes: [RunChange] = [], afterwards: [RunChange] = [], slots: [SlotChange] = []
    ) {
        self.verdict = verdict
        self.changes = changes
        self.afterwards = afterwards
        self.slots = slots
    }

    public static let pass = Ruling(.pass)
    public static func accept(_ state: State) -> Ruling { Ruling(.accept(state)) }
    public static func reject(_ state: State?, reason: String) -> Ruling { Ruling(.reject(state, reason: reason)) }
    public static func abort(_ reason: String) -> Ruling { Ruling(.abort(reason: reason)) }
}
