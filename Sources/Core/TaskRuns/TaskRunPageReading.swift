/// What pages ask of task runs.
public protocol TaskRunPageReading {
    /// The task runs of a flow run in the order of their start.
    func taskRuns(ofFlowRun id: ID, offset: Int, limit: Int) throws -> Slice<TaskRunSummary>

    /// How many task runs a flow run has, counted up to a bound.
    func countTaskRuns(ofFlowRun id: ID, bound: Int) throws -> BoundedCount

    func taskRunDetail(_ id: ID) throws -> TaskRunDetail?

    /// The history of a run, oldest first, at most `limit`, the newest ones.
    func taskRunStates(_ id: ID, limit: Int) throws -> Slice<StateRecord>
}
