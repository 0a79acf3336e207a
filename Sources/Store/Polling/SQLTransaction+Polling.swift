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

    public func writePolledFlowRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.polledFlowRun, "WHERE flow_run.id = \(id)", at: now, into: &writer)
    }

    private func ids(_ sql: SQL) throws -> [ID] { try connection.rows(sql) { try $0.id(0) } }
}

extension WirePlan {
    fileprivate static let workQueueAlone = WirePlan(WireTable(wire: WorkQueue.plainWire, name: "work_queue"))
    fileprivate static let polledFlowRun = WirePlan(
        WireTable(wire: FlowRun.polledWire, name: "flow_run", derivations: Derivation.ofRuns(in: "flow_run")))
}
