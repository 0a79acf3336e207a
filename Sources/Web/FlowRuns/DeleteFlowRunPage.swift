import Core

extension App {
    /// `GET /runs/flow-run/{id}/delete`: asks before a run is deleted, since that cannot be undone.
    func askToDeleteFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let (run, tasks) = try storage.read {
            (try $0.flowRunDetail(id), try $0.countTaskRuns(ofFlowRun: id, bound: 10_000))
        }
        guard let run else { throw Failure.noFlowRunPage }
        let isActive = run.summary.start != nil && run.summary.state?.type.isFinal != true
        return show(
            HTMLPage(
                template: "DeleteFlowRunPage", title: "Delete \(run.summary.name)?", section: .runs,
                fields: [
                    "id": .text(id.description), "heading": .text(run.summary.name), "task_count": .text(tasks.text),
                    "has_tasks": .flag(tasks.value > 0), "is_active": .flag(isActive),
                ], hasForms: true), to: call)
    }
}
