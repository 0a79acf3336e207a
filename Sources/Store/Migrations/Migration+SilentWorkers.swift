extension Migration {
    /// Until when a worker counts as online, worked out with each heartbeat, in place of a status that somebody has to set.
    static let silentWorkers = Migration(
        name: "silent workers",
        script: """
            ALTER TABLE worker ADD COLUMN silent_after INTEGER NOT NULL DEFAULT 0;
            UPDATE worker SET silent_after
                = last_heartbeat_time + 3000000 * coalesce(nullif(min(heartbeat_interval_seconds, 3155760000), 0), 30);
            DROP INDEX worker_online;
            ALTER TABLE worker DROP COLUMN status;
            CREATE INDEX worker_by_silence ON worker (work_pool_id, silent_after);
            """)
}
