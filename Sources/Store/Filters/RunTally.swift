import Core

/// How many runs are in each state, as triggers keep it: counts that ask for states alone need not look at the runs.
struct RunTally {
    let table: SQL
    private let condition: SQL
    /// Runs without a state are in no tally.
    private let countsStateless: Bool

    /// Nil when something else is asked of flow runs.
    init?(flowRuns query: RunQuery) {
        guard query.taskRuns == nil, query.flows == nil, query.deployments == nil, query.workPools == nil,
            query.workQueues == nil
        else { return nil }
        let filter = query.flowRuns ?? FlowRunFilter()
        var rest = filter
        rest.state = nil
        rest.joining = .and
        guard rest == FlowRunFilter() else { return nil }
        self.init(table: "flow_run", filter.state)
    }

    /// Nil when something else is asked of task runs.
    init?(taskRuns query: RunQuery) {
        guard !query.restrictsFlowRuns else { return nil }
        let filter = query.taskRuns ?? TaskRunFilter()
        var rest = filter
        rest.state = nil
        rest.joining = .and
        guard rest == TaskRunFilter() else { return nil }
        self.init(table: "task_run", filter.state)
    }

    private init(table: SQL, _ state: StateCriteria?) {
        self.table = table
        let conditions = SQL.conditions(state, onType: "state_type", name: "state_name")
        condition = SQL.all(conditions)
        countsStateless = conditions.isEmpty || conditions.map(\.text) == ["TRUE"]
    }

    func count(in connection: Connection) throws -> Int {
        let counted = try connection.count("SELECT coalesce(sum(runs), 0) FROM \(table)_tally WHERE \(condition)")
        guard countsStateless else { return counted }
        return try counted + connection.count("SELECT count(*) FROM \(table) WHERE state_type IS NULL")
    }

    /// A query of each type of state with the number of its runs.
    var byType: SQL { "SELECT state_type, sum(runs) FROM \(table)_tally WHERE \(condition) GROUP BY state_type" }
}
