import JSON

/// The messages that go to a worker through its channel.
public enum WorkerFrames {
    /// What a message names itself by.
    public struct Stamp: Sendable {
        let id: ID
        public let moment: Timestamp

        public init(id: ID, at moment: Timestamp) {
            self.id = id
            self.moment = moment
        }
    }

    /// `worker.ready.v1`: the channel is open; the pool as it stands.
    public static func ready(
        _ hello: WorkerHello, _ welcome: WorkerWelcome, _ stamp: Stamp, from storage: some WorkPoolReading
    ) throws -> [UInt8] {
        try frame("worker.ready.v1", stamp) { payload in
            payload.member("consumer_id", .string(hello.consumerID.description))
            payload.member("worker_id", .null)
            payload.member("selected_channel_version", .string(WorkerHello.channelVersion))
            payload.member("effective_heartbeat_interval_seconds", .int(hello.heartbeatInterval))
            payload.member("accepted_capabilities", .array(WorkerHello.requiredCapabilities.map(JSONValue.string)))
            payload.member("rejected_capabilities", .array(hello.rejectedCapabilities.map(JSONValue.string)))
            payload.member("effective_max_cleanup_concurrency", 0)
            payload.member(
                "resolved_work_queues",
                .array(welcome.queues.map { ["id": .string($0.id.description), "name": .string($0.name)] }))
            payload.key("initial_snapshot")
            try snapshot(1, "initial", ofPool: welcome.poolID, from: storage, into: &payload)
        }
    }

    /// `work_pool.snapshot.v1`: the pool has changed.
    ///
    /// - Parameter number: the first was in the ready message and had the number 1.
    public static func changed(
        pool: ID, number: Int64, _ stamp: Stamp, from storage: some WorkPoolReading
    ) throws -> [UInt8] {
        var writer = JSONWriter(capacity: 4096)
        try writer.object { frame in
            head("work_pool.snapshot.v1", stamp, &frame)
            frame.key("payload")
            try snapshot(number, "work_pool_updated", ofPool: pool, from: storage, into: &frame)
        }
        return writer.bytes
    }

    /// `cleanup.operation_result.v1`: nothing was asked to be cleared away, so nothing can be said of it.
    public static func noCleanup(operation: String, message: ID, inAnswerTo request: ID, _ stamp: Stamp) -> [UInt8] {
        frame("cleanup.operation_result.v1", stamp) { payload in
            payload.member("request_frame_id", .string(request.description))
            payload.member("message_id", .string(message.description))
            payload.member("operation", .string(operation))
            payload.member("status", "unauthorized")
            payload.member("lease_expires_at", .null)
            payload.member("reason", "cleanup_delivery_not_accepted")
            payload.member("detail", .null)
        }
    }

    private static func frame(
        _ type: String, _ stamp: Stamp, _ payload: (inout JSONWriter) throws -> Void
    ) rethrows -> [UInt8] {
        var writer = JSONWriter(capacity: 4096)
        try writer.object { frame in
            head(type, stamp, &frame)
            frame.key("payload")
            try frame.object(payload)
        }
        return writer.bytes
    }

    private static func head(_ type: String, _ stamp: Stamp, _ frame: inout JSONWriter) {
        frame.member("type", .string(type))
        frame.member("id", .string(stamp.id.description))
        frame.member("sent_at", .string(stamp.moment.description))
    }

    private static func snapshot(
        _ number: Int64, _ reason: JSONValue, ofPool pool: ID, from storage: some WorkPoolReading,
        into writer: inout JSONWriter
    ) throws {
        try writer.object { snapshot in
            snapshot.member("snapshot_sequence", .int(number))
            snapshot.member("reason", reason)
            snapshot.key("work_pool")
            guard try storage.writeWorkPool(pool, .newest, into: &snapshot) else {
                throw WorkerChannelRefusal.authorizationFailed
            }
        }
    }
}
