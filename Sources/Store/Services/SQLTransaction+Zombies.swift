public import Core

extension SQLTransaction: ZombieReading {
    public func zombies(_ question: ZombieQuestion, limit: Int) throws -> [Zombie] {
        let silent = try question.cutoff(question.patience.heartbeats).map { cutoff in
            try connection.rows(SQL.silentRuns(before: cutoff, question, limit: limit)) {
                Zombie(run: ObjectName(id: try $0.id(0), name: $0.text(1)), sign: .silence(since: $0.time(2)))
            }
        }
        let left = try question.cutoff(question.patience.workers).map { cutoff in
            try connection.rows(SQL.runsOfWorkersGone(before: cutoff, at: question.now, limit: limit)) {
                Zombie(
                    run: ObjectName(id: try $0.id(0), name: $0.text(1)),
                    sign: .workerGone(worker: $0.text(2), pool: $0.text(3), since: $0.time(4)))
            }
        }
        return Array(((silent ?? []) + (left ?? [])).prefix(limit))
    }

    public func subflowRunsInProcess(of flowRun: ID, limit: Int) throws -> [ID] {
        try connection.rows(
            """
            SELECT sub.id FROM task_run AS task INDEXED BY task_run_unfinished
            CROSS JOIN flow_run AS sub INDEXED BY flow_run_unfinished_subflow ON sub.parent_task_run_id = task.id
            WHERE task.flow_run_id = \(flowRun) AND task.state_type IN \(SQL.unfinished)
                AND sub.parent_task_run_id IS NOT NULL AND sub.state_type IN \(SQL.unfinished)
                AND sub.deployment_id IS NULL
            LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    public func taskRunsInProcess(of flowRun: ID, limit: Int) throws -> [ID] {
        try connection.rows(
            """
            SELECT task.id FROM task_run AS task INDEXED BY task_run_unfinished
            WHERE task.flow_run_id = \(flowRun) AND task.state_type IN \(SQL.unfinished)
                AND NOT EXISTS (
                    SELECT 1 FROM task_run_state AS state
                    WHERE state.task_run_id = task.id AND state.details ->> '$.deferred')
                AND NOT EXISTS (
                    SELECT 1 FROM flow_run AS sub INDEXED BY flow_run_unfinished_subflow
                    WHERE sub.parent_task_run_id = task.id AND sub.parent_task_run_id IS NOT NULL
                        AND sub.state_type IN \(SQL.unfinished))
            LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }
}

extension SQLTransaction: SignOfLifeWriting {
    public func keep(_ sign: SignOfLife) throws {
        switch sign {
        case .heartbeat(let run, let occurred, let received):
            // Heartbeats may arrive late and in any order; only the clock of the run tells how far they are apart.
            try connection.run(
                """
                INSERT INTO flow_run_life (flow_run_id, last_heartbeat, heartbeat_occurred)
                SELECT id, \(received), \(occurred) FROM flow_run WHERE id = \(run) AND state_type IN \(SQL.unfinished)
                ON CONFLICT (flow_run_id) DO UPDATE SET
                    last_heartbeat = max(excluded.last_heartbeat, coalesce(last_heartbeat, 0)),
                    longest_pause = max(longest_pause,
                        coalesce(excluded.heartbeat_occurred - heartbeat_occurred, 0)),
                    heartbeat_occurred = max(excluded.heartbeat_occurred, coalesce(heartbeat_occurred, 0))
                """)
        case .submitted(let run, let worker, let pool):
            try connection.run(
                """
                INSERT INTO flow_run_life (flow_run_id, work_pool_id, worker_name)
                SELECT id, \(pool), \(worker) FROM flow_run WHERE id = \(run) AND state_type IN \(SQL.unfinished)
                ON CONFLICT (flow_run_id) DO UPDATE SET
                    work_pool_id = excluded.work_pool_id, worker_name = excluded.worker_name
                """)
        }
    }
}

extension SQL {
    // As in the partial indexes, so that SQLite sees that these serve.
    fileprivate static let unfinished: SQL = "('SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING')"

    /// Running runs that sent heartbeats and none since a moment, nor since longer than they are used to pause.
    static func silentRuns(before cutoff: Timestamp, _ question: ZombieQuestion, limit: Int) -> SQL {
        """
        SELECT run.id, run.name, life.last_heartbeat
        FROM flow_run_life AS life INDEXED BY flow_run_life_by_heartbeat
        CROSS JOIN flow_run AS run ON run.id = life.flow_run_id
        WHERE life.last_heartbeat <= \(cutoff)
            AND life.longest_pause * \(ZombiePatience.pausesMissed)
                <= \(question.now) - max(life.last_heartbeat, \(question.listeningSince))
            AND \(isQuiet(since: cutoff))
        ORDER BY life.last_heartbeat LIMIT \(limit)
        """
    }

    /// Running runs that never sent a heartbeat and were a process of a worker that was last heard of before a moment.
    static func runsOfWorkersGone(before cutoff: Timestamp, at now: Timestamp, limit: Int) -> SQL {
        """
        SELECT run.id, run.name, worker.name, work_pool.name, worker.last_heartbeat_time
        FROM flow_run_life AS life INDEXED BY flow_run_life_by_worker
        CROSS JOIN worker ON worker.work_pool_id = life.work_pool_id AND worker.name = life.worker_name
        CROSS JOIN work_pool ON work_pool.id = life.work_pool_id
        CROSS JOIN flow_run AS run ON run.id = life.flow_run_id
        WHERE life.worker_name IS NOT NULL AND life.last_heartbeat IS NULL AND work_pool.type = 'process'
            AND worker.last_heartbeat_time <= \(cutoff) AND NOT (\(workerIsOnline(at: now)))
            AND \(isQuiet(since: cutoff))
        LIMIT \(limit)
        """
    }

    /// Whether nothing has been heard since a moment of the running run whose row goes by `run`.
    private static func isQuiet(since cutoff: Timestamp) -> SQL {
        """
        run.state_type = 'RUNNING' AND run.state_timestamp <= \(cutoff)
            AND coalesce((SELECT created FROM log WHERE flow_run_id = run.id ORDER BY timestamp DESC LIMIT 1), 0)
                <= \(cutoff)
            AND NOT EXISTS (SELECT 1 FROM task_run WHERE task_run.flow_run_id = run.id AND task_run.updated > \(cutoff))
            AND NOT EXISTS (
                SELECT 1 FROM task_run AS task INDEXED BY task_run_unfinished
                CROSS JOIN flow_run AS sub ON sub.parent_task_run_id = task.id AND sub.deployment_id IS NULL
                CROSS JOIN flow_run_life AS own ON own.flow_run_id = sub.id
                WHERE task.flow_run_id = run.id AND task.state_type IN \(unfinished) AND own.last_heartbeat > \(cutoff))
        """
    }
}
