import Testing

@Suite struct WeekTests {
    @Test(arguments: [2026] as [UInt64])
    func `in a week of restarts, redeploys and runners that come and go each slot gets exactly one run`(
        seed: UInt64
    ) throws {
        let runners = (0..<3).map { ServingRunner($0, of: 3) }
        var week = try Week(seed: seed, deployments: 200, takers: runners)
        try week.run()
        let expected = try week.expectedSlots()
        let actual = try week.actualSlots()
        #expect(actual.count == Set(actual).count, "slots with two runs: \(doubles(actual))")
        let lost = expected.subtracting(actual)
        #expect(lost.isEmpty, "lost: \(lost.sorted().prefix(5))")
        let unwanted = Set(actual).subtracting(expected)
        #expect(unwanted.isEmpty, "runs that no schedule asked for: \(unwanted.sorted().prefix(5))")
        #expect(expected.count > 2000)
        // The week was eventful: everything happened, and there were late runs and others.
        #expect(week.counts.count == 9 && week.counts.values.allSatisfy { $0 > 5 }, "\(week.counts)")
        let taken = week.takers.compactMap { $0 as? ServingRunner }
        #expect(taken.map(\.late).reduce(0, +) > 100)
        #expect(taken.map(\.onTime).reduce(0, +) > 20)
    }

    private func doubles(_ slots: [String]) -> [String] {
        Dictionary(grouping: slots, by: { $0 }).filter { $0.value.count > 1 }.keys.sorted().prefix(5).map { $0 }
    }
}
