/// A process that waits for background task runs to execute.
public struct TaskWorker: Sendable, Equatable {
    /// What it calls itself.
    public var name: String
    /// Which tasks it executes.
    public var taskKeys: [String]

    public init(name: String, taskKeys: [String]) {
        self.name = name
        self.taskKeys = taskKeys
    }
}

/// A background task run on its way to a worker.
public struct TaskRunDelivery: Sendable {
    public var taskRun: ID
    /// The task run as the API shows it.
    public var object: [UInt8]

    public init(taskRun: ID, object: [UInt8]) {
        self.taskRun = taskRun
        self.object = object
    }
}

/// What can be asked about background task runs and those who execute them.
///
/// A run waits as a row until a worker acknowledges it. While it is with a worker nobody else gets it; when that worker goes
/// away before it acknowledges, it waits again, before those that came later.
public protocol BackgroundTaskReading {
    /// True when a run of one of these tasks waits.
    func hasWaitingTaskRun(of taskKeys: [String]) throws -> Bool
    /// Who is connected, each name once with all its tasks. Only those for some tasks, unless that list is empty.
    func taskWorkers(for taskKeys: [String]) throws -> [TaskWorker]
}

/// What can be changed about them.
public protocol BackgroundTaskWriting {
    /// Makes a connected worker known under the id of its connection.
    func addTaskWorker(_ worker: TaskWorker, connection: ID, at now: Timestamp) throws
    /// Forgets a worker. What it did not acknowledge waits for another.
    func removeTaskWorker(connection: ID) throws
    /// Forgets all workers, because the process that held their connections is gone.
    func removeTaskWorkers() throws
    /// Gives the run that has waited longest to a worker; nil when none waits.
    func takeTaskRun(of taskKeys: [String], for connection: ID, at now: Timestamp) throws -> TaskRunDelivery?
    /// The worker has the run.
    func acknowledgeTaskRun(_ id: ID, by connection: ID) throws
}
