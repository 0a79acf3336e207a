import JSON

extension TaskRunRecord {
    /// Whether an event tells of a task run that its client orchestrates itself, so that nobody else records it.
    public static func isTold(by event: Event) -> Bool {
        event.name.hasPrefix("prefect.task-run") && event.resource["prefect.orchestration"] == "client"
    }

    /// Reads what an event tells of a task run. The event's id becomes that of the state.
    public init(_ event: Event) throws(EventError) {
        guard let id = Event.objectID(of: event.resource, kind: "prefect.task-run") else {
            throw EventError("resource: the id of a task run is needed.")
        }
        guard let run = event.payload["task_run"]?.object, let taskKey = run["task_key"]?.string,
            let dynamicKey = run["dynamic_key"]?.string
        else { throw EventError("payload.task_run: task_key and dynamic_key are needed.") }
        var flowRunID: ID?
        if let part = event.related(inRole: "flow-run") {
            flowRunID = Event.objectID(of: part, kind: "prefect.flow-run")
            guard flowRunID != nil else { throw EventError("related: the id of a flow run is needed.") }
        }
        self.init(
            id: id, flowRunID: flowRunID, taskKey: taskKey, dynamicKey: dynamicKey, state: try State(toldBy: event))
        readColumns(run)
    }

    private mutating func readColumns(_ run: JSONObject) {
        func time(_ name: String) -> Timestamp? { run[name]?.string.flatMap(Timestamp.init) }
        name = run["name"]?.string
        cacheKey = run["cache_key"]?.string
        cacheExpiration = time("cache_expiration")
        taskVersion = run["task_version"]?.string
        empiricalPolicy = run["empirical_policy"]?.object.map { TaskRunPolicy.wire.sparse(TaskRunPolicy.uniform($0)) }
        tags = run["tags"]?.array.map { $0.compactMap(\.string) }
        labels = run["labels"]?.object
        taskInputs = run["task_inputs"]?.object
        runCount = run["run_count"]?.int
        flowRunRunCount = run["flow_run_run_count"]?.int
        expectedStartTime = time("expected_start_time")
        nextScheduledStartTime = time("next_scheduled_start_time")
        startTime = time("start_time")
        endTime = time("end_time")
        totalRunTime = run["total_run_time"]?.double.flatMap(Interval.init(seconds:))
    }
}

extension TaskRunRecord {
    /// True when this tells of a later state than another. The id decides between states of one moment, so that the
    /// order of arrival never does.
    public func isLater(than timestamp: Timestamp, _ stateID: ID) -> Bool {
        (state.timestamp, state.id) > (timestamp, stateID)
    }

    /// What several records of one run tell together: of each member what was told last. Nil for none.
    public static func summary(of records: [TaskRunRecord]) -> TaskRunRecord? {
        let newestFirst = records.sorted { $0.isLater(than: $1.state.timestamp, $1.state.id) }
        guard var summary = newestFirst.first else { return nil }
        for earlier in newestFirst.dropFirst() { summary.complete(with: earlier) }
        return summary
    }

    /// Takes over what an earlier record told and this one does not.
    private mutating func complete(with earlier: TaskRunRecord) {
        name = name ?? earlier.name
        cacheKey = cacheKey ?? earlier.cacheKey
        cacheExpiration = cacheExpiration ?? earlier.cacheExpiration
        taskVersion = taskVersion ?? earlier.taskVersion
        empiricalPolicy = empiricalPolicy ?? earlier.empiricalPolicy
        tags = tags ?? earlier.tags
        labels = labels ?? earlier.labels
        taskInputs = taskInputs ?? earlier.taskInputs
        runCount = runCount ?? earlier.runCount
        flowRunRunCount = flowRunRunCount ?? earlier.flowRunRunCount
        expectedStartTime = expectedStartTime ?? earlier.expectedStartTime
        nextScheduledStartTime = nextScheduledStartTime ?? earlier.nextScheduledStartTime
        startTime = startTime ?? earlier.startTime
        endTime = endTime ?? earlier.endTime
        totalRunTime = totalRunTime ?? earlier.totalRunTime
    }
}

extension State {
    /// The state that an event says was entered. A scheduled state without a time is meant for now.
    fileprivate init(toldBy event: Event) throws(EventError) {
        guard let told = event.payload["validated_state"]?.object,
            let type = told["type"]?.string.flatMap(StateType.init)
        else { throw EventError("payload.validated_state: the type of the state is needed.") }
        var details = StateDetails(StateDetails.wire.sparse(told["state_details"]?.object ?? JSONObject()))
        if type == .scheduled, details.scheduledTime == nil { details.scheduledTime = event.received }
        self.init(
            id: told["id"]?.string.flatMap(ID.init) ?? event.id, type: type, name: told["name"]?.string,
            timestamp: told["timestamp"]?.string.flatMap(Timestamp.init) ?? event.occurred,
            message: told["message"]?.string, data: told["data"].flatMap { $0 == .null ? nil : $0 }, details: details)
    }
}
