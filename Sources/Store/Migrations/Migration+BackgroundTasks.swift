extension Migration {
    /// Background task runs that wait for a worker, and the workers that wait for them.
    static let backgroundTasks = Migration(
        name: "background tasks",
        script: """
            -- One row a connection; all go when the server starts.
            CREATE TABLE task_worker (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                name TEXT NOT NULL
            );
            CREATE TABLE task_worker_key (
                task_key TEXT NOT NULL,
                task_worker_id BLOB NOT NULL REFERENCES task_worker (id) ON DELETE CASCADE,
                PRIMARY KEY (task_key, task_worker_id)
            ) WITHOUT ROWID;
            CREATE INDEX task_worker_key_by_worker ON task_worker_key (task_worker_id);

            CREATE TABLE waiting_task_run (
                -- The order in which they are given to workers.
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                task_run_id BLOB NOT NULL UNIQUE REFERENCES task_run (id) ON DELETE CASCADE,
                task_key TEXT NOT NULL,
                -- The worker that has it and did not acknowledge it yet.
                task_worker_id BLOB REFERENCES task_worker (id) ON DELETE SET NULL
            );
            CREATE INDEX waiting_task_run_free ON waiting_task_run (task_key, sequence) WHERE task_worker_id IS NULL;
            CREATE INDEX waiting_task_run_by_worker ON waiting_task_run (task_worker_id) WHERE task_worker_id IS NOT NULL;

            INSERT INTO waiting_task_run (task_run_id, task_key)
            SELECT run.id, run.task_key FROM task_run AS run JOIN task_run_state AS state ON state.id = run.state_id
            WHERE run.state_type = 'SCHEDULED' AND json_extract(state.details, '$.deferred')
            ORDER BY run.expected_start_time;
            """)
}
