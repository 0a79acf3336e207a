/// The rules and dates of a recurrence, and those that are taken out of it.
struct RecurrenceSet: Sendable, Equatable {
    var rules: [RecurrenceRule] = []
    var exceptions: [RecurrenceRule] = []
    /// Seconds on the wall clock, ascending.
    var dates: [Int] = []
    var exceptionDates: [Int] = []

    /// The rule, when nothing else is there.
    var onlyRule: RecurrenceRule? {
        rules.count == 1 && exceptions.isEmpty && dates.isEmpty && exceptionDates.isEmpty ? rules[0] : nil
    }

    /// A rule says its end as a moment of UTC.
    var endsInUTC: Bool { (rules + exceptions).contains(where: \.endsInUTC) }
}

/// Walks through the dates of a set, in seconds on the wall clock, ascending, none twice.
struct RecurrenceSetDates {
    private var included: Heads
    private var excluded: Heads
    private var last: Int?

    /// - Parameter range: dates outside of it are passed over.
    init(_ set: RecurrenceSet, in range: ClosedRange<Int>, _ budget: inout StepBudget) throws(StepBudget.Exhausted) {
        included = try Heads(set.rules, set.dates, in: range, &budget)
        excluded = try Heads(set.exceptions, set.exceptionDates, in: range, &budget)
    }

    mutating func next(_ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Int? {
        while let date = try included.next(&budget) {
            guard date != last else { continue }
            last = date
            while let exception = excluded.first, exception < date { _ = try excluded.next(&budget) }
            if excluded.first != date { return date }
        }
        return nil
    }

    /// The next dates of several sources.
    private struct Heads {
        private var sources: [RecurrenceDates] = []
        private var heads: [Int?] = []
        private var list: ArraySlice<Int>
        /// The source of the earliest date; nil for the list, or when all are at their end.
        private var place: Int?
        private(set) var first: Int?

        init(
            _ rules: [RecurrenceRule], _ dates: [Int], in range: ClosedRange<Int>, _ budget: inout StepBudget
        ) throws(StepBudget.Exhausted) {
            list = dates.drop { $0 < range.lowerBound }.prefix { $0 <= range.upperBound }
            for rule in rules {
                var source = try RecurrenceDates(rule, in: range, &budget)
                heads.append(try source.next(&budget))
                sources.append(source)
            }
            try find(&budget)
        }

        mutating func next(_ budget: inout StepBudget) throws(StepBudget.Exhausted) -> Int? {
            let date = first
            if let place { heads[place] = try sources[place].next(&budget) } else { list = list.dropFirst() }
            try find(&budget)
            return date
        }

        private mutating func find(_ budget: inout StepBudget) throws(StepBudget.Exhausted) {
            try budget.spend(heads.count + 1)
            (place, first) = (nil, list.first)
            for (source, head) in heads.enumerated() {
                if let head, head < first ?? .max { (place, first) = (source, head) }
            }
        }
    }
}
