/// What rules ask of the database.
public protocol OrchestrationReading {
    /// What the person who runs the server bounds.
    var bounds: Bounds { get }
    /// A flow run with its current state; nil when there is none.
    func flowRunFacts(_ id: ID) throws -> RunFacts?
    /// A task run with its current state; nil when there is none.
    func taskRunFacts(_ id: ID) throws -> RunFacts?
    /// The newest state kept under a cache key that has not expired.
    func cachedState(key: String, at now: Timestamp) throws -> State?
    /// True when a run has a state of exactly this moment.
    func hasState(of run: RunFacts, at moment: Timestamp) throws -> Bool
    /// The limits for the tags of a task run, by name. What the run itself holds does not count.
    func limits(ofTagsOfTaskRun id: ID, at now: Timestamp) throws -> [LimitFacts]
    /// How many runs of a deployment may be under way. What a run itself holds does not count. nil without a deployment.
    func runLimit(ofDeployment id: ID, except run: ID, at now: Timestamp) throws -> RunLimit?
    /// True until a lease has been ended.
    func hasLease(_ id: ID) throws -> Bool
}

/// What orchestration changes in the database.
public protocol OrchestrationWriting {
    /// Keeps what was decided: the state with the event that tells of it, and the run's row.
    func keep(_ decision: Decision, at now: Timestamp) throws
}
