import JSON

/// The events that tell whether somebody asks for the runs of a work queue, such as `prefect.work-queue.ready`.
public enum WorkQueueEvent {
    /// The queue as far as its events speak of it.
    public struct Subject: Sendable, Equatable {
        public var queue: ObjectName
        public var pool: ObjectName
        public var poolType: String

        public init(queue: ObjectName, pool: ObjectName, poolType: String) {
            self.queue = queue
            self.pool = pool
            self.poolType = poolType
        }
    }

    /// Tells of the status that a queue has come to.
    public static func became(_ status: WorkStatus, _ subject: Subject, at now: Timestamp) -> Event {
        let place = WorkStatus.allCases.firstIndex(of: status) ?? 0
        let purpose = UInt64(bitPattern: now.microseconds) << 3 | UInt64(place)
        return Event(
            id: subject.queue.id.derived(for: purpose, at: now), occurred: now, received: now,
            name: "prefect.work-queue.\(status.rawValue.lowercased().replacing("_", with: "-"))",
            resource: [
                "prefect.resource.id": .string("prefect.work-queue.\(subject.queue.id)"),
                "prefect.resource.name": .string(subject.queue.name), "prefect.resource.role": "work-queue",
            ],
            related: [
                [
                    "prefect.resource.id": .string("prefect.work-pool.\(subject.pool.id)"),
                    "prefect.resource.name": .string(subject.pool.name),
                    "prefect.work-pool.type": .string(subject.poolType), "prefect.resource.role": "work-pool",
                ]
            ])
    }
}
