import Testing

@testable import Core

/// A world in which rules find nothing but what a test puts there.
struct KnownFacts: OrchestrationReading {
    var bounds = Bounds()
    var flowRuns: [ID: RunFacts] = [:]
    var cached: [String: State] = [:]
    var moments: Set<Timestamp> = []
    var tagLimits: [LimitFacts] = []
    var runLimit: RunLimit?
    var leases: Set<ID> = []

    func flowRunFacts(_ id: ID) -> RunFacts? { flowRuns[id] }
    func taskRunFacts(_ id: ID) -> RunFacts? { nil }
    func cachedState(key: String, at now: Timestamp) -> State? { cached[key] }
    func hasState(of run: RunFacts, at moment: Timestamp) -> Bool { moments.contains(moment) }
    func limits(ofTagsOfTaskRun id: ID, at now: Timestamp) -> [LimitFacts] { tagLimits }
    func runLimit(ofDeployment id: ID, except run: ID, at now: Timestamp) -> RunLimit? { runLimit }
    func hasLease(_ id: ID) -> Bool { leases.contains(id) }
}

/// A moment, ids and runs for tests of rules.
enum Given {
    static let now = Timestamp(microseconds: 1_800_000_000_000_000)

    static func id(_ number: UInt64) -> ID { ID(high: 7, low: number) }

    static func state(_ type: StateType, _ name: String? = nil, at moment: Timestamp = now) -> State {
        State(id: id(1), type: type, name: name, timestamp: moment)
    }

    static func run(_ kind: RunFacts.Kind, in state: State?) -> RunFacts {
        RunFacts(kind: kind, id: id(2), state: state)
    }
}

@Suite struct PolicyTests {
    private func decide(_ rules: [Rule], from: StateType?, to: StateType, facts: KnownFacts = KnownFacts()) throws
        -> Decision
    {
        let run = Given.run(.flowRun, in: from.map { Given.state($0, at: Given.now - .minutes(1)) })
        return try Policy(rules).decide(Transition(run: run, proposed: Given.state(to), now: Given.now), reading: facts)
    }

    /// A rule for every transition that always answers the same.
    private func always(_ ruling: Ruling) -> Rule { Rule(from: .anyOrNone, to: .any) { _, _, _ in ruling } }

    @Test func `without a rule the proposed state is entered`() throws {
        let decision = try decide([], from: .pending, to: .running)
        #expect(decision.status == .accepted)
        #expect(decision.entered?.type == .running)
        #expect(decision.run.progress.runCount == 1)
        #expect(decision.run.progress.startTime == Given.now)
    }

    @Test func `a rule is asked only about the states that it names`() throws {
        let rule = Rule(from: [.running], to: [.failed]) { _, _, _ in .abort("no") }
        #expect(try decide([rule], from: .running, to: .failed).status == .aborted(reason: "no"))
        #expect(try decide([rule], from: .running, to: .completed).status == .accepted)
        #expect(try decide([rule], from: nil, to: .failed).status == .accepted)
    }

    @Test func `a later rule sees what an earlier one left`() throws {
        let rename = always(.accept(Given.state(.running, "Renamed")))
        let look = Rule(from: .anyOrNone, to: .any) { transition, proposed, _ in
            .reject(nil, reason: "\(proposed.name) \(transition.run.progress.runCount)")
        }
        let count = always(Ruling(.pass, changes: [.runCount(5)]))
        #expect(
            try decide([rename, count, look], from: .pending, to: .running).status == .rejected(reason: "Renamed 5"))
    }

    @Test func `after a state of another type no rule is asked any more`() throws {
        let replace = always(.reject(Given.state(.cancelled), reason: "first"))
        let decision = try decide([replace, always(.abort("second"))], from: .scheduled, to: .cancelling)
        #expect(decision.status == .rejected(reason: "first"))
        #expect(decision.entered?.type == .cancelled)
    }

    @Test func `a rule whose transition did not come to be changes nothing`() throws {
        let change = always(
            Ruling(.pass, changes: [.runCount(9), .retryType("reschedule")], afterwards: [.resuming(true)]))
        let decision = try decide([change, always(.abort("no"))], from: .failed, to: .running)
        #expect(decision.entered == nil)
        #expect(decision.run == decision.before)
        #expect(!decision.changesSomething)
        #expect(decision.state?.type == .failed)
    }

    @Test func `a rule that refuses may still change the run`() throws {
        let refuse = always(Ruling(.reject(nil, reason: "no"), afterwards: [.resuming(true)]))
        let decision = try decide([refuse], from: .paused, to: .pending)
        #expect(decision.entered == nil)
        #expect(decision.run.policy.isResuming)
    }

    @Test func `changes for afterwards come after the bookkeeping`() throws {
        let resume = always(Ruling(.pass, afterwards: [.resuming(true)]))
        let decision = try decide([resume], from: .paused, to: .running)
        #expect(decision.run.progress.runCount == 1)
        #expect(decision.run.policy.isResuming)
    }

    @Test func `a moment that is taken gives way to the next free one`() throws {
        let next = Given.now + Interval(microseconds: 1)
        let decision = try decide([], from: .pending, to: .running, facts: KnownFacts(moments: [Given.now, next]))
        #expect(decision.entered?.timestamp == next + Interval(microseconds: 1))
        #expect(decision.run.progress.startTime == decision.entered?.timestamp)
    }
}
