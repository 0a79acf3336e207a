extension Migration {
    /// Policies of notifications about flow runs, and what waits to be told because of them.
    static let notifications = Migration(
        name: "notifications",
        script: """
            CREATE TABLE flow_run_notification_policy (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                is_active INTEGER NOT NULL DEFAULT 1,
                -- Lists of texts as JSON; an empty one restricts nothing.
                state_names TEXT NOT NULL DEFAULT '[]',
                tags TEXT NOT NULL DEFAULT '[]',
                message_template TEXT,
                block_document_id BLOB NOT NULL
            );
            CREATE INDEX flow_run_notification_policy_active ON flow_run_notification_policy (id) WHERE is_active;

            CREATE TABLE flow_run_notification (
                -- The order in which they are told.
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                flow_run_notification_policy_id BLOB NOT NULL
                    REFERENCES flow_run_notification_policy (id) ON DELETE CASCADE,
                flow_run_state_id BLOB NOT NULL REFERENCES flow_run_state (id) ON DELETE CASCADE
            );
            CREATE INDEX flow_run_notification_by_policy ON flow_run_notification (flow_run_notification_policy_id);
            CREATE INDEX flow_run_notification_by_state ON flow_run_notification (flow_run_state_id);
            """)
}
