/// A run on its way from one state to another, as a rule sees it: with what earlier rules have left.
public struct Transition: Sendable {
    /// The run, with the changes that earlier rules want.
    public internal(set) var run: RunFacts
    /// The state that is to be entered; nil once a rule has decided that none is.
    public internal(set) var proposed: State?
    /// What was asked for.
    public let intended: StateType
    public let now: Timestamp
    /// A number drawn for this transition.
    public let chance: UInt64
    /// The version of the client that asks; nil when it does not say.
    public let client: ClientVersion?

    public init(
        run: RunFacts, proposed: State, now: Timestamp, chance: UInt64 = 0, client: ClientVersion? = nil
    ) {
        self.run = run
        self.proposed = proposed
        intended = proposed.type
        self.now = now
        self.chance = chance
        self.client = client
    }

    /// The state that the run is in.
    public var initial: State? { run.state }
}
