import Core

/// How many runs hold a slot; NULL where there is no limit.
extension SQL {
    static let slotsOfPool: SQL = "CASE WHEN work_pool.concurrency_limit IS NOT NULL THEN (\(activeRunsOfPool)) END"

    static let slotsOfPoolQueue: SQL = """
        CASE WHEN work_queue.concurrency_limit IS NOT NULL THEN (\(activeRunsOfQueue)) END
        """

    /// Runs of a row of `work_pool` that are pending or running.
    static let activeRunsOfPool: SQL = """
        SELECT count(*) FROM work_queue AS q JOIN flow_run AS r ON r.work_queue_id = q.id
        WHERE q.work_pool_id = work_pool.id AND \(holdsSlot("r"))
        """

    /// Runs of a row of `work_queue` that are pending or running.
    static let activeRunsOfQueue: SQL = """
        SELECT count(*) FROM flow_run AS r
        WHERE r.work_queue_id = work_queue.id AND \(holdsSlot("r"))
        """

    static let slotsOfAgentQueue: SQL = """
        CASE WHEN work_queue.concurrency_limit IS NULL THEN NULL
            WHEN work_queue.filter IS NULL THEN (
                SELECT count(*) FROM flow_run AS r
                WHERE r.work_queue_id = work_queue.id AND \(isUnderWay("r")))
            ELSE (
                SELECT count(*) FROM flow_run AS r
                WHERE r.state_type IN ('PENDING', 'RUNNING') AND r.deployment_id IS NOT NULL
                    AND (coalesce(json_array_length(work_queue.filter, '$.deployment_ids'), 0) = 0
                        OR r.deployment_id IN (
                            SELECT id_of(value) FROM json_each(work_queue.filter, '$.deployment_ids')))
                    AND NOT EXISTS (
                        SELECT 1 FROM json_each(work_queue.filter, '$.tags') AS t
                        WHERE t.type = 'text' AND NOT EXISTS (
                            SELECT 1 FROM flow_run_tag AS g WHERE g.flow_run_id = r.id AND g.tag = t.value))) END
        """
}
