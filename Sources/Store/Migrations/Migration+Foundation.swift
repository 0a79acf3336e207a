extension Migration {
    /// Flows, runs, states, deployments, schedules, logs and events.
    ///
    /// Ids are 16 bytes, times and intervals integer microseconds, JSON is text. Tables keep SQLite's rowid, so that rows
    /// lie in the order of their arrival and an index entry costs 8 bytes, not 16.
    static let foundation = Migration(
        name: "foundation",
        script: """
            CREATE TABLE flow (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL UNIQUE,
                tags TEXT NOT NULL DEFAULT '[]',
                labels TEXT
            );
            CREATE INDEX flow_by_created ON flow (created, id);
            CREATE INDEX flow_by_updated ON flow (updated, id);

            CREATE TABLE concurrency_limit (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL UNIQUE,
                active INTEGER NOT NULL DEFAULT 1,
                slots INTEGER NOT NULL,
                active_slots INTEGER NOT NULL DEFAULT 0,
                slot_decay_per_second REAL NOT NULL DEFAULT 0
            );

            CREATE TABLE deployment (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                flow_id BLOB NOT NULL REFERENCES flow (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                version TEXT,
                description TEXT,
                paused INTEGER NOT NULL DEFAULT 0,
                -- What the deployment itself asked for; the limit that holds is the row that concurrency_limit_id names.
                concurrency_limit INTEGER,
                concurrency_limit_id BLOB REFERENCES concurrency_limit (id) ON DELETE SET NULL,
                concurrency_options TEXT,
                job_variables TEXT NOT NULL DEFAULT '{}',
                parameters TEXT NOT NULL DEFAULT '{}',
                pull_steps TEXT,
                tags TEXT NOT NULL DEFAULT '[]',
                labels TEXT NOT NULL DEFAULT '{}',
                work_queue_name TEXT,
                last_polled INTEGER,
                status TEXT NOT NULL DEFAULT 'NOT_READY',
                path TEXT,
                entrypoint TEXT,
                storage_document_id BLOB,
                infrastructure_document_id BLOB,
                parameter_openapi_schema TEXT,
                enforce_parameter_schema INTEGER NOT NULL DEFAULT 1,
                created_by TEXT,
                updated_by TEXT,
                UNIQUE (flow_id, name)
            );
            CREATE INDEX deployment_by_name ON deployment (name, id);
            CREATE INDEX deployment_by_created ON deployment (created, id);
            CREATE INDEX deployment_by_limit ON deployment (concurrency_limit_id) WHERE concurrency_limit_id IS NOT NULL;
            CREATE INDEX deployment_by_updated ON deployment (updated, id);

            CREATE TABLE deployment_schedule (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                deployment_id BLOB NOT NULL REFERENCES deployment (id) ON DELETE CASCADE,
                schedule TEXT NOT NULL,
                active INTEGER NOT NULL DEFAULT 1,
                max_scheduled_runs INTEGER,
                parameters TEXT NOT NULL DEFAULT '{}',
                slug TEXT,
                -- The scheduler need not look at this schedule before this moment; 0 asks it to look at once.
                next_look INTEGER NOT NULL DEFAULT 0
            );
            CREATE UNIQUE INDEX deployment_schedule_by_slug ON deployment_schedule (deployment_id, slug) WHERE slug IS NOT NULL;
            CREATE INDEX deployment_schedule_by_deployment ON deployment_schedule (deployment_id);
            CREATE INDEX deployment_schedule_by_next_look ON deployment_schedule (next_look) WHERE active;

            CREATE TABLE flow_run (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL,
                flow_id BLOB NOT NULL REFERENCES flow (id) ON DELETE CASCADE,
                deployment_id BLOB,
                work_queue_name TEXT,
                flow_version TEXT,
                deployment_version TEXT,
                parameters TEXT NOT NULL DEFAULT '{}',
                idempotency_key TEXT,
                context TEXT NOT NULL DEFAULT '{}',
                empirical_policy TEXT NOT NULL DEFAULT '{}',
                tags TEXT NOT NULL DEFAULT '[]',
                labels TEXT NOT NULL DEFAULT '{}',
                parent_task_run_id BLOB,
                run_count INTEGER NOT NULL DEFAULT 0,
                expected_start_time INTEGER,
                next_scheduled_start_time INTEGER,
                start_time INTEGER,
                end_time INTEGER,
                total_run_time INTEGER NOT NULL DEFAULT 0,
                auto_scheduled INTEGER NOT NULL DEFAULT 0,
                infrastructure_document_id BLOB,
                infrastructure_pid TEXT,
                job_variables TEXT,
                created_by TEXT,
                -- The current state, copied from flow_run_state so that lists need not look there to choose rows.
                state_id BLOB,
                state_type TEXT,
                state_name TEXT,
                state_timestamp INTEGER
            );
            CREATE UNIQUE INDEX flow_run_by_idempotency_key ON flow_run (flow_id, idempotency_key)
                WHERE idempotency_key IS NOT NULL;
            CREATE INDEX flow_run_by_flow ON flow_run (flow_id, expected_start_time);
            CREATE INDEX flow_run_by_deployment ON flow_run (deployment_id, expected_start_time)
                WHERE deployment_id IS NOT NULL;
            CREATE INDEX flow_run_by_parent ON flow_run (parent_task_run_id) WHERE parent_task_run_id IS NOT NULL;
            CREATE INDEX flow_run_by_expected_start ON flow_run (expected_start_time, id);
            CREATE INDEX flow_run_by_start ON flow_run (coalesce(start_time, expected_start_time), id);
            CREATE INDEX flow_run_by_end ON flow_run (end_time, id) WHERE end_time IS NOT NULL;
            CREATE INDEX flow_run_by_state ON flow_run (state_type, state_name, expected_start_time);
            CREATE INDEX flow_run_by_name ON flow_run (name, id);
            CREATE INDEX flow_run_scheduled ON flow_run (deployment_id, next_scheduled_start_time, id)
                WHERE state_type = 'SCHEDULED';
            CREATE INDEX flow_run_not_yet_late ON flow_run (next_scheduled_start_time, id) WHERE state_name = 'Scheduled';

            CREATE TABLE flow_run_tag (
                tag TEXT NOT NULL,
                flow_run_id BLOB NOT NULL REFERENCES flow_run (id) ON DELETE CASCADE,
                PRIMARY KEY (tag, flow_run_id)
            ) WITHOUT ROWID;
            CREATE INDEX flow_run_tag_by_run ON flow_run_tag (flow_run_id);

            CREATE TABLE flow_run_state (
                id BLOB NOT NULL PRIMARY KEY,
                flow_run_id BLOB NOT NULL REFERENCES flow_run (id) ON DELETE CASCADE,
                task_run_id BLOB,
                timestamp INTEGER NOT NULL,
                type TEXT NOT NULL,
                name TEXT NOT NULL,
                message TEXT,
                data TEXT,
                -- Only the members of state_details that differ from their defaults; NULL when none does.
                details TEXT
            );
            CREATE INDEX flow_run_state_by_run ON flow_run_state (flow_run_id, timestamp);

            CREATE TABLE task_run (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL,
                flow_run_id BLOB REFERENCES flow_run (id) ON DELETE CASCADE,
                task_key TEXT NOT NULL,
                dynamic_key TEXT NOT NULL,
                cache_key TEXT,
                cache_expiration INTEGER,
                task_version TEXT,
                empirical_policy TEXT NOT NULL DEFAULT '{}',
                tags TEXT NOT NULL DEFAULT '[]',
                labels TEXT NOT NULL DEFAULT '{}',
                task_inputs TEXT NOT NULL DEFAULT '{}',
                run_count INTEGER NOT NULL DEFAULT 0,
                flow_run_run_count INTEGER NOT NULL DEFAULT 0,
                expected_start_time INTEGER,
                next_scheduled_start_time INTEGER,
                start_time INTEGER,
                end_time INTEGER,
                total_run_time INTEGER NOT NULL DEFAULT 0,
                state_id BLOB,
                state_type TEXT,
                state_name TEXT,
                state_timestamp INTEGER
            );
            CREATE UNIQUE INDEX task_run_by_key ON task_run (flow_run_id, task_key, dynamic_key) WHERE flow_run_id IS NOT NULL;
            CREATE INDEX task_run_without_flow_run_by_key ON task_run (task_key, dynamic_key) WHERE flow_run_id IS NULL;
            CREATE INDEX task_run_by_expected_start ON task_run (expected_start_time, id);
            CREATE INDEX task_run_by_start ON task_run (start_time, id) WHERE start_time IS NOT NULL;
            CREATE INDEX task_run_by_end ON task_run (end_time, id) WHERE end_time IS NOT NULL;
            CREATE INDEX task_run_by_state ON task_run (state_type, state_name, expected_start_time);
            CREATE INDEX task_run_by_name ON task_run (name, id);

            CREATE TABLE task_run_tag (
                tag TEXT NOT NULL,
                task_run_id BLOB NOT NULL REFERENCES task_run (id) ON DELETE CASCADE,
                PRIMARY KEY (tag, task_run_id)
            ) WITHOUT ROWID;
            CREATE INDEX task_run_tag_by_run ON task_run_tag (task_run_id);

            CREATE TABLE task_run_state (
                id BLOB NOT NULL PRIMARY KEY,
                task_run_id BLOB NOT NULL REFERENCES task_run (id) ON DELETE CASCADE,
                flow_run_id BLOB,
                timestamp INTEGER NOT NULL,
                type TEXT NOT NULL,
                name TEXT NOT NULL,
                message TEXT,
                data TEXT,
                details TEXT
            );
            CREATE INDEX task_run_state_by_run ON task_run_state (task_run_id, timestamp);

            -- States that later task runs with the same cache key take over instead of running; the newest one counts.
            CREATE TABLE task_run_state_cache (
                sequence INTEGER PRIMARY KEY,
                cache_key TEXT NOT NULL,
                cache_expiration INTEGER,
                task_run_state_id BLOB NOT NULL REFERENCES task_run_state (id) ON DELETE CASCADE
            );
            CREATE INDEX task_run_state_cache_by_key ON task_run_state_cache (cache_key, sequence);
            CREATE INDEX task_run_state_cache_by_state ON task_run_state_cache (task_run_state_id);

            CREATE TABLE log (
                -- The order of arrival, which readers of the stream keep as their place: no number comes twice, even when the
                -- newest rows are deleted.
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                id BLOB NOT NULL,
                created INTEGER NOT NULL,
                name TEXT NOT NULL,
                level INTEGER NOT NULL,
                flow_run_id BLOB,
                task_run_id BLOB,
                message TEXT NOT NULL,
                timestamp INTEGER NOT NULL
            );
            CREATE INDEX log_by_flow_run ON log (flow_run_id, timestamp) WHERE flow_run_id IS NOT NULL;
            CREATE INDEX log_by_task_run ON log (task_run_id, timestamp) WHERE task_run_id IS NOT NULL;
            CREATE INDEX log_by_timestamp ON log (timestamp);

            CREATE TABLE event (
                -- The order of arrival, which readers of the stream keep as their place: no number comes twice, even when the
                -- newest rows are deleted.
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                id BLOB NOT NULL UNIQUE,
                occurred INTEGER NOT NULL,
                received INTEGER NOT NULL,
                event TEXT NOT NULL,
                resource_id TEXT NOT NULL,
                resource TEXT NOT NULL,
                related TEXT NOT NULL DEFAULT '[]',
                payload TEXT NOT NULL DEFAULT '{}',
                follows BLOB
            );
            CREATE INDEX event_by_occurred ON event (occurred);
            CREATE INDEX event_by_resource ON event (resource_id, occurred);

            CREATE TABLE concurrency_lease (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                expires INTEGER NOT NULL,
                -- Who holds it: {"type": …, "id": …}, or NULL when the client did not say.
                holder TEXT
            );
            CREATE INDEX concurrency_lease_by_end ON concurrency_lease (expires);

            CREATE TABLE service (
                name TEXT NOT NULL PRIMARY KEY,
                last_tick INTEGER NOT NULL
            );
            """)
}
