extension Migration {
    /// What lists and counts of a million runs need.
    static let largeLists = Migration(
        name: "large lists",
        script: """
            -- Runs that have not ended have their place in the order of ends too: SQLite takes NULL for the least.
            DROP INDEX flow_run_by_end;
            CREATE INDEX flow_run_by_end ON flow_run (end_time, id);
            DROP INDEX task_run_by_end;
            CREATE INDEX task_run_by_end ON task_run (end_time, id);
            CREATE INDEX flow_run_by_next_start ON flow_run (next_scheduled_start_time, id)
                WHERE next_scheduled_start_time IS NOT NULL;
            CREATE INDEX task_run_by_next_start ON task_run (next_scheduled_start_time, id)
                WHERE next_scheduled_start_time IS NOT NULL;
            CREATE INDEX flow_run_by_queue_name ON flow_run (work_queue_name) WHERE work_queue_name IS NOT NULL;

            -- How many runs are in each state. Runs without a state are not counted here.
            CREATE TABLE flow_run_tally (
                state_type TEXT NOT NULL,
                state_name TEXT NOT NULL,
                runs INTEGER NOT NULL,
                PRIMARY KEY (state_type, state_name)
            ) WITHOUT ROWID;
            CREATE TABLE task_run_tally (
                state_type TEXT NOT NULL,
                state_name TEXT NOT NULL,
                runs INTEGER NOT NULL,
                PRIMARY KEY (state_type, state_name)
            ) WITHOUT ROWID;
            INSERT INTO flow_run_tally SELECT state_type, coalesce(state_name, ''), count(*) FROM flow_run
                WHERE state_type IS NOT NULL GROUP BY 1, 2;
            INSERT INTO task_run_tally SELECT state_type, coalesce(state_name, ''), count(*) FROM task_run
                WHERE state_type IS NOT NULL GROUP BY 1, 2;
            \(counting("flow_run"))
            \(counting("task_run"))
            """)

    /// The triggers that keep the numbers of a table's states.
    private static func counting(_ run: String) -> String {
        let enter = """
            INSERT INTO \(run)_tally VALUES (NEW.state_type, coalesce(NEW.state_name, ''), 1)
                ON CONFLICT (state_type, state_name) DO UPDATE SET runs = runs + 1;
            """
        let leave = """
            UPDATE \(run)_tally SET runs = runs - 1
                WHERE state_type = OLD.state_type AND state_name = coalesce(OLD.state_name, '');
            DELETE FROM \(run)_tally
                WHERE state_type = OLD.state_type AND state_name = coalesce(OLD.state_name, '') AND runs = 0;
            """
        let changed = "OLD.state_type IS NOT NEW.state_type OR OLD.state_name IS NOT NEW.state_name"
        return """
            CREATE TRIGGER \(run)_is_counted AFTER INSERT ON \(run) WHEN NEW.state_type IS NOT NULL BEGIN \(enter) END;
            CREATE TRIGGER \(run)_is_gone AFTER DELETE ON \(run) WHEN OLD.state_type IS NOT NULL BEGIN \(leave) END;
            CREATE TRIGGER \(run)_leaves_state AFTER UPDATE OF state_type, state_name ON \(run)
                WHEN OLD.state_type IS NOT NULL AND (\(changed)) BEGIN \(leave) END;
            CREATE TRIGGER \(run)_enters_state AFTER UPDATE OF state_type, state_name ON \(run)
                WHEN NEW.state_type IS NOT NULL AND (\(changed)) BEGIN \(enter) END;
            """
    }
}
