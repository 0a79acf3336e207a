import JSON

extension PrefectSetting {
    /// Every setting of the server of Prefect 3.8.8. A group comes after those of it that mean something here.
    static let table: [PrefectSetting] = site + services + limits + without

    private static let site: [PrefectSetting] = [
        .same("api.host", "host") { .string($0.host) },
        .same("api.port", "port") { .int(Int64($0.port)) },
        .same("api.base_path", "base-path") { $0.basePath.isEmpty ? .null : .string($0.basePath) },
        .same("ui.serve_base", "base-path", was: "PREFECT_UI_SERVE_BASE") {
            .string($0.basePath.isEmpty ? "/" : $0.basePath)
        },
        .same("logging_level", "log-level", was: "PREFECT_LOGGING_SERVER_LEVEL") {
            .string($0.logLevel.rawValue.uppercased())
        },
        .same("api.auth_string", "auth-string") { $0.authString == nil ? .null : .string(mask) },
        .same("api.csrf_protection_enabled", "csrf-protection", was: "PREFECT_SERVER_CSRF_PROTECTION_ENABLED") {
            .bool($0.csrfProtection)
        },
        .same("api.csrf_token_expiration", "csrf-token-seconds", was: "PREFECT_SERVER_CSRF_TOKEN_EXPIRATION") {
            .duration($0.csrfTokenSeconds)
        },
        .same("api.cors_allowed_origins", "cors-origins", was: "PREFECT_SERVER_CORS_ALLOWED_ORIGINS") {
            .string($0.corsOrigins)
        },
        .same("api.cors_allowed_methods", "cors-methods", was: "PREFECT_SERVER_CORS_ALLOWED_METHODS") {
            .string($0.corsMethods)
        },
        .same("api.cors_allowed_headers", "cors-headers", was: "PREFECT_SERVER_CORS_ALLOWED_HEADERS") {
            .string($0.corsHeaders)
        },
        .same("register_blocks_on_start", "block-types-on-start", was: "PREFECT_API_BLOCKS_REGISTER_ON_START") {
            .bool($0.blockTypesOnStart)
        },
    ]

    private static let limits: [PrefectSetting] = [
        .same("api.default_limit", "default-limit", was: "PREFECT_API_DEFAULT_LIMIT") { .int(Int64($0.defaultLimit)) },
        .same("api.max_parameter_size", "parameter-limit") { .int(Int64($0.parameterLimit)) },
        .same("tasks.max_cache_key_length", "cache-key-length", was: "PREFECT_API_TASK_CACHE_KEY_MAX_LENGTH") {
            .int(Int64($0.cacheKeyLength))
        },
        .same("flow_run_graph.max_nodes", "graph-nodes", was: "PREFECT_API_MAX_FLOW_RUN_GRAPH_NODES") {
            .int(Int64($0.graphNodes))
        },
        .same("flow_run_graph.max_artifacts", "graph-artifacts", was: "PREFECT_API_MAX_FLOW_RUN_GRAPH_ARTIFACTS") {
            .int(Int64($0.graphArtifacts))
        },
        .same(
            "deployment_schedule_max_scheduled_runs", "scheduled-run-limit",
            was: "PREFECT_DEPLOYMENT_SCHEDULE_MAX_SCHEDULED_RUNS"
        ) { .int(Int64($0.scheduledRunLimit)) },
        .same("concurrency.initial_deployment_lease_duration", "deployment-lease-seconds") {
            .double(Double($0.deploymentLeaseSeconds))
        },
        .same(
            "deployments.concurrency_slot_wait_seconds", "deployment-wait-seconds",
            was: "PREFECT_DEPLOYMENT_CONCURRENCY_SLOT_WAIT_SECONDS"
        ) { .double(Double($0.deploymentWaitSeconds)) },
    ]

    /// What stands in the place of a secret that is set.
    private static let mask = "**********"
}

extension JSONValue {
    /// So many seconds as ISO 8601 writes durations, and Prefect's server its own.
    static func duration(_ seconds: Int) -> JSONValue {
        let (days, rest) = (seconds / 86400, seconds % 86400)
        let parts = [(rest / 3600, "H"), (rest % 3600 / 60, "M"), (rest % 60, "S")].filter { $0.0 > 0 }
        let time = parts.map { "\($0.0)\($0.1)" }.joined()
        guard days > 0 || !time.isEmpty else { return "PT0S" }
        return .string("P" + (days > 0 ? "\(days)D" : "") + (time.isEmpty ? "" : "T" + time))
    }
}
