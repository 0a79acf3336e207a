/// The database as the rest of the server sees it.
///
/// Closures are `@Sendable` and their results `Sendable`, so that the compiler refuses to carry the transaction out of them.
public protocol Storage: Sendable {
    /// Runs a closure on one snapshot.
    func read<T: Sendable>(_ body: @Sendable (any Reading) throws -> T) throws -> T

    /// Runs a closure in a transaction of its own and returns once that is on disk. When the closure throws, nothing is kept.
    func write<T: Sendable>(_ body: @Sendable (any Writing) throws -> T) throws -> T
}

extension Storage {
    /// Changes what may not be there. The closure says whether it was; if not, nothing is kept and the failure is thrown.
    public func change(or failure: Failure, _ body: @Sendable (any Writing) throws -> Bool) throws {
        try write { tx in
            guard try body(tx) else { throw failure }
        }
    }
}

/// Everything that can be asked of the database, a protocol a subject.
public typealias Reading =
    FlowReading
    & CSRFTokenReading
    & FlowRunReading
    & RunHistoryReading
    & FlowRunInputReading
    & FlowRunGraphReading
    & FlowRunServiceReading
    & ZombieReading
    & RunViewReading
    & BackgroundTaskReading
    & NotificationPolicyReading
    & BlockerReading
    & OrchestrationReading
    & StateReading
    & TaskRunReading
    & DeploymentReading
    & WorkPoolReading
    & WorkQueueReading
    & PollReading
    & WorkerReading
    & ConcurrencyStatusReading
    & SchedulerReading
    & ServiceReading
    & LateRunReading
    & ForemanReading
    & RetentionReading
    & LogReading
    & VariableReading
    & ArtifactReading
    & SavedSearchReading
    & PageReading
    & EventReading
    & BlockTypeReading
    & BlockSchemaReading
    & BlockDocumentReading
    & ResultStorageReading
    & ConcurrencyReading

/// Everything that can be changed in the database, a protocol a subject.
public typealias Writing =
    Reading
    & FlowWriting
    & CSRFTokenWriting
    & FlowRunWriting
    & FlowRunCreation
    & FlowRunInputWriting
    & BackgroundTaskWriting
    & NotificationPolicyWriting
    & EventWriting
    & OrchestrationWriting
    & TaskRunCreation
    & TaskRunWriting
    & TaskRunRecordWriting
    & SignOfLifeWriting
    & DeploymentWriting
    & WorkPoolWriting
    & WorkQueueWriting
    & PollWriting
    & WorkerWriting
    & SchedulerWriting
    & ServiceWriting
    & ForemanWriting
    & RetentionWriting
    & LogWriting
    & VariableWriting
    & ArtifactWriting
    & SavedSearchWriting
    & ConcurrencyWriting
    & ServerWriting
    & BlockTypeWriting
    & BlockSchemaWriting
    & BlockDocumentWriting
    & ResultStorageWriting
