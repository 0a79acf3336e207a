extension Migration {
    /// Work pools, their queues and workers, and the queue that a deployment and a run belong to.
    static let workPools = Migration(
        name: "work pools",
        script: """
            CREATE TABLE work_pool (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL UNIQUE,
                description TEXT,
                type TEXT NOT NULL,
                base_job_template TEXT NOT NULL DEFAULT '{}',
                is_paused INTEGER NOT NULL DEFAULT 0,
                concurrency_limit INTEGER,
                -- The queue of runs that name none. Every pool has one.
                default_queue_id BLOB,
                -- READY, NOT_READY or PAUSED; NULL for the pool of agents, which nobody watches.
                status TEXT,
                -- The event that last told of the status, and when that was.
                status_event_id BLOB,
                status_changed INTEGER,
                -- Only the members that differ from their defaults; NULL when none does.
                storage_configuration TEXT
            );

            CREATE TABLE work_queue (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                work_pool_id BLOB NOT NULL REFERENCES work_pool (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                description TEXT NOT NULL DEFAULT '',
                -- 1 is served first; unique within a pool once a change is done.
                priority INTEGER NOT NULL,
                concurrency_limit INTEGER,
                is_paused INTEGER NOT NULL DEFAULT 0,
                -- What a queue of Prefect 2 picks runs by instead of being named: {"tags": …, "deployment_ids": …}.
                filter TEXT,
                last_polled INTEGER,
                status TEXT NOT NULL DEFAULT 'NOT_READY',
                UNIQUE (work_pool_id, name)
            );
            CREATE INDEX work_queue_by_name ON work_queue (name, id);
            CREATE INDEX work_queue_by_priority ON work_queue (work_pool_id, priority);
            CREATE INDEX work_queue_ready ON work_queue (last_polled) WHERE status = 'READY';

            CREATE TABLE worker (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                work_pool_id BLOB NOT NULL REFERENCES work_pool (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                last_heartbeat_time INTEGER NOT NULL,
                heartbeat_interval_seconds INTEGER,
                status TEXT NOT NULL DEFAULT 'OFFLINE',
                UNIQUE (work_pool_id, name)
            );
            CREATE INDEX worker_by_heartbeat ON worker (work_pool_id, last_heartbeat_time);
            CREATE INDEX worker_online ON worker (work_pool_id, last_heartbeat_time) WHERE status = 'ONLINE';

            ALTER TABLE deployment ADD COLUMN work_queue_id BLOB REFERENCES work_queue (id) ON DELETE SET NULL;
            CREATE INDEX deployment_by_work_queue ON deployment (work_queue_id) WHERE work_queue_id IS NOT NULL;
            CREATE INDEX deployment_ready ON deployment (last_polled) WHERE status = 'READY';
            CREATE INDEX deployment_not_ready ON deployment (work_queue_id)
                WHERE status = 'NOT_READY' AND work_queue_id IS NOT NULL;

            -- No foreign key: a queue goes in an instant, however many runs it had. A run shows its queue while there is one.
            ALTER TABLE flow_run ADD COLUMN work_queue_id BLOB;
            CREATE INDEX flow_run_by_work_queue ON flow_run (work_queue_id, expected_start_time)
                WHERE work_queue_id IS NOT NULL;
            CREATE INDEX flow_run_scheduled_in_queue ON flow_run (work_queue_id, next_scheduled_start_time, id)
                WHERE state_type = 'SCHEDULED' AND work_queue_id IS NOT NULL;
            -- The runs that take up slots of a queue's or a pool's limit.
            CREATE INDEX flow_run_holding_queue ON flow_run (work_queue_id, state_type)
                WHERE state_type IN ('PENDING', 'RUNNING', 'CANCELLING') AND work_queue_id IS NOT NULL;
            -- Agents of Prefect 2 also take the runs that name their queue and belong to none.
            CREATE INDEX flow_run_scheduled_by_queue_name ON flow_run (work_queue_name, next_scheduled_start_time, id)
                WHERE state_type = 'SCHEDULED' AND work_queue_id IS NULL AND work_queue_name IS NOT NULL;
            CREATE INDEX flow_run_holding_queue_name ON flow_run (work_queue_name)
                WHERE state_type IN ('PENDING', 'RUNNING', 'CANCELLING') AND work_queue_id IS NULL
                    AND work_queue_name IS NOT NULL;
            -- Runs under way lose a queue that goes, so that one of the same name gets them. Those that ended keep it.
            CREATE TRIGGER work_queue_gone AFTER DELETE ON work_queue BEGIN
                UPDATE flow_run SET work_queue_id = NULL WHERE work_queue_id = old.id AND state_type = 'SCHEDULED';
                UPDATE flow_run SET work_queue_id = NULL
                    WHERE work_queue_id = old.id AND state_type IN ('PENDING', 'RUNNING', 'CANCELLING');
            END;
            """)
}
