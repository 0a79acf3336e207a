public import JSON

/// The runs that wait in a queue, as far as somebody asks for them.
public struct WaitingRuns: Sendable, Equatable {
    /// Bounds of the scheduled start, both included.
    public var from: Timestamp?
    public var through: Timestamp?
    public var limit: Int

    public init(from: Timestamp? = nil, through: Timestamp? = nil, limit: Int) {
        self.from = from
        self.through = through
        self.limit = limit
    }
}

/// Who asks for runs: a worker of a pool, or an agent of Prefect 2.
public enum Poller: Sendable { case worker, agent }

/// What polls ask of the database. Lists begin with the run that is due first; each costs what it answers, however many
/// runs there are.
public protocol PollReading {
    /// Runs in a queue that a worker may start. Those that their own process will try again are not among them.
    func runs(inQueue queue: ID, _ wanted: WaitingRuns) throws -> [ID]
    /// Pending and running runs of queues together.
    func countRunsHoldingSlots(ofQueues queues: [ID]) throws -> Int

    /// Runs that an agent finds in a queue: also those that name it without belonging to any.
    func runs(inQueueOfAgents queue: WorkQueueFacts, _ wanted: WaitingRuns) throws -> [ID]
    /// Pending, running and cancelling ones among those.
    func countRunsHoldingSlots(ofQueueOfAgents queue: WorkQueueFacts) throws -> Int

    /// Runs that a queue's filter finds.
    func runs(_ selection: WorkQueueSelection, _ wanted: WaitingRuns) throws -> [ID]
    /// Pending and running ones among those.
    func countRunsHoldingSlots(_ selection: WorkQueueSelection) throws -> Int

    /// Queues whose filter lets a deployment in, one after another by name. A queue without one lets everything in.
    func writeWorkQueues(taking deployment: ID, tags: [String], into writer: inout JSONWriter) throws
    /// Writes a run as those get it who poll. False, with nothing written, when there is none.
    func writeFlowRun(_ id: ID, for poller: Poller, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool

    /// Whether a poll of queues has anything to note: see ``PollWriting``.
    func hasPollToNote(ofQueues queues: [ID], since cutoff: Timestamp) throws -> Bool
    func hasPollToNote(ofDeployments deployments: [ID], since cutoff: Timestamp) throws -> Bool
}

/// What polls leave behind. Who was polled since `cutoff` and is known to be ready is left alone: polls are many, and
/// nobody needs to know to the second when the last one was.
public protocol PollWriting {
    /// Notes that queues were polled, for them and their deployments; those that were not ready become so, with an event.
    func notePoll(ofQueues queues: [ID], since cutoff: Timestamp, at now: Timestamp) throws
    /// Notes that deployments were polled, with an event for those that become ready.
    func notePoll(ofDeployments deployments: [ID], since cutoff: Timestamp, at now: Timestamp) throws
}

extension Timestamp {
    /// Polls since this moment need not be noted again. Who is not polled for a minute counts as not ready.
    public var pollCutoff: Timestamp { self - .seconds(5) }
}
