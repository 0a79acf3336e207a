public import Core

extension SQLTransaction: LateRunReading {
    public func overdueFlowRuns(before cutoff: Timestamp, limit: Int) throws -> [OverdueRun] {
        try connection.rows(
            """
            SELECT id, next_scheduled_start_time FROM flow_run
            WHERE state_type = 'SCHEDULED' AND state_name = 'Scheduled' AND next_scheduled_start_time <= \(cutoff)
            ORDER BY next_scheduled_start_time, id LIMIT \(limit)
            """
        ) { OverdueRun(id: try $0.id(0), time: $0.time(1)) }
    }
}
