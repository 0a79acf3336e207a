import JSON

extension PrefectSetting {
    /// Those that mean nothing here.
    static let without: [PrefectSetting] = [
        .none(
            "database.*", was: "PREFECT_API_DATABASE_*", "PREFECT_SQLALCHEMY_*",
            because: "the database is one file below RIGEL_DATA"),
        .none("docket.*", because: "services run in the one process"),
        .none(
            "events.messaging_*", was: "PREFECT_MESSAGING_*", because: "events are rows, and readers follow them there"),
        .none("events.causal_ordering", because: "events are rows in the order of their arrival"),
        .none("concurrency.lease_storage", because: "leases are rows"),
        .none("worker_channel.*", because: "what workers are told is rows, and they follow them"),
        .none(
            "services.*", was: "PREFECT_API_SERVICES_*",
            because:
                "services look as often as is needed and take pieces of fixed size; RIGEL_SERVICES chooses which run"),
        .none(
            "events.*", was: "PREFECT_API_EVENTS_*", "PREFECT_EVENTS_MAXIMUM_*", "PREFECT_EVENTS_EXPIRED_BUCKET_BUFFER",
            "PREFECT_EVENTS_PROACTIVE_GRANULARITY", because: "the limits of events are Prefect's standard ones"),
        .none("logs.*", because: "logs are streamed to whoever asks"),
        .none(
            "concurrency.maximum_concurrency_slot_wait_seconds",
            because: "those who wait for a slot are told to come back when there may be one"),
        .none(
            "tasks.tag_concurrency_slot_wait_seconds", was: "PREFECT_TASK_RUN_TAG_CONCURRENCY_SLOT_WAIT_SECONDS",
            because: "those who wait for a slot are told to come back when there may be one"),
        .none(
            "tasks.scheduling.*", was: "PREFECT_TASK_SCHEDULING_*",
            because: "task runs wait for workers as rows, however many there are"),
        .none("api.keepalive_timeout", because: "nginx holds the connections of clients"),
        .none("api.websocket_ping_*", because: "WebSockets are pinged every 20 seconds"),
        .none("analytics_enabled", shown: false, because: "nothing is sent to anybody"),
        .none("metrics_enabled", was: "PREFECT_API_ENABLE_METRICS", because: "there are no Prometheus metrics yet"),
        .none(
            "log_retryable_errors", was: "PREFECT_API_LOG_RETRYABLE_ERRORS",
            because: "the database is never locked, so nothing is retried"),
        .none("memo*", was: "PREFECT_MEMO*", because: "block types are compared at start, which is quick"),
        .none("ephemeral.*", was: "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE", because: "it is a matter of clients"),
        .none(
            "ui.show_promotional_content", was: "PREFECT_UI_SHOW_PROMOTIONAL_CONTENT", shown: false,
            because: "there is nothing to promote"),
        .none(
            "ui.*", was: "PREFECT_UI_ENABLED", "PREFECT_UI_API_URL", "PREFECT_UI_STATIC_DIRECTORY",
            because: "the pages are part of the server and know their address from RIGEL_BASE_PATH"),
    ]
}
