import JSON

extension PrefectSetting {
    /// Those of the background services.
    static let services: [PrefectSetting] = [
        .switched(
            "cancellation_cleanup", "cancellation-cleanup", was: "PREFECT_API_SERVICES_CANCELLATION_CLEANUP_ENABLED"),
        .switched("late_runs", "late-runs", was: "PREFECT_API_SERVICES_LATE_RUNS_ENABLED"),
        .switched("scheduler", "scheduler", was: "PREFECT_API_SERVICES_SCHEDULER_ENABLED"),
        .switched("pause_expirations", "pause-expirations", was: "PREFECT_API_SERVICES_PAUSE_EXPIRATIONS_ENABLED"),
        .switched("foreman", "foreman", was: "PREFECT_API_SERVICES_FOREMAN_ENABLED"),
        .switched("repossessor", "slot-keeper"),
        .same(
            "services.scheduler.min_runs", "schedule-min-runs",
            was: "PREFECT_API_SERVICES_SCHEDULER_MIN_RUNS"
        ) { .int(Int64($0.scheduleMinRuns)) },
        .same(
            "services.scheduler.max_runs", "schedule-max-runs",
            was: "PREFECT_API_SERVICES_SCHEDULER_MAX_RUNS"
        ) { .int(Int64($0.scheduleMaxRuns)) },
        .same(
            "services.scheduler.min_scheduled_time", "schedule-min-seconds",
            was: "PREFECT_API_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME"
        ) { .duration($0.scheduleMinSeconds) },
        .same(
            "services.scheduler.max_scheduled_time", "schedule-max-seconds",
            was: "PREFECT_API_SERVICES_SCHEDULER_MAX_SCHEDULED_TIME"
        ) { .duration($0.scheduleMaxSeconds) },
        .same(
            "services.late_runs.after_seconds", "late-seconds",
            was: "PREFECT_API_SERVICES_LATE_RUNS_AFTER_SECONDS"
        ) { .duration($0.lateSeconds) },
        .same(
            "services.cancellation_cleanup.cancelling_timeout_seconds", "cancelling-seconds"
        ) { .double(Double($0.cancellingSeconds)) },
        .same(
            "services.foreman.inactivity_heartbeat_multiple", "worker-heartbeats",
            was: "PREFECT_API_SERVICES_FOREMAN_INACTIVITY_HEARTBEAT_MULTIPLE"
        ) { .int(Int64($0.workerHeartbeats)) },
        .same(
            "services.foreman.fallback_heartbeat_interval_seconds", "worker-heartbeat-seconds",
            was: "PREFECT_API_SERVICES_FOREMAN_FALLBACK_HEARTBEAT_INTERVAL_SECONDS"
        ) { .int(Int64($0.workerHeartbeatSeconds)) },
        .same(
            "services.foreman.deployment_last_polled_timeout_seconds", "poll-silence-seconds",
            was: "PREFECT_API_SERVICES_FOREMAN_DEPLOYMENT_LAST_POLLED_TIMEOUT_SECONDS"
        ) { .int(Int64($0.pollSilenceSeconds)) },
        .same(
            "services.foreman.work_queue_last_polled_timeout_seconds", "poll-silence-seconds",
            was: "PREFECT_API_SERVICES_FOREMAN_WORK_QUEUE_LAST_POLLED_TIMEOUT_SECONDS"
        ) { .int(Int64($0.pollSilenceSeconds)) },
        .same(
            "events.retention_period", "event-retention-days",
            was: "PREFECT_EVENTS_RETENTION_PERIOD"
        ) { .duration($0.eventRetentionDays * 86400) },
        .same(
            "services.db_vacuum.retention_period", "flow-run-retention-days"
        ) { .duration($0.flowRunRetentionDays * 86400) },
        .same(
            "services.db_vacuum.enabled", "flow-run-retention-days"
        ) { .array($0.vacuumed) },
    ]
}

extension PrefectSetting {
    /// A service of Prefect's that is switched on and off there, and the service that stands for it here.
    private static func switched(_ service: String, _ own: String, was older: String? = nil) -> PrefectSetting {
        PrefectSetting(
            path: "services.\(service).enabled", olderVariables: older.map { [$0] } ?? [],
            meaning: .setting("services", show: { .bool($0.services.includes(own)) }))
    }
}

extension Settings {
    /// What old rows are deleted of, in Prefect's words.
    fileprivate var vacuumed: [JSONValue] {
        guard services.includes("retention") else { return [] }
        return (eventRetentionDays > 0 ? ["events"] : []) + (flowRunRetentionDays > 0 ? ["flow_runs"] : [])
    }
}
