extension Migration {
    /// Inputs of flow runs, and what the services that end pauses and cancel children look runs up by.
    static let runInputs = Migration(
        name: "run inputs",
        script: """
            CREATE TABLE flow_run_input (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                flow_run_id BLOB NOT NULL REFERENCES flow_run (id) ON DELETE CASCADE,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                sender TEXT,
                UNIQUE (flow_run_id, key)
            );
            CREATE INDEX flow_run_input_by_arrival ON flow_run_input (flow_run_id, created);

            -- When the pause that a run is in has lasted too long; NULL for a run that is not paused, or for good.
            ALTER TABLE flow_run ADD COLUMN pause_timeout INTEGER;
            UPDATE flow_run SET pause_timeout = (
                SELECT CAST(round((julianday(json_extract(state.details, '$.pause_timeout')) - 2440587.5) * 86400.0) AS INTEGER)
                    * 1000000
                FROM flow_run_state AS state WHERE state.id = flow_run.state_id)
            WHERE state_type = 'PAUSED';
            CREATE INDEX flow_run_by_pause_timeout ON flow_run (pause_timeout, id) WHERE pause_timeout IS NOT NULL;

            -- What a flow runs next.
            CREATE INDEX flow_run_next_of_flow ON flow_run (flow_id, next_scheduled_start_time, id)
                WHERE state_type = 'SCHEDULED';

            CREATE INDEX flow_run_cancelled ON flow_run (end_time, id) WHERE state_type = 'CANCELLED';
            CREATE INDEX flow_run_unfinished_subflow ON flow_run (parent_task_run_id) WHERE parent_task_run_id IS NOT NULL
                AND state_type IN ('SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING');
            CREATE INDEX task_run_unfinished ON task_run (flow_run_id) WHERE flow_run_id IS NOT NULL
                AND state_type IN ('SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING');
            """)
}
