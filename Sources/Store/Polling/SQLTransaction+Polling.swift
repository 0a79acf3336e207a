public import Core
public import JSON

extension SQLTransaction: PollReading {
    public func runs(inQueue queue: ID, _ wanted: WaitingRuns) throws -> [ID] {
        try ids(SQL.runs(inQueue: queue, wanted))
    }

    public func countRunsHoldingSlots(ofQueues queues: [ID]) throws -> Int {
        try connection.count(SQL.countHoldingSlots(ofQueues: queues))
    }

    public func runs(inQueueOfAgents queue: WorkQueueFacts, _ wanted: WaitingRuns) throws -> [ID] {
        try ids(SQL.runs(inQueueOfAgents: queue, wanted))
    }

    public func countRunsHoldingSlots(ofQueueOfAgents queue: WorkQueueFacts) throws -> Int {
        try connection.count(SQL.countHoldingSlots(ofQueueOfAgents: queue))
    }

    public func runs(_ selection: WorkQueueSelection, _ wanted: WaitingRuns) throws -> [ID] {
        try ids(SQL.runs(selection, wanted))
    }

    public func countRunsHoldingSlots(_ selection: WorkQueueSelection) throws -> Int {
        try connection.count(SQL.countHoldingSlots(selection))
    }

    public func writeWorkQueues(taking deployment: ID, tags: [String], into writer: inout JSONWriter) throws {
        let queues = try connection.rows("SELECT id, filter FROM work_queue") {
            (id: try $0.id(0), selection: WorkQueueSelection($0.isNull(1) ? [:] : try $0.object(1)))
        }
        let taking = queues.filter { $0.selection.takes(deployment, tags: tags) }.map(\.id)
        try writeRows(
            .workQueueAlone, "WHERE work_queue.id IN \(SQL.list(taking)) ORDER BY work_queue.name, work_queue.id",
            at: .earliest, into: &writer)
    }

    public func writeFlowRun(
        _ id: ID, for poller: Poller, at now: Timestamp, into writer: inout JSONWriter
    ) throws -> Bool {
        let plan: WirePlan =
            switch poller {
            case .worker: .flowRunForWorkers
            case .agent: .flowRunForAgents
            }
        return try writeRow(plan, "WHERE flow_run.id = \(id)", at: now, into: &writer)
    }

    private func ids(_ sql: SQL) throws -> [ID] { try connection.rows(sql) { try $0.id(0) } }
}

extension WirePlan {
    fileprivate static let workQueueAlone = WirePlan(WireTable(wire: WorkQueue.plainWire, name: "work_queue"))
    fileprivate static let flowRunForWorkers = WirePlan(
        WireTable(wire: FlowRun.workerWire, name: "flow_run", derivations: Derivation.ofRuns(in: "flow_run")))
    fileprivate static let flowRunForAgents = WirePlan(
        WireTable(
            wire: FlowRun.agentWire, name: "flow_run",
            joins: [.state: "LEFT JOIN flow_run_state AS state ON state.id = flow_run.state_id"],
            derivations: Derivation.ofRuns(in: "flow_run")))
}
