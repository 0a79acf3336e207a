public import JSON

/// What can be asked about logs.
public protocol LogReading {
    /// Writes the log lines of a page one after another.
    func writeLogs(_ filter: LogFilter, sort: LogSort, page: Page, into writer: inout JSONWriter) throws
}

/// What can be changed about logs.
public protocol LogWriting {
    /// Keeps lines in the order in which they are given; each has its own id.
    func insertLogs(_ logs: [(id: ID, log: Log)], at now: Timestamp) throws
}
