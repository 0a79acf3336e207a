import Core
import JSON

extension App {
    private static let taskRunsLength = 100
    private static let subflowsLength = 50
    private static let statesLength = 100
    private static let artifactsLength = 50

    /// `GET /runs/flow-run/{id}`
    func showFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let pages = OffsetPages(call.pageQuery, name: "tasks", length: App.taskRunsLength)
        let logs = LogQuestion(call.pageQuery, run: .flowRun(id))
        return try storage.read { tx in
            guard let run = try tx.flowRunDetail(id) else { throw Failure.noFlowRunPage }
            let states = try tx.flowRunStates(id, limit: App.statesLength)
            let tasks = try tx.taskRuns(ofFlowRun: id, offset: pages.offset, limit: pages.length)
            let subflows = try tx.subflowRuns(of: id, limit: App.subflowsLength)
            let artifacts = try tx.artifacts(ofFlowRun: id, limit: App.artifactsLength)
            let lines = try tx.logLines(logs.search, limit: LogQuestion.length)
            let blockers = try tx.circumstances(ofFlowRun: id, at: now).map { Blocker.of($0, at: now) } ?? []
            let fields: PageFields = [
                "is_held": .flag(!blockers.isEmpty), "blockers": .list(blockers.map { $0.fields(at: now) }),
                "states": .list(states.items.map { $0.fields(at: now) }), "states_cut": .flag(states.hasMore),
                "task_runs": .list(tasks.items.map { $0.fields(at: now) }),
                "task_count": .text(try tx.countTaskRuns(ofFlowRun: id, bound: 10_000).text),
                "task_pages": pages.fields(hasMore: tasks.hasMore),
                "has_subflows": .flag(!subflows.items.isEmpty),
                "subflow_table": .group(["runs": .list(subflows.items.map { $0.fields(at: now) })]),
                "subflows_cut": .flag(subflows.hasMore),
                "artifact_panel": artifacts.panel(at: now), "logs": .group(logs.fields(lines, at: now)),
            ]
            return show(
                HTMLPage(
                    template: "FlowRunPage", title: run.tabTitle, section: .runs,
                    fields: run.fields(at: now).adding(fields), hasForms: true), to: call)
        }
    }
}

extension FlowRunDetail {
    /// State first: a tab shows only the beginning.
    fileprivate var tabTitle: String { (summary.state.map { "\($0.name) · " } ?? "") + summary.name }

    fileprivate func fields(at now: Timestamp) -> PageFields {
        let isOver = summary.state?.type.isFinal ?? false
        let row = summary.fields(at: now)
        return row.adding([
            "heading": .text(summary.name), "message": .text(message), "parent": .group(parent?.fields),
            "parameters": .text(parameters.object?.isEmpty == false ? parameters.indented : nil),
            "created": .time(created, at: now), "expected": .time(summary.expectedStart, at: now),
            "next": .time(summary.state?.type == .scheduled ? nextScheduledStart : nil, at: now),
            "started": .time(summary.start, at: now), "ended": .time(summary.end, at: now),
            "run_count": .text(runCount > 1 ? String(runCount) : nil),
            "work": .group(.place(pool: workPool, queue: workQueue)),
            "flow_version": .text(flowVersion), "deployment_version": .text(deploymentVersion),
            "pid": .text(infrastructurePID), "created_by": .text(createdBy?["display_value"]?.string),
            "is_auto": .flag(isAutoScheduled),
            "can_cancel": .flag(!isOver && summary.state?.type != .cancelling && summary.state != nil),
        ])
    }
}
