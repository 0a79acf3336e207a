public import Core

extension SQLTransaction: LateRunReading {
    public func overdueFlowRuns(before cutoff: Timestamp, limit: Int) throws -> [OverdueRun] {
        // Only scheduled runs have a next start. Asking for their type as well would lead SQLite to an index on it, and so
        // to all runs that are scheduled, however far ahead.
        try connection.rows(
            """
            SELECT id, next_scheduled_start_time FROM flow_run
            WHERE state_name = 'Scheduled' AND next_scheduled_start_time <= \(cutoff)
            ORDER BY next_scheduled_start_time, id LIMIT \(limit)
            """
        ) { OverdueRun(id: try $0.id(0), time: $0.time(1)) }
    }
}
