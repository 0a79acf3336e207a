/// What can be kept of task runs that clients tell of.
public protocol TaskRunRecordWriting {
    /// Keeps a state of a task run, and makes it the current one when no later one is known. The run is made when it is
    /// new; one that stands for the same call of the task under another id gets the state.
    ///
    /// The result is the same in whatever order, and however often, the records of a run arrive. False, with nothing done,
    /// when the flow run does not exist.
    func record(_ record: TaskRunRecord, at now: Timestamp) throws -> Bool
}
