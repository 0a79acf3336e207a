extension Settings {
    /// How much may be asked for or sent at once.
    static let limitTable: [Setting] = [
        .number("body-limit", \.bodyLimit, "BYTES", in: 1024...(1 << 30), "The largest request body; more gets 413."),
        .number(
            "default-limit", \.defaultLimit, "ROWS", in: 1...10_000,
            "Rows of a list that one answer has at most, and when no limit is asked for."),
        .number(
            "parameter-limit", \.parameterLimit, "BYTES", in: 1024...(1 << 30),
            "The largest parameters of a run or a deployment, as JSON."),
        .number(
            "cache-key-length", \.cacheKeyLength, "CHARACTERS", in: 1...100_000, "The longest cache key of a task run."),
        .number(
            "scheduled-run-limit", \.scheduledRunLimit, "NUMBER", in: 1...1000,
            "What a schedule may ask for as the most runs that it has ahead."),
        .number(
            "graph-nodes", \.graphNodes, "NUMBER", in: 1...100_000, "Nodes that the graph of a flow run has at most."),
        .number(
            "graph-artifacts", \.graphArtifacts, "NUMBER", in: 0...100_000,
            "Artifacts that the graph of a flow run has at most."),
        .number(
            "deployment-lease-seconds", \.deploymentLeaseSeconds, "SECONDS", in: 30...86400,
            "How long a run holds the slot of its deployment until its process renews the lease."),
        .number(
            "deployment-wait-seconds", \.deploymentWaitSeconds, "SECONDS", in: 1...86400,
            "After how long a run that waits for a slot of its deployment is looked at again in any case."),
    ]
}
