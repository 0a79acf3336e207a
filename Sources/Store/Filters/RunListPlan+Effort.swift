import Core

extension RunListPlan {
    /// How far a list goes one way before it tries another.
    struct Effort {
        /// Finding so many runs by a condition and sorting them costs about as much as passing over those between them.
        let few: Int
        /// A walk that has passed over so many runs and not filled the page has met an uneven part of the order. Most lists are
        /// full after a few steps, which are quicker to tell than many: so first few, then many.
        let walks: [Int]

        /// What runs cost that are passed over in the order of a time, measured in runs that are found and sorted. By name,
        /// neighbours lie far from each other in the file, as those do that are found; but some need not be looked at.
        private static let passing = (byTime: 0.22, byName: 0.8, inIndex: 0.03)
        /// Steps of a walk that looks at no runs.
        private static let inIndex = 60_000
        /// How much more it costs to look at the flow run of each task run.
        private static let ofFlowRuns = 6.0

        init(_ plan: RunListPlan, _ page: Page, in connection: Connection) throws {
            let wanted = try connection.runs(in: plan.table) * Double(max(1, page.offset + page.limit))
            let isInIndex = plan.order.key.isName && plan.checks.count == 1 && plan.ways.contains(where: \.isInNames)
            let byName = isInIndex ? Effort.passing.inIndex : Effort.passing.byName
            let step = plan.order.key.isName ? byName : Effort.passing.byTime
            let passing = plan.flowRuns.contains { !$0.ways.isEmpty } ? step * Effort.ofFlowRuns : step
            let usual = Int(min(max(500, (wanted * passing).squareRoot()), Double(RunListPlan.fewFarOff)))
            // Without a next start, which most are, runs come in the order of their making.
            let isFar = plan.order.nullsFirst != nil && plan.span?.after != nil
            few = isFar ? RunListPlan.fewFarOff : usual
            let walk = Int(min(max(1_000, 2 * wanted / Double(usual)), Double(RunListPlan.fewFarOff)))
            walks = isInIndex ? [Effort.inIndex] : [walk / 10, walk]
        }
    }

    /// That a run comes no later in the order than so many others; nil when there are not so many, or when some have no place.
    func end(of walk: Int, in connection: Connection) throws -> SQL? {
        if case .nextStart = order.key { return nil }
        let column = order.key.column(in: table)
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
