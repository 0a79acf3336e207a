import Core

/// Pages by a condition whose index has its runs in the order of their expected start.
///
/// All times of nearly every run lie within a day. So when the first runs of a stretch by expected start fill a page, those
/// that may come before them in the order of another time, or of ids, have their expected start within a day of the least
/// among them. Only these are looked at, however many runs fulfil the condition.
extension RunListPlan {
    /// So many runs of a stretch are looked at for those that fill a page.
    static let looks = 1_500
    /// So many runs may have to be sorted for it.
    private static let candidates = 2_500
    /// A condition with more stretches than these is found in another way.
    static let mostStretches = 50

    /// A query of a page along a way; nil when that has no stretches, or when too many runs would be looked at.
    func page(along way: Way, _ page: Page, looks: Int = looks, in connection: Connection) throws -> SQL? {
        guard let measure = order.measure(of: way, in: table), let stretches = try way.stretches?(connection),
            !stretches.isEmpty, stretches.count <= RunListPlan.mostStretches
        else { return nil }
        let wanted = page.offset + page.limit
        guard wanted <= looks, let exceptions = try exceptions(in: connection) else { return nil }
        var path = Path(plan: self, way: way, stretches: stretches)
        path.bounds = span?.conditions(on: .time(.expectedStart, path.expected), of: table) ?? []

        // What lies within is all there is when it is little; else it is looked at until the page is full.
        let far = try connection.first(path.starts(looks)) { $0.time(0) }
        if let far {
            let (runs, last) = try path.last(of: wanted, by: measure, until: far, in: connection)
            guard runs == wanted, let last else { return nil }
            let slack = measure.slack
            path.bounds.append(
                order.isAscending ? "\(path.expected) <= \(last + slack)" : "\(path.expected) >= \(last - slack)")
            let few = RunListPlan.candidates
            let found = try connection.count("SELECT count(*) FROM (\(path.arms("1", [])) LIMIT \(few + 1))")
            guard found <= few else { return nil }
        }
        return path.sorted(page, with: exceptions)
    }

    /// The runs of a way, stretch by stretch.
    private struct Path {
        let plan: RunListPlan
        let way: Way
        let stretches: [SQL]
        /// What is known of the expected start of the runs that are looked for.
        var bounds: [SQL] = []

        var expected: SQL { "\(plan.table).expected_start_time" }
        private var direction: SQL { plan.order.isAscending ? "" : " DESC" }

        /// A query of columns of all runs that fulfil some conditions.
        func arms(_ columns: SQL, _ conditions: [SQL]) -> SQL {
            let arms = stretches.map { stretch -> SQL in
                let all = SQL.all([stretch, "\(expected) IS NOT NULL"] + bounds + conditions)
                return "SELECT \(columns) FROM \(plan.table) INDEXED BY \(way.index) WHERE \(all)"
            }
            return SQL.joined(arms, by: " UNION ALL ")
        }

        /// The expected start of the run after so many, whatever is asked of them.
        func starts(_ runs: Int) -> SQL {
            "\(arms("\(expected) AS start", [])) ORDER BY start\(direction) LIMIT 1 OFFSET \(runs)"
        }

        /// How many of the first so many runs by expected start there are, and the last of their times.
        func last(
            of wanted: Int, by key: Measure, until far: Timestamp, in connection: Connection
        ) throws -> (runs: Int, last: Timestamp?) {
            let near: SQL = plan.order.isAscending ? "\(expected) <= \(far)" : "\(expected) >= \(far)"
            let first = arms(
                "\(expected) AS start, \(key.column) AS measure", [near, "\(key.column) IS NOT NULL"] + plan.checks)
            let last: SQL = plan.order.isAscending ? "max(measure)" : "min(measure)"
            return try connection.first(
                """
                SELECT count(*), \(last) FROM (SELECT measure FROM (\(first) ORDER BY start\(direction) LIMIT \(wanted)))
                """
            ) { (Int($0.int(0)), key.time(of: $0, 1)) } ?? (0, nil)
        }

        /// A page of what is within the bounds, and of the runs that may lie elsewhere.
        func sorted(_ page: Page, with exceptions: [SQL]) -> SQL {
            let (table, order) = (plan.table, plan.order.text)
            let found = arms("\(table).rowid", plan.checks)
            guard !exceptions.isEmpty || stretches.count > 1 else {
                return "\(found) ORDER BY \(order) \(SQL.page(page))"
            }
            let others = exceptions.map { "SELECT \(table).rowid \($0) AND \(SQL.all(plan.checks))" as SQL }
            let all = SQL.joined([found] + others, by: " UNION ALL ")
            return """
                SELECT \(table).rowid FROM \(table) WHERE \(table).rowid IN (\(all)) ORDER BY \(order) \(SQL.page(page))
                """
        }
    }
}

extension RunListPlan {
    /// What a list is ordered by, as far as the expected start tells of it.
    fileprivate struct Measure {
        let column: SQL
        /// How far it may be from the expected start.
        let slack: Interval
        let isID: Bool

        /// The moment of a value; of an id the moment at which it was made.
        func time(of row: borrowing Row, _ column: Int32) -> Timestamp? {
            guard isID else { return row.optionalTime(column) }
            return row.optionalID(column).map { Timestamp(microseconds: Int64($0.high >> 16) * 1000) }
        }
    }

    /// The way whose stretches are worth following: the only one there is, or that of the fewest runs when these are many.
    func stretched(in connection: Connection) throws -> Way? {
        let those = ways.filter { $0.stretches != nil && order.measure(of: $0, in: table) != nil }
        guard !those.isEmpty else { return nil }
        if those.count == 1, ways.count == 1, flowRuns.allSatisfy(\.ways.isEmpty) { return those[0] }
        if let rarest = try rarest(of: ways, below: RunListPlan.looks, in: connection),
            rarest.runs <= RunListPlan.looks
        {
            return nil
        }
        return try rarest(of: those, below: RunListPlan.fewFarOff, in: connection)?.way
    }
}

extension RunListPlan.Order {
    /// Nil for an order of which the expected start tells nothing. Ids may be made long before a run is to start, but not
    /// long after, so it tells nothing of the least ones.
    fileprivate func measure(of way: RunListPlan.Way, in table: SQL) -> RunListPlan.Measure? {
        let column = key.column(in: table)
        return switch key {
        case .time(.expectedStart, _): .init(column: column, slack: .zero, isID: false)
        case .time(.start, _) where way.isBeforeStart: .init(column: column, slack: .zero, isID: false)
        case .time: .init(column: column, slack: RunListPlan.Span.slack, isID: false)
        case .id: isAscending ? nil : .init(column: column, slack: RunListPlan.Span.slack, isID: true)
        case .name, .nextStart: nil
        }
    }
}
