extension Migration {
    /// Variables, artifacts with the latest of each key, and saved searches.
    static let data = Migration(
        name: "variables, artifacts, saved searches",
        script: """
            CREATE TABLE variable (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL UNIQUE,
                value TEXT NOT NULL,
                tags TEXT NOT NULL DEFAULT '[]'
            );
            CREATE INDEX variable_by_created ON variable (created, id);
            CREATE INDEX variable_by_updated ON variable (updated, id);

            -- Without foreign keys: what a run left behind outlives it, and may come before it.
            CREATE TABLE artifact (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                key TEXT,
                type TEXT,
                description TEXT,
                data TEXT,
                metadata TEXT,
                flow_run_id BLOB,
                task_run_id BLOB
            );
            CREATE INDEX artifact_by_created ON artifact (created, id);
            CREATE INDEX artifact_by_updated ON artifact (updated, id);
            CREATE INDEX artifact_by_key ON artifact (key, id);
            CREATE INDEX artifact_by_age ON artifact (key, created) WHERE key IS NOT NULL;
            CREATE INDEX artifact_by_type ON artifact (type, id);
            CREATE INDEX artifact_by_flow_run ON artifact (flow_run_id, created) WHERE flow_run_id IS NOT NULL;
            CREATE INDEX artifact_by_task_run ON artifact (task_run_id, created) WHERE task_run_id IS NOT NULL;

            -- One row a key.
            CREATE TABLE artifact_collection (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                key TEXT NOT NULL UNIQUE,
                latest_id BLOB NOT NULL UNIQUE REFERENCES artifact (id)
            );
            CREATE INDEX artifact_collection_by_created ON artifact_collection (created, id);
            CREATE INDEX artifact_collection_by_updated ON artifact_collection (updated, id);

            CREATE TABLE saved_search (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL UNIQUE,
                filters TEXT NOT NULL DEFAULT '[]'
            );
            """)
}
