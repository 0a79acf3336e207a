/// How much may be asked for or sent at once, how long the rules have runs wait, and when workers count as silent: what the person
/// who runs the server may set otherwise. The standard numbers are those of Prefect's server.
public struct Bounds: Sendable, Equatable {
    /// Rows that one answer of a list has at most, and when no limit is asked for.
    public var rows: Int64 = 200
    /// Bytes of the parameters of a run or a deployment, as JSON.
    public var parameterBytes = 524_288
    /// Characters of a cache key.
    public var cacheKeyLength = 2000
    /// What a schedule may ask for as the most runs that it has ahead.
    public var scheduledRuns: Int64 = 50
    /// Nodes of the graph of a flow run.
    public var graphNodes = 10_000
    /// Artifacts of the graph of a flow run.
    public var graphArtifacts = 10_000
    /// How long a run holds the slot of its deployment until its process is there to renew the lease.
    public var deploymentLease = Interval.seconds(300)
    /// How long a run waits for a slot of its deployment before it is looked at again in any case.
    public var deploymentSlotWait = Interval.seconds(30)

    /// Heartbeats that a worker may miss before it is offline.
    public var heartbeatsMissed: Int64 = 3
    /// Seconds between two heartbeats of a worker that does not say.
    public var heartbeatInterval: Int64 = 30

    public init() {}
}
