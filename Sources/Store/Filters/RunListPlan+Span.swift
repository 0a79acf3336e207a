import Core

extension RunListPlan {
    /// Where in its order a list begins and ends, told from the spans of other times.
    ///
    /// All times of nearly every run lie within a day, and ids are made before that day ends. So a list of what ended in
    /// March, by start, begins with the first of April. The few runs of which that is not true have indexes of their own.
    struct Span {
        /// How far the times of a run are from each other, except for those in the index of far times.
        static let slack = Interval.days(1)
        /// With more exceptions than these, nothing can be told.
        static let exceptions = 2_000

        var after: Timestamp?
        var before: Timestamp?

        /// The part of an order in which all runs within the spans are; nil when these say nothing of it.
        init?(_ criteria: [TimeCriteria?]) {
            after = criteria.compactMap { $0?.after }.max().map { $0 - Span.slack }
            before = criteria.compactMap { $0?.before }.min().map { $0 + Span.slack }
            guard after != nil || before != nil else { return nil }
        }

        /// The bounds as conditions on what the list is ordered by; nothing for orders that they say nothing of.
        func conditions(on key: Order.Key, of table: SQL) -> [SQL] {
            switch key {
            case .time(_, let column): SQL.conditions(TimeCriteria(before: before, after: after), on: column)
            case .id: before.map { ["\(table).id <= \(ID.last(at: $0 + Span.slack))"] } ?? []
            case .name, .nextStart: []
            }
        }
    }

    /// The part of its order in which the list lies, unless too many runs are exceptions.
    func part(in connection: Connection) throws -> Part? {
        guard let conditions = span?.conditions(on: order.key, of: table), !conditions.isEmpty else { return nil }
        return try exceptions(in: connection).map { Part(conditions: conditions, exceptions: $0) }
    }

    /// Queries, from `FROM` on, of the runs whose place in the order is not told by other times; nil when there are too many.
    func exceptions(in connection: Connection) throws -> [SQL]? {
        var exceptions: [SQL] = []
        for exception in order.key.exceptions(in: table) {
            let found: SQL = "FROM \(table) INDEXED BY \(exception.index) WHERE \(exception.condition)"
            let count = try connection.count("SELECT count(*) FROM (SELECT 1 \(found) LIMIT \(Span.exceptions + 1))")
            guard count <= Span.exceptions else { return nil }
            if count > 0 { exceptions.append(found) }
        }
        return exceptions
    }

    /// A part of an order, and where the runs are that may lie elsewhere in it.
    struct Part {
        let conditions: [SQL]
        /// Queries from `FROM` on.
        let exceptions: [SQL]
    }

    /// A walk along a part of the order, with the exceptions put among what it finds.
    func walked(_ part: Part, _ page: Page) -> SQL {
        let all = Page(limit: page.offset + page.limit)
        let walk = walked(all, within: part.conditions)
        guard !part.exceptions.isEmpty || order.key.isEnd else { return walked(page, within: part.conditions) }
        let ended: [SQL] = order.key.isEnd ? ["\(table).end_time IS NOT NULL"] : []
        let others = part.exceptions.map { found -> SQL in
            "SELECT \(table).rowid \(found) AND \(SQL.all(ended + checks)) ORDER BY \(order.text) \(SQL.page(all))"
        }
        let near = SQL.joined(([walk] + others).map { "SELECT * FROM (\($0))" }, by: " UNION ALL ")
        // Runs that have not ended have no place in a span of the order of ends; they come last in it.
        let unended: SQL =
            order.key.isEnd
            ? """
             UNION ALL SELECT * FROM (SELECT \(table).rowid FROM \(table) INDEXED BY \(order.index)
                WHERE \(SQL.all(["\(table).end_time IS NULL"] + checks)) ORDER BY \(table).id DESC
                LIMIT max(0, \(all.limit) - (SELECT count(*) FROM near)))
            """ : ""
        return """
            SELECT \(table).rowid FROM \(table) WHERE \(table).rowid IN (
                WITH near (place) AS MATERIALIZED (\(near)) SELECT place FROM near\(unended))
            ORDER BY \(order.text) \(SQL.page(page))
            """
    }
}

extension RunListPlan.Order {
    /// What a list is ordered by, before the id.
    enum Key {
        case id
        /// With the expression that the index has.
        case time(Time, SQL)
        case name
        case nextStart

        enum Time { case start, expectedStart, end }
    }
}

extension RunListPlan.Order.Key {
    /// What is compared, as the index of the order has it.
    func column(in table: SQL) -> SQL {
        switch self {
        case .id: "\(table).id"
        case .name: "\(table).name"
        case .time(_, let time): time
        case .nextStart: "\(table).next_scheduled_start_time"
        }
    }

    var isName: Bool {
        if case .name = self { true } else { false }
    }

    fileprivate var isEnd: Bool {
        if case .time(.end, _) = self { true } else { false }
    }

    /// The runs that may lie outside of what a span tells, with their indexes.
    fileprivate func exceptions(in table: SQL) -> [(index: SQL, condition: SQL)] {
        switch self {
        case .time: [("\(table)_of_far_times", SQL.hasFarTimes(table))]
        case .id: [("\(table)_of_far_times", SQL.hasFarTimes(table)), ("\(table)_of_late_id", SQL.hasLateID(table))]
        case .name, .nextStart: []
        }
    }
}

extension SQL {
    /// That two times of a run are more than a day apart, or that nobody knows. An index has this condition: it never changes.
    static func hasFarTimes(_ run: SQL) -> SQL {
        let expected: SQL = "\(run).expected_start_time"
        let times: SQL = """
            coalesce(\(run).start_time, \(expected)), \(expected), coalesce(\(run).end_time, \(expected))
            """
        return "coalesce(max(\(times)) - min(\(times)) > 86400000000, TRUE)"
    }

    /// That a run's id was made more than a day after its expected start, or is of no moment at all. The first twelve digits
    /// of other ids are the milliseconds since the epoch. An index has this condition: it never changes.
    static func hasLateID(_ run: SQL) -> SQL {
        "substr(hex(\(run).id), 1, 12) > printf('%012X', max(0, \(run).expected_start_time / 1000 + 86400000))"
    }
}

extension ID {
    /// The greatest id that was made at a moment.
    fileprivate static func last(at moment: Timestamp) -> ID {
        let milliseconds = UInt64(max(0, moment.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
        return ID(high: milliseconds << 16 | 0xFFFF, low: .max)
    }
}
