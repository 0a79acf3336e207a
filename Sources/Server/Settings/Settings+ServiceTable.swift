extension Settings {
    /// What the background services do, and when.
    static let serviceTable: [Setting] = [
        .value(
            "services", \.services, "all|none|NAMES", "Background services to run; names with commas between them.",
            rule: "all, none or names with commas between them", read: { ServiceSelection($0) },
            show: { $0.services.description }),
        .number(
            "schedule-min-runs", \.scheduleMinRuns, "NUMBER", in: 1...1000, "Runs that a schedule has ahead at least."),
        .number(
            "schedule-max-runs", \.scheduleMaxRuns, "NUMBER", in: 1...1000, "Runs that a schedule has ahead at most."),
        .number(
            "schedule-min-seconds", \.scheduleMinSeconds, "SECONDS", in: 0...yearOfSeconds,
            "How far ahead the last run of a schedule lies at least."),
        .number(
            "schedule-max-seconds", \.scheduleMaxSeconds, "SECONDS", in: 60...(10 * yearOfSeconds),
            "How far ahead a run of a schedule lies at most."),
        .number(
            "late-seconds", \.lateSeconds, "SECONDS", in: 0...604_800, "How long after its time a run becomes Late."),
        .number(
            "cancelling-seconds", \.cancellingSeconds, "SECONDS", in: 0...604_800,
            "How long a run may be Cancelling until it is Cancelled."),
        .number(
            "zombie-heartbeat-seconds", \.zombieHeartbeatSeconds, "SECONDS", in: 0...604_800,
            "How long after its last heartbeat a flow run that sent some crashes. 0: never."),
        .number(
            "zombie-worker-seconds", \.zombieWorkerSeconds, "SECONDS", in: 0...604_800,
            "How long after its process worker was last heard of a flow run without heartbeats crashes. 0: never."),
        .number(
            "worker-heartbeats", \.workerHeartbeats, "NUMBER", in: 1...1000,
            "Heartbeats that a worker may miss before it is offline."),
        .number(
            "worker-heartbeat-seconds", \.workerHeartbeatSeconds, "SECONDS", in: 1...86400,
            "Time between heartbeats of a worker that does not say."),
        .number(
            "poll-silence-seconds", \.pollSilenceSeconds, "SECONDS", in: 1...604_800,
            "How long queues and deployments that nobody polls stay ready."),
        .number(
            "event-retention-days", \.eventRetentionDays, "DAYS", in: 0...36500,
            "How long events are kept. 0: for ever."),
        .number(
            "log-retention-days", \.logRetentionDays, "DAYS", in: 0...36500,
            "How long logs are kept. 0: as long as their runs."),
        .number(
            "flow-run-retention-days", \.flowRunRetentionDays, "DAYS", in: 0...36500,
            "How long flow runs are kept after their end, with all that is theirs. 0: for ever."),
    ]

    private static let yearOfSeconds = 366 * 86400
}
