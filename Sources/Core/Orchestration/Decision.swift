/// What came of a transition.
public struct Decision: Sendable, Equatable {
    /// How the answer to the client begins.
    public enum Status: Sendable, Equatable {
        case accepted
        case rejected(reason: String)
        case wait(seconds: Int64, reason: String)
        case aborted(reason: String)
    }

    public var status: Status
    /// The run as it was.
    public var before: RunFacts
    /// The run as it is to be, its new state included.
    public var run: RunFacts
    /// The state that is entered; nil when the run stays in the one it has.
    public var entered: State?
    /// What the entered state brought, beside what is kept with it.
    public var result: StateResult?
    /// The key under which the state is to be found by later runs.
    public var cacheKey: String?
    public var cacheExpiration: Timestamp?
    /// What happens to slots of limits, in this order.
    public var slotChanges: [SlotChange] = []

    /// The state of the run when all is done.
    public var state: State? { entered ?? before.state }
    /// True when there is something to keep.
    public var changesSomething: Bool { run != before || !slotChanges.isEmpty }
}
