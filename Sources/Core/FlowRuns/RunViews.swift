public import JSON

/// What the pages of Prefect's own user interface ask of runs, in the shapes that they expect.
public enum RunViews {
    /// A flow run as a point of a chart.
    public static let flowRunInShort = WireObject(
        "SimpleFlowRun",
        [
            .init("id", .id),
            .init("state_type", .text, as: .one(of: StateType.self)),
            .init("timestamp", .time, from: .derived(.start)),
            .init("duration", .seconds, from: .derived(.estimatedRunTime)),
            .init("lateness", .seconds, from: .derived(.estimatedStartDelta)),
        ])

    /// The next run of a flow.
    public static let nextFlowRun = WireObject(
        "SimpleNextFlowRun",
        [
            .init("id", .id),
            .init("flow_id", .id),
            .init("name", .text),
            .init("state_name", .text),
            .init("state_type", .text, as: .one(of: StateType.self)),
            .init("next_scheduled_start_time", .time),
        ])

    /// A task run with the name of its flow run.
    public static let taskRun = WireObject(
        "UITaskRun", TaskRun.wire.fields + [.nullable("flow_run_name", .text, from: .related(.flowRun, "name"))])
}

/// What can be asked of runs for these views.
public protocol RunViewReading {
    /// Writes flow runs in short one after another.
    func writeFlowRunsInShort(
        _ query: RunQuery, sort: FlowRunSort, page: Page, at now: Timestamp, into writer: inout JSONWriter) throws
    /// Writes the run of a flow that is due next. False, with nothing written, when none is scheduled.
    func writeNextFlowRun(ofFlow id: ID, into writer: inout JSONWriter) throws -> Bool
    /// Writes a task run. False, with nothing written, when there is none.
    func writeTaskRunWithFlowRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool
    /// How many task runs of their own flow runs have; those that stand for subflows do not count.
    func countTaskRuns(ofFlowRuns ids: [ID]) throws -> [ID: Int64]
    func countDeployments(ofFlows ids: [ID]) throws -> [ID: Int64]
}
