import Core

/// How a page of a list of runs is found: along the index of its order, looking at each run, or, when a condition holds for
/// few runs only, by that condition's index and sorted.
///
/// SQLite cannot choose between the two: what it would have to know is how many runs a condition holds for, today and for
/// these arguments, and where in the order these are. So that is counted first, and no further than it matters.
struct RunListPlan {
    /// An index by which all runs that fulfil a condition are found.
    struct Way {
        var index: SQL
        var condition: SQL
        /// A query with a row for each of them, where the index itself is not the quickest way to count.
        var counted: SQL?
        /// With more runs than these, the index of the order is tried first; nil for what is usual in a table of its size,
        /// 0 for what is not even counted before.
        var few: Int?
        /// Whether the index has the runs in the order of the list.
        var isInOrder = false
        /// Whether its runs have not started, so that their start is the expected one.
        var isBeforeStart = false
        /// Whether it is a span of a time: its runs are neighbours in the file.
        var isOfTime = false
        /// Whether the index of names tells of the condition, so that a walk by name need not look at the runs.
        var isInNames = false
        /// Conditions that together say the same, for each of which the index has the runs in the order of their expected
        /// start; nil for an index that has them in another order.
        var stretches: ((Connection) throws -> [SQL])?
    }

    /// An order of a list.
    struct Order {
        var text: SQL
        /// The index that has all runs in this order.
        var index: SQL
        var key: Key
        /// The column whose NULLs come first and are not in the index; these runs are taken in the order of ids.
        var nullsFirst: SQL?
        /// Whether what is least comes first.
        var isAscending: Bool
    }

    /// As many runs are found by a condition when it is known that the order may begin with very many that do not fulfil it.
    static let fewFarOff = 40_000
    /// More than these are not sorted, however far away they are in the order.
    static let many = 150_000

    let table: SQL
    let order: Order
    /// What is checked of each run. None of them makes a list of all that fulfil it.
    let checks: [SQL]
    /// Necessary conditions that have an index.
    let ways: [Way]
    /// For task runs whose flow runs are restricted, the plan by which those would be found.
    var flowRuns: [RunListPlan] = []
    /// What the spans of time that are asked for say about all times of a run.
    var span: Span?
    /// What is asked of the expected start, on which many indexes of conditions lead.
    var expected: [SQL] = []

    /// A query of the row numbers of a page, in no certain order.
    func rows(_ page: Page, in connection: Connection) throws -> SQL {
        let effort = try Effort(self, page, in: connection)
        if ways.count == 1, ways[0].isInOrder, flowRuns.isEmpty { return found(by: ways[0], page) }
        if let way = try stretched(in: connection), let rows = try self.page(along: way, page, in: connection) {
            return rows
        }
        if let way = try rarest(of: ways, below: effort.few, in: connection)?.way { return found(by: way, page) }
        if let way = ways.first(where: \.isInOrder) { return found(by: way, page) }
        if let part = try part(in: connection) { return walked(part, page) }
        guard !ways.isEmpty || !flowRuns.isEmpty else { return walked(page) }
        for steps in effort.walks {
            guard let end = try end(of: steps, in: connection) else { return walked(page) }
            let near = try connection.rows(walked(page, within: [end])) { $0.int(0) }
            if near.count == page.limit { return "SELECT value FROM json_each(\("\(near)"))" }
        }
        let rarest = try rarest(of: ways, below: RunListPlan.many, in: connection)
        return rarest.map { found(by: $0.way, page) } ?? walked(page)
    }

    /// The way that the fewest runs lie on, unless there are many on each.
    func rarest(of ways: [Way], below few: Int, in connection: Connection) throws -> (way: Way, runs: Int)? {
        var best: (way: Way, runs: Int)?
        let all =
            try ways
            + flowRuns.compactMap { plan in
                try plan.rarest(of: plan.ways, below: few, in: connection)?.way.toTaskRuns(of: plan)
            }
        for way in all {
            let bound = min(max(way.few ?? few, few == RunListPlan.many ? few : 0), (best?.runs ?? .max) - 1)
            guard bound > 0 else { continue }
            let counted = way.counted ?? "SELECT 1 FROM \(table) INDEXED BY \(way.index) WHERE \(way.condition)"
            let runs = try connection.count("SELECT count(*) FROM (\(counted) LIMIT \(bound + 1))")
            if runs <= bound { best = (way, runs) }
        }
        return best
    }

    func found(by way: Way, _ page: Page) -> SQL {
        """
        SELECT \(table).rowid FROM \(table) INDEXED BY \(way.index) WHERE \(SQL.all([way.condition] + checks))
        ORDER BY \(order.text) \(SQL.page(page))
        """
    }

    /// A walk along the order, or along the part of it where some conditions hold.
    func walked(_ page: Page, within part: [SQL] = []) -> SQL {
        guard let column = order.nullsFirst else {
            return """
                SELECT \(table).rowid FROM \(table) INDEXED BY \(order.index) WHERE \(SQL.all(part + checks))
                ORDER BY \(order.text) \(SQL.page(page))
                """
        }
        // Two walks, one after the other: the second is not begun when the first fills the page.
        let empty = SQL.all(["+\(column) IS NULL"] + checks)
        let rest = SQL.all(["\(column) IS NOT NULL"] + checks)
        return """
            SELECT place FROM (
                SELECT * FROM (SELECT \(table).rowid AS place FROM \(table) INDEXED BY sqlite_autoindex_\(table)_1
                    WHERE \(empty) ORDER BY \(table).id LIMIT \(page.offset + page.limit))
                UNION ALL
                SELECT * FROM (SELECT \(table).rowid AS place FROM \(table) INDEXED BY \(order.index)
                    WHERE \(rest) ORDER BY \(order.text) LIMIT \(page.offset + page.limit)))
            \(SQL.page(page))
            """
    }
}
