public import Core

/// What the closure of a read or a write sees of the database. Each subject adds its queries in its own folder.
public final class SQLTransaction {
    let connection: Connection
    /// Seals and opens the data of blocks.
    let keys: KeyRing
    /// What the person who runs the server bounds.
    public let bounds: Bounds
    /// What this transaction changed that somebody may be waiting for.
    private(set) var topics: Topics = []

    init(connection: Connection, keys: KeyRing, bounds: Bounds) {
        self.connection = connection
        self.keys = keys
        self.bounds = bounds
    }

    /// Wakes those who wait for a topic, once this transaction is on disk.
    func touch(_ topic: Topics) { topics.insert(topic) }
}

/// Kinds of rows whose arrival others wait for.
public struct Topics: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let events = Topics(rawValue: 1)
    public static let logs = Topics(rawValue: 2)
    public static let scheduledTaskRuns = Topics(rawValue: 4)
    public static let deployments = Topics(rawValue: 8)
    public static let workPools = Topics(rawValue: 16)
    /// Slots of limits that came free by other ways than being given back.
    public static let slots = Topics(rawValue: 32)
}
