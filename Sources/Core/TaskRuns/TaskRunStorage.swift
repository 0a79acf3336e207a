public import JSON

/// What can be asked about task runs.
public protocol TaskRunReading {
    /// Writes a task run as an object. False, with nothing written, when there is none.
    func writeTaskRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool
    /// Writes the task runs of a page one after another.
    func writeTaskRuns(
        _ query: RunQuery, sort: TaskRunSort, page: Page, at now: Timestamp, into writer: inout JSONWriter) throws
    func countTaskRuns(_ query: RunQuery) throws -> Int
}

/// What can be changed about task runs, their states aside.
public protocol TaskRunWriting {
    /// Gives a task run another name. False when there is no such run.
    func updateTaskRun(_ id: ID, name: String?, at now: Timestamp) throws -> Bool
    /// Deletes a task run with its states and logs. False when there is no such run.
    func deleteTaskRun(_ id: ID) throws -> Bool
}
