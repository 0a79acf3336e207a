extension Migration {
    /// What is known of the process in which a flow run runs.
    static let signsOfLife = Migration(
        name: "signs of life",
        script: """
            -- Only runs that are not over have a row, so that looking for dead ones costs what is under way.
            CREATE TABLE flow_run_life (
                flow_run_id BLOB NOT NULL PRIMARY KEY REFERENCES flow_run (id) ON DELETE CASCADE,
                -- When the last heartbeat arrived; NULL for a run that has sent none.
                last_heartbeat INTEGER,
                -- When that was by the clock of the run, and the longest time between two.
                heartbeat_occurred INTEGER,
                longest_pause INTEGER NOT NULL DEFAULT 0,
                -- The worker whose process the run is. No foreign keys: either may go at any time.
                work_pool_id BLOB,
                worker_name TEXT
            ) WITHOUT ROWID;
            CREATE INDEX flow_run_life_by_heartbeat ON flow_run_life (last_heartbeat) WHERE last_heartbeat IS NOT NULL;
            CREATE INDEX flow_run_life_by_worker ON flow_run_life (work_pool_id, worker_name)
                WHERE worker_name IS NOT NULL AND last_heartbeat IS NULL;

            -- What was known of a process says nothing of the next one, before which a run is pending.
            CREATE TRIGGER flow_run_life_over AFTER UPDATE OF state_type ON flow_run
                WHEN NEW.state_type IN ('PENDING', 'COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED')
            BEGIN
                DELETE FROM flow_run_life WHERE flow_run_id = NEW.id;
            END;
            """)
}
