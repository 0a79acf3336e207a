import Core
import JSON

extension App {
    private static let statesLength = 100
    private static let artifactsLength = 50

    /// `GET /runs/task-run/{id}`
    func showTaskRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let logs = LogQuestion(call.pageQuery, run: .taskRun(id))
        return try storage.read { tx in
            guard let run = try tx.taskRunDetail(id) else {
                throw Failure.notFound("There is no task run with this id.")
            }
            let states = try tx.taskRunStates(id, limit: App.statesLength)
            let artifacts = try tx.artifacts(ofTaskRun: id, limit: App.artifactsLength)
            let lines = try tx.logLines(logs.search, limit: LogQuestion.length)
            let fields: PageFields = [
                "states": .list(states.items.map { $0.fields(at: now) }), "states_cut": .flag(states.hasMore),
                "artifact_panel": artifacts.panel(at: now), "logs": .group(logs.fields(lines, at: now)),
            ]
            return show(
                HTMLPage(
                    template: "TaskRunPage", title: run.tabTitle, section: .runs,
                    fields: run.fields(at: now).adding(fields)), to: call)
        }
    }
}

extension TaskRunDetail {
    fileprivate var tabTitle: String { (summary.state.map { "\($0.name) · " } ?? "") + summary.name }

    fileprivate func fields(at now: Timestamp) -> PageFields {
        summary.fields(at: now).adding([
            "heading": .text(summary.name), "message": .text(message), "flow_run": .group(flowRun?.fields),
            "subflow": .group(subflowRun?.fields), "created": .time(created, at: now),
            "expected": .time(summary.expectedStart, at: now), "started": .time(summary.start, at: now),
            "ended": .time(summary.end, at: now), "run_count": .text(String(summary.runCount)),
            "task_key": .text(taskKey), "dynamic_key": .text(dynamicKey), "cache_key": .text(cacheKey),
            "inputs": .text(inputs.object?.isEmpty == false ? inputs.indented : nil),
        ])
    }
}
