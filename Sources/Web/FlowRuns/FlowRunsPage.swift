import Core

extension App {
    private static let flowRunsLength = 50

    /// `GET /runs`: flow runs, searched by what the address says.
    func showFlowRuns(_ call: Call) throws -> Response {
        let now = call.request.now
        let question = FlowRunQuestion(call.pageQuery, now: now)
        let (found, flows, problem) = try storage.read { tx in
            let (search, problem) = try question.search(tx)
            let found =
                try problem == nil
                ? tx.findFlowRuns(search, limit: App.flowRunsLength, counting: true) : FlowRunFindings.none
            return (found, try tx.flowNames(limit: 200), problem)
        }
        return show(
            HTMLPage(
                template: "FlowRunsPage", title: question.title, section: .runs,
                fields: question.fields.adding([
                    "runs": .list(found.runs.items.map { $0.fields(at: now) }), "count": .text(found.count.text),
                    "is_one": .flag(found.count == BoundedCount(1, bound: 2)), "problem": .text(problem),
                    "stopped_after": found.stoppedAfter.map(PageValue.number) ?? .nothing,
                    "next": .text(found.runs.hasMore ? question.next(after: found.runs.items.last) : nil),
                    "flow_names": .texts(flows),
                ])), to: call)
    }
}

extension FlowRunFindings {
    fileprivate static var none: FlowRunFindings {
        FlowRunFindings(runs: Slice(items: [], hasMore: false), count: .zero, stoppedAfter: nil)
    }
}
