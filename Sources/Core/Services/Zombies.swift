/// Ends runs whose process is gone without a word: those that sent heartbeats and fell silent, and those that ran in a
/// process of a worker that is gone. Of a run that gave neither sign nobody knows anything, so it is left alone.
public struct Zombies: Service {
    public let name = "zombies"
    public let interval = Interval.seconds(5)
    let patience: ZombiePatience
    private let attention = Attention()

    /// Runs that one transaction ends, without those that they called.
    static let runsPerTick = 50
    /// Task runs of a run that end with it at most, and runs that it called.
    static let childrenPerRun = 1000

    public init(patience: ZombiePatience = ZombiePatience()) { self.patience = patience }

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        let question = ZombieQuestion(patience: patience, listeningSince: attention.since(at: now), now: now)
        guard try storage.read({ try !$0.zombies(question, limit: 1).isEmpty }) else { return Tick() }
        return try storage.write { tx in
            let found = try tx.zombies(question, limit: Zombies.runsPerTick)
            var ended: [Zombie] = []
            for zombie in found {
                let state = State.crashed(zombie.sign.message(at: now), id: effects.newID(at: now), at: now)
                guard try Zombies.end(zombie.run.id, in: state, effects: effects, tx) else { continue }
                ended.append(zombie)
            }
            return Tick(
                // A tick that ended nothing would only find the same runs again.
                hasMore: found.count == Zombies.runsPerTick && !ended.isEmpty,
                notices: ended.map { "The flow run \($0.run.name) (\($0.run.id)) crashed. \($0.sign.message(at: now))" }
            )
        }
    }

    /// Ends a run by the way of every other change of state, and what ran in its process with it. False when the rules
    /// leave the run as it is.
    private static func end(_ run: ID, in state: State, effects: Effects, _ tx: any Writing) throws -> Bool {
        let now = state.timestamp
        let decision = try StateSetting.setState(
            ofFlowRun: run, to: state, force: false, chance: effects.random(), at: now, in: tx)
        guard decision.entered?.type == .crashed else { return false }
        let message = "The flow run that this belongs to crashed: its process is gone."
        for child in try tx.subflowRunsInProcess(of: run, limit: childrenPerRun) {
            _ = try end(child, in: .crashed(message, id: effects.newID(at: now), at: now), effects: effects, tx)
        }
        for task in try tx.taskRunsInProcess(of: run, limit: childrenPerRun) {
            _ = try StateSetting.setState(
                ofTaskRun: task, to: .crashed(message, id: effects.newID(at: now), at: now), force: true, at: now,
                in: tx)
        }
        return true
    }
}

/// How long a run may give no sign of life.
public struct ZombiePatience: Sendable, Equatable {
    /// Since its last heartbeat; nil when silence says nothing. A run that has shown longer pauses between its heartbeats
    /// is waited for longer: ``pausesMissed`` of them.
    public var heartbeats: Interval?
    /// Since the last heartbeat of the worker in whose process it ran; nil when that says nothing.
    public var workers: Interval?

    /// Clients send heartbeats every three minutes unless they are told otherwise, and may lose some.
    public static let usual = Interval.minutes(10)
    public static let pausesMissed: Int64 = 3

    public init(heartbeats: Interval? = usual, workers: Interval? = usual) {
        self.heartbeats = heartbeats
        self.workers = workers
    }
}

extension State {
    fileprivate static func crashed(_ message: String, id: ID, at now: Timestamp) -> State {
        State(id: id, type: .crashed, timestamp: now, message: message)
    }
}

extension Zombie.Sign {
    /// Why the run is taken for dead.
    fileprivate func message(at now: Timestamp) -> String {
        switch self {
        case .silence(let since):
            "No heartbeat for \((now - since).wholeSeconds) seconds: the process of this flow run is gone."
        case .workerGone(let worker, let pool, let since):
            "The worker \(worker) of the work pool \(pool), whose process this flow run was, has not been heard of for "
                + "\((now - since).wholeSeconds) seconds."
        }
    }
}

extension Interval {
    fileprivate var wholeSeconds: Int64 { microseconds / 1_000_000 }
}
