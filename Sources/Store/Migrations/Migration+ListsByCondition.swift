extension Migration {
    /// What lists of the runs of a condition need, in the order of any time: the runs as they are expected to start.
    static let listsByCondition = Migration(
        name: "lists by condition",
        script: """
            -- Few at any moment: a run leaves it when it starts.
            CREATE INDEX flow_run_not_started ON flow_run (expected_start_time) WHERE start_time IS NULL;
            CREATE INDEX flow_run_called ON flow_run (expected_start_time) WHERE parent_task_run_id IS NOT NULL;
            DROP INDEX flow_run_by_queue_name;
            CREATE INDEX flow_run_by_queue_name ON flow_run (work_queue_name, expected_start_time)
                WHERE work_queue_name IS NOT NULL;
            """)
}
