extension Migration {
    /// What lists of a span of time in the order of another time need, and the search in the names of runs.
    static let listsByTime = Migration(
        name: "lists by time",
        script: """
            \(odd("flow_run"))
            \(odd("task_run"))
            -- With the name, so that a search in names need not look at the runs themselves.
            DROP INDEX flow_run_by_expected_start;
            CREATE INDEX flow_run_by_expected_start ON flow_run (expected_start_time, id, name);
            -- With what never changes of a run, so that the runs of a flow are found by name without looking at all others.
            DROP INDEX flow_run_by_name;
            CREATE INDEX flow_run_by_name ON flow_run (name, id, flow_id, deployment_id);
            """)

    /// The indexes of the few runs whose times, or whose id, tell little of each other.
    private static func odd(_ run: String) -> String {
        let run = SQL(name: run)
        return """
            CREATE INDEX \(run.text)_of_far_times ON \(run.text) (id) WHERE \(SQL.hasFarTimes(run).text);
            CREATE INDEX \(run.text)_of_late_id ON \(run.text) (id) WHERE \(SQL.hasLateID(run).text);
            """
    }
}
