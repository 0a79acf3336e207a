import Core

/// Turns a search into queries that each follow one index in the order of the list.
///
/// What no index serves in that order (a name, a tag that many runs have) is checked row by row, and only for so many rows.
struct FlowRunSearchPlan {
    /// Rows that are looked at one by one before a search gives up.
    static let reach = 50_000
    /// Rows whose tags are looked up for a number of all that the search would find.
    static let counted = 10_000
    /// A tag on at most so many runs is found through its index, and the runs are sorted.
    static let rareTag = 2_000

    /// Conditions of which each follows an index; a run fulfils at most one of them.
    var branches: [SQL] = []
    /// Conditions checked on each row. Their columns carry a `+`, which keeps SQLite from choosing an index for them.
    var checks: [SQL] = []
    /// Bounds of the expected start.
    var bounds: [SQL] = []
    /// Whether a check looks up tags, which costs more than all others.
    var looksUpTags = false
    let isNewestFirst: Bool

    var order: SQL {
        isNewestFirst
            ? "flow_run.expected_start_time DESC, flow_run.id DESC" : "flow_run.expected_start_time, flow_run.id"
    }

    /// The same order for what ``rows(after:stop:limit:)`` gives, as `found`.
    var orderOfRows: SQL { isNewestFirst ? "found.start DESC, found.id DESC" : "found.start, found.id" }

    /// Rows of all branches together, in the order of the list: `place` (rowid), `start` and `id`.
    func rows(after place: FlowRunSearch.Place?, stop: Timestamp?, limit: Int) -> SQL {
        var conditions = bounds + checks + stopped(at: stop)
        if let place {
            conditions.append(
                isNewestFirst
                    ? "(flow_run.expected_start_time, flow_run.id) < (\(place.expectedStart), \(place.id))"
                    : "(flow_run.expected_start_time, flow_run.id) > (\(place.expectedStart), \(place.id))")
        }
        let queries: [SQL] = branches.map { branch in
            """
            SELECT * FROM (
                SELECT flow_run.rowid AS place, flow_run.expected_start_time AS start, flow_run.id AS id
                FROM flow_run WHERE \(SQL.all([branch] + conditions)) ORDER BY \(order) LIMIT \(limit))
            """
        }
        return queries.isEmpty
            ? "SELECT rowid AS place, expected_start_time AS start, id FROM flow_run WHERE FALSE"
            : SQL.joined(queries, by: " UNION ALL ")
    }

    /// How many runs are found, counted up to a number. Nothing is sorted for that.
    func count(stop: Timestamp?, upTo most: Int, in connection: Connection) throws -> Int {
        let conditions = bounds + checks + stopped(at: stop)
        let queries: [SQL] = branches.map { branch in
            "SELECT * FROM (SELECT 1 FROM flow_run WHERE \(SQL.all([branch] + conditions)) LIMIT \(most))"
        }
        guard !queries.isEmpty else { return 0 }
        return try connection.count(
            "SELECT count(*) FROM (SELECT * FROM (\(SQL.joined(queries, by: " UNION ALL "))) LIMIT \(most))")
    }

    private func stopped(at stop: Timestamp?) -> [SQL] {
        guard let stop else { return [] }
        return [isNewestFirst ? "flow_run.expected_start_time >= \(stop)" : "flow_run.expected_start_time <= \(stop)"]
    }

    /// How many runs a search finds that has found some, counted up to a bound, or among those that are not too many to look at.
    func total(stop: Timestamp?, found: Int, upTo bound: Int, in connection: Connection) throws -> BoundedCount {
        if looksUpTags, let near = try self.stop(at: FlowRunSearchPlan.counted, in: connection) {
            let counted = try max(found, count(stop: near, upTo: bound + 1, in: connection))
            return counted > bound ? BoundedCount(counted, bound: bound) : BoundedCount(atLeast: counted)
        }
        return try BoundedCount(count(stop: stop, upTo: bound + 1, in: connection), bound: bound)
    }

