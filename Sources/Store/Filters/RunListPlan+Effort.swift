import Core

extension RunListPlan {
    /// How far a list goes one way before it tries another.
    struct Effort {
        /// Finding so many runs by a condition and sorting them costs about as much as passing over those between them.
        let few: Int
        /// A walk that has passed over so many runs and not filled the page has met an uneven part of the order.
        let walk: Int

        /// What runs cost that are passed over in the order of a time, measured in runs that are found and sorted. By name,
        /// neighbours lie far from each other in the file, as those do that are found.
        private static let passing = (byTime: 0.22, byName: 0.8)
        /// How much more it costs to look at the flow run of each task run.
        private static let ofFlowRuns = 6.0

        init(_ plan: RunListPlan, _ page: Page, in connection: Connection) throws {
            let runs = try connection.count("SELECT coalesce(sum(runs), 0) FROM \(plan.table)_tally")
            let wanted = Double(runs) * Double(max(1, page.offset + page.limit))
            let step = plan.order.key.isName ? Effort.passing.byName : Effort.passing.byTime
            let passing = plan.flowRuns.contains { !$0.ways.isEmpty } ? step * Effort.ofFlowRuns : step
            let usual = Int(min(max(500, (wanted * passing).squareRoot()), Double(RunListPlan.fewFarOff)))
            // Without a next start, which most are, runs come in the order of their making.
            let isFar = plan.order.nullsFirst != nil && plan.span?.after != nil
            few = isFar ? RunListPlan.fewFarOff : usual
            walk = Int(min(max(1_000, 2 * wanted / Double(usual)), Double(RunListPlan.fewFarOff)))
        }
    }

    /// That a run comes no later in the order than so many others; nil when there are not so many, or when some have no place.
    func end(of walk: Int, in connection: Connection) throws -> SQL? {
        let column: SQL
        switch order.key {
        case .id: column = "\(table).id"
        case .name: column = "\(table).name"
        case .time(_, let time): column = time
        case .nextStart: return nil
        }
        // NULLs come first, and a comparison would leave them out.
        if order.isAscending, case .time = order.key {
            let none: SQL = "SELECT 1 FROM \(table) INDEXED BY \(order.index) WHERE \(column) IS NULL"
            guard try !connection.exists(none) else { return nil }
        }
        let last: SQL = """
            SELECT \(column) FROM \(table) INDEXED BY \(order.index) ORDER BY \(order.text) LIMIT 1 OFFSET \(walk)
            """
        let comparison: SQL = order.isAscending ? "<=" : ">="
        let key: SQL? =
            switch order.key {
            case .id: try connection.first(last) { "\(try $0.id(0))" }
            case .name: try connection.first(last) { "\($0.text(0))" }
            default: try connection.first(last) { $0.optionalTime(0) }?.map { "\($0)" }
            }
        return key.map { "\(column) \(comparison) \($0)" }
    }
}
