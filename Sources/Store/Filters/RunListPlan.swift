import Core

/// How a page of a list of runs is found: along the index of its order, looking at each run, or, when a condition holds for
/// few runs only, by that condition's index and sorted.
///
/// SQLite cannot choose between the two: what it would have to know is how many runs a condition holds for, today and for
/// these arguments. So that is counted first, and no further than it matters.
struct RunListPlan {
    /// An index by which all runs that fulfil a condition are found.
    struct Way {
        var index: SQL
        var condition: SQL
        /// A query with a row for each of them, where the index itself is not the quickest way to count.
        var counted: SQL?
        /// With more runs than these, the index of the order is followed.
        var few = RunListPlan.few
    }

    /// An order of a list.
    struct Order {
        var text: SQL
        /// The index that has all runs in this order.
        var index: SQL
        /// The column whose NULLs come first and are not in the index; these runs are taken in the order of ids.
        var nullsFirst: SQL?
        /// Whether the newest runs come first; nil for orders that have nothing to do with time.
        var isNewestFirst: Bool?
    }

    /// Finding so many runs by a condition and sorting them costs about as much as passing over those between them.
    static let few = 6_000
    /// As many are found by a condition when the order may begin with very many runs that do not fulfil it: by a span of time
    /// when it begins at the far end, by names when these tell of flows, and by states of runs that are not over.
    static let fewFarOff = 40_000

    let table: SQL
    let order: Order
    /// What is checked of each run. None of them makes a list of all that fulfil it.
    let checks: [SQL]
    /// Necessary conditions that have an index.
    let ways: [Way]
    /// For task runs whose flow runs are restricted, the plan by which those would be found.
    var flowRuns: [RunListPlan] = []

    /// A query of the row numbers of a page, in no certain order.
    func rows(_ page: Page, in connection: Connection) throws -> SQL {
        try rarest(in: connection).map { found(by: $0, page) } ?? walked(page)
    }

    /// The way that the fewest runs lie on, unless there are many on each.
    private func rarest(in connection: Connection) throws -> Way? {
        var best: (way: Way, runs: Int)?
        for way in try ways + flowRuns.compactMap({ try $0.rarest(in: connection)?.toTaskRuns(of: $0) }) {
            let bound = min(way.few, (best?.runs ?? .max) - 1)
            guard bound >= 0 else { break }
            let counted = way.counted ?? "SELECT 1 FROM \(table) INDEXED BY \(way.index) WHERE \(way.condition)"
            let runs = try connection.count("SELECT count(*) FROM (\(counted) LIMIT \(bound + 1))")
            if runs <= bound { best = (way, runs) }
        }
        return best?.way
    }

    func found(by way: Way, _ page: Page) -> SQL {
        """
        SELECT \(table).rowid FROM \(table) INDEXED BY \(way.index) WHERE \(SQL.all([way.condition] + checks))
        ORDER BY \(order.text) \(SQL.page(page))
        """
    }

    func walked(_ page: Page) -> SQL {
        guard let column = order.nullsFirst else {
            return """
                SELECT \(table).rowid FROM \(table) INDEXED BY \(order.index) WHERE \(SQL.all(checks))
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
