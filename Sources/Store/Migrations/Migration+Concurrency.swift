extension Migration {
    /// What takes up slots of limits, and what limits learn from it.
    static let concurrency = Migration(
        name: "concurrency",
        script: """
            -- Slots that are taken are counted, never kept as a number that could drift.
            ALTER TABLE concurrency_limit DROP COLUMN active_slots;
            -- Of a limit with decay: the slots that had not come free by themselves at a moment.
            ALTER TABLE concurrency_limit ADD COLUMN level REAL NOT NULL DEFAULT 0;
            ALTER TABLE concurrency_limit ADD COLUMN level_at INTEGER NOT NULL DEFAULT 0;
            -- Slots that were asked for in vain, when, and for how long those who asked were sent away.
            ALTER TABLE concurrency_limit ADD COLUMN denied_slots REAL NOT NULL DEFAULT 0;
            ALTER TABLE concurrency_limit ADD COLUMN denied_at INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE concurrency_limit ADD COLUMN denied_interval INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE concurrency_limit ADD COLUMN avg_slot_occupancy_seconds REAL NOT NULL DEFAULT 2.0;

            -- Who holds a lease stands with what it holds.
            DROP INDEX concurrency_lease_by_end;
            ALTER TABLE concurrency_lease RENAME TO former_lease;
            CREATE TABLE concurrency_lease (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                expires INTEGER NOT NULL
            );
            INSERT INTO concurrency_lease SELECT id, created, expires FROM former_lease;
            DROP TABLE former_lease;
            CREATE INDEX concurrency_lease_by_end ON concurrency_lease (expires);

            CREATE TABLE concurrency_slot (
                -- The order in which slots were taken.
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                limit_id BLOB NOT NULL REFERENCES concurrency_limit (id) ON DELETE CASCADE,
                slots INTEGER NOT NULL,
                -- NULL for what is held until it is given back.
                lease_id BLOB REFERENCES concurrency_lease (id) ON DELETE CASCADE,
                -- flow_run, task_run or deployment; NULL for a client that did not say who it was. No foreign key:
                -- clients take slots for task runs of which the server hears later.
                holder_type TEXT,
                holder_id BLOB,
                -- 1 for what the server took for a run because it was under way, 0 for what the run's code took.
                by_rule INTEGER NOT NULL DEFAULT 0,
                since INTEGER NOT NULL
            );
            CREATE INDEX concurrency_slot_by_limit ON concurrency_slot (limit_id, slots);
            CREATE INDEX concurrency_slot_by_lease ON concurrency_slot (lease_id);
            CREATE INDEX concurrency_slot_by_holder ON concurrency_slot (holder_id, holder_type)
                WHERE holder_id IS NOT NULL;

            -- A run that is gone, in whatever way it went, holds nothing.
            CREATE TRIGGER flow_run_holds_nothing AFTER DELETE ON flow_run BEGIN
                DELETE FROM concurrency_slot WHERE holder_id = OLD.id AND holder_type = 'flow_run';
            END;
            CREATE TRIGGER task_run_holds_nothing AFTER DELETE ON task_run BEGIN
                DELETE FROM concurrency_slot WHERE holder_id = OLD.id AND holder_type = 'task_run';
            END;

            CREATE INDEX flow_run_awaiting_slot ON flow_run (deployment_id, expected_start_time, id)
                WHERE state_name = 'AwaitingConcurrencySlot';
            """)
}