    /// The expected start of the run at which the search gives up, when there are that many.
    func stop(at reach: Int = FlowRunSearchPlan.reach, in connection: Connection) throws -> Timestamp? {
        guard !checks.isEmpty else { return nil }
        let starts = try branches.compactMap { branch in
            try connection.first(
                """
                SELECT flow_run.expected_start_time FROM flow_run WHERE \(SQL.all([branch] + bounds))
                ORDER BY \(order) LIMIT 1 OFFSET \(reach)
                """
            ) { $0.time(0) }
        }
        return isNewestFirst ? starts.max() : starts.min()
    }
}

extension FlowRunSearchPlan {
    init(_ search: FlowRunSearch, in connection: Connection) throws {
        isNewestFirst = search.order == .newestFirst
        if let from = search.from { bounds.append("flow_run.expected_start_time >= \(from)") }
        if let to = search.to { bounds.append("flow_run.expected_start_time <= \(to)") }

        let rareTag = try search.tag.flatMap { try FlowRunSearchPlan.isRare($0, in: connection) ? $0 : nil }
        let isStateIndexed =
            rareTag == nil && search.deployments == nil && search.queues == nil && search.flow == nil
        if let rareTag {
            branches = ["flow_run.id IN (SELECT flow_run_id FROM flow_run_tag WHERE tag = \(rareTag))"]
        } else if let deployments = search.deployments {
            branches = deployments.prefix(50).map { "flow_run.deployment_id = \($0)" }
        } else if let queues = search.queues {
            branches = queues.prefix(200).map { "flow_run.work_queue_id = \($0)" }
        } else if let flow = search.flow {
            branches = ["flow_run.flow_id = \(flow)"]
        } else if !search.states.isEmpty {
            branches = try FlowRunSearchPlan.stateBranches(search.states, in: connection)
        } else {
            branches = ["TRUE"]
        }

        if rareTag == nil, let tag = search.tag {
            looksUpTags = true
            checks.append("EXISTS (SELECT 1 FROM flow_run_tag WHERE tag = \(tag) AND flow_run_id = +flow_run.id)")
        }
        if rareTag != nil, let deployments = search.deployments {
            checks.append("+flow_run.deployment_id IN \(SQL.list(deployments))")
        }
        if rareTag != nil || search.deployments != nil, let queues = search.queues {
            checks.append("+flow_run.work_queue_id IN \(SQL.list(queues))")
        }
        if rareTag != nil || search.deployments != nil || search.queues != nil, let flow = search.flow {
            checks.append("+flow_run.flow_id = \(flow)")
        }
        if !isStateIndexed, !search.states.isEmpty {
            checks.append(
                SQL.any(
                    search.states.map { choice in
                        choice.name.map {
                            "+flow_run.state_type = \(choice.type.rawValue) AND flow_run.state_name = \($0)"
                        }
                            ?? "+flow_run.state_type = \(choice.type.rawValue)"
                    }))
        }
        if let name = search.name { checks.append(SQL.holds("flow_run.name", name)) }
    }

    private static func isRare(_ tag: String, in connection: Connection) throws -> Bool {
        try connection.count(
            "SELECT count(*) FROM (SELECT 1 FROM flow_run_tag WHERE tag = \(tag) LIMIT \(rareTag + 1))") <= rareTag
    }

    /// The index leads from type and name to the start, so each name in use is a branch.
    private static func stateBranches(_ choices: [StateChoice], in connection: Connection) throws -> [SQL] {
        var branches: [SQL] = []
        for choice in choices {
            let names = try choice.name.map { [$0] } ?? stateNames(of: choice.type, in: connection)
            branches += names.map {
                "flow_run.state_type = \(choice.type.rawValue) AND flow_run.state_name = \($0)"
            }
        }
        return branches
    }

    /// The names in use for a type, found by leaping from one to the next in the index. At most 40.
    static func stateNames(of type: StateType, in connection: Connection) throws -> [String] {
        try connection.rows(
            """
            WITH RECURSIVE names (name) AS (
                SELECT min(state_name) FROM flow_run WHERE state_type = \(type.rawValue)
                UNION ALL
                SELECT (SELECT min(state_name) FROM flow_run
                        WHERE state_type = \(type.rawValue) AND state_name > names.name)
                FROM names WHERE names.name IS NOT NULL LIMIT 41)
            SELECT name FROM names WHERE name IS NOT NULL LIMIT 40
            """
        ) { $0.text(0) }
    }
}
