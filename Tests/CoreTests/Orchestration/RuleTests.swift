import JSON
import Testing

@testable import Core

/// What the recorded table of a real server's answers cannot reach: chance, edges of time, runs without a state.
@Suite struct RuleTests {
    private func judge(
        _ rule: Rule, _ run: RunFacts, _ proposed: State, facts: KnownFacts = KnownFacts(), chance: UInt64 = 0
    ) throws -> Ruling {
        try rule.judge(Transition(run: run, proposed: proposed, now: Given.now, chance: chance), proposed, facts)
    }

    @Test func `a run without a state cannot pause`() throws {
        let run = Given.run(.flowRun, in: nil)
        #expect(
            try judge(.pauseRunningFlows, run, Given.state(.paused)) == .abort("Cannot pause flows with no state."))
    }

    @Test(
        arguments: [
            (-1_000_000, nil), (0, nil), (500_000, nil), (500_001, 1), (1_000_000, 1), (1_500_000, 1), (1_500_001, 2),
            (-400_000, nil),
        ] as [(Int64, Int64?)])
    func `waiting is said in whole seconds, to the nearest`(ahead: Int64, seconds: Int64?) throws {
        var state = Given.state(.scheduled)
        state.details.scheduledTime = Given.now + Interval(microseconds: ahead)
        let ruling = try judge(.waitForScheduledTime, Given.run(.flowRun, in: state), Given.state(.running))
        let wanted = seconds.map { Ruling(.wait(seconds: $0, reason: "Scheduled time is in the future")) } ?? .pass
        #expect(ruling == wanted)
    }

    @Test func `the same transition id changes nothing twice`() throws {
        var state = Given.state(.running)
        state.details.transitionID = Given.id(5)
        let run = Given.run(.flowRun, in: state)
        #expect(
            try judge(.noTransitionTwice, run, state)
                == .reject(nil, reason: "This run has already made this state transition."))
        #expect(try judge(.noTransitionTwice, run, Given.state(.running)) == .pass)
    }

    @Test(arguments: [
        (0.0, [] as [JSONValue], 1, 0...0.0), (0, [10], 1, 10...10), (0, [10, 20], 2, 20...20),
        (0, [10, 20], 7, 20...20),
        (0.5, [10], 1, 5...15), (3, [10], 1, 0...40), (0.5, [0], 1, 0...0),
    ])
    func `delays come from the list, and jitter keeps within its bounds`(
        jitter: Double, delays: [JSONValue], retry: Int, bounds: ClosedRange<Double>
    ) {
        let policy = RunPolicy(["retry_delay": .array(delays), "retry_jitter_factor": .double(jitter)])
        for chance in [0, UInt64.max / 3, UInt64.max] {
            #expect(bounds.contains(policy.delay(beforeRetry: retry, chance: chance)))
        }
        #expect(policy.delay(beforeRetry: retry, chance: 0) == bounds.lowerBound)
    }

    @Test func `a task of a retried flow run is retrying, and has its retries again`() throws {
        var task = Given.run(.taskRun, in: Given.state(.failed))
        task.flowRunID = Given.id(3)
        task.flowRunRunCount = 1
        task.progress.runCount = 4
        var flow = Given.run(.flowRun, in: Given.state(.running))
        flow.progress.runCount = 2
        let facts = KnownFacts(flowRuns: [Given.id(3): flow])
        let ruling = try judge(.taskRunsLeaveTheirEndRarely, task, Given.state(.running), facts: facts)
        #expect(ruling == Ruling(.accept(Given.state(.running, "Retrying")), changes: [.runCount(0)]))
    }

    @Test func `a cache key past its length is told, and kept all the same`() throws {
        var proposed = Given.state(.completed)
        let key = String(repeating: "k", count: 2001)
        proposed.details.cacheKey = key
        let ruling = try judge(.insertIntoCache, Given.run(.taskRun, in: Given.state(.running)), proposed)
        #expect(ruling.afterwards == [.cache(key: key, expiration: nil)])
        #expect(
            ruling.verdict
                == .reject(proposed, reason: "Cache key exceeded maximum allowed length of 2000 characters."))
    }

    @Test func `a cached state is not taken by one who asks for a fresh one`() throws {
        var proposed = Given.state(.running)
        proposed.details.cacheKey = "sum"
        let facts = KnownFacts(cached: ["sum": Given.state(.completed)])
        let run = Given.run(.taskRun, in: nil)
        let taken = try judge(.retrieveFromCache, run, proposed, facts: facts)
        #expect(taken == .reject(Given.state(.completed, "Cached"), reason: "Retrieved state from cache"))
        proposed.details.members["refresh_cache"] = true
        #expect(try judge(.retrieveFromCache, run, proposed, facts: facts) == .pass)
    }
}
