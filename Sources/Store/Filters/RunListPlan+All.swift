import Core

/// All runs of a condition, for counts and sums.
extension RunListPlan {
    /// What a run costs that is found by a span of time, measured in runs that lie all over the file.
    private static let neighbour = 0.25
    /// Ways to more runs than these are not compared.
    private static let countless = 100_000

    /// All runs that fulfil the conditions, from `FROM` on, found by the way on which the least is looked at.
    func all(in connection: Connection) throws -> SQL {
        if let way = ways.first(where: isTold) { return found(by: way) }
        // A part of a name is looked for in all names: that is no way to find less.
        let own = ways.filter { $0.few != 0 }
        let onward = try flowRuns.compactMap { plan in
            try plan.rarest(of: plan.ways, below: RunListPlan.countless, in: connection).map { (plan, $0.way, $0.runs) }
        }
        if own.count == 1, onward.isEmpty { return found(by: own[0]) }
        var best: (way: Way, cost: Double)?
        for (plan, way, runs) in onward {
            let cost = Double(runs) * (try connection.runs(in: table) / max(1, connection.runs(in: plan.table)))
            best = (way.toTaskRuns(of: plan), cost)
        }
        for way in own.filter(\.isOfTime) + own.filter({ !$0.isOfTime }) {
            let weight = way.isOfTime ? RunListPlan.neighbour : 1
            let most = Int((best?.cost ?? Double(RunListPlan.countless)) / weight)
            let runs = try connection.count("SELECT count(*) FROM (\(counted(way)) LIMIT \(most + 1))")
            if runs <= most { best = (way, Double(runs) * weight) }
        }
        if let best { return found(by: best.way) }
        return ways.first(where: \.isOfTime).map(found) ?? "FROM \(table) WHERE \(SQL.all(checks))"
    }

    /// Whether an index tells all that is asked: a condition and, at most, when runs are expected to start.
    private func isTold(by way: Way) -> Bool {
        way.stretches != nil && checks.count == 1 + (expected.isEmpty ? 0 : 1)
    }

    private func found(by way: Way) -> SQL {
        "FROM \(table) INDEXED BY \(way.index) WHERE \(SQL.all([way.condition] + checks))"
    }

    /// A row for each run of a way; with stretches, only for those that are expected to start when it is asked.
    private func counted(_ way: Way) -> SQL {
        let part = way.stretches == nil ? [] : expected
        return way.counted
            ?? "SELECT 1 FROM \(table) INDEXED BY \(way.index) WHERE \(SQL.all([way.condition] + part))"
    }
}

extension Connection {
    /// How many runs a table has, as is kept for its states.
    func runs(in table: SQL) throws -> Double {
        Double(try count("SELECT coalesce(sum(runs), 0) FROM \(table)_tally"))
    }
}
