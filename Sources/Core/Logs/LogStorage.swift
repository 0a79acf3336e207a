public import JSON

/// What can be asked about logs.
public protocol LogReading {
    /// Writes the log lines of a page one after another.
    func writeLogs(_ filter: LogFilter, sort: LogSort, page: Page, into writer: inout JSONWriter) throws
    /// The next lines of a flow run, oldest first, each with its place.
    func logs(ofFlowRun id: ID, after place: LogView.Position?, limit: Int) throws -> [(LogView.Position, Log)]
    /// Where a reader of the lines that arrive from now on begins.
    func logPlace() throws -> LogPlace
    /// The next lines that a filter lets through, in the order of their arrival. A page is bounded in rows and bytes.
    func logs(_ filter: LogFilter, from place: LogPlace) throws -> LogPage
}

/// What can be changed about logs.
public protocol LogWriting {
    /// Keeps lines in the order in which they are given; each has its own id.
    func insertLogs(_ logs: [(id: ID, log: Log)], at now: Timestamp) throws
}
