public import Core
public import JSON

/// What a worker says over its channel.
public enum WorkerMessage: Sendable {
    case hello(WorkerHello)
    case heartbeat(consumerID: ID, workerName: String, interval: Int64)
    /// Something about what is to be cleared away: `ack`, `release` or `renew`.
    case cleanup(operation: String, frame: ID, message: ID)

    /// Reads a frame. Members that are not known are refused, as on the real server.
    public init(_ json: JSONValue) throws(WorkerChannelRefusal) {
        switch json["type"]?.string {
        case "worker.hello.v1": self = .hello(try WorkerMessage.payload(json, WorkerHelloBody.self).hello)
        case "worker.heartbeat.v1":
            let beat = try WorkerMessage.payload(json, WorkerHeartbeatBody.self)
            self = .heartbeat(consumerID: beat.consumerID, workerName: beat.name, interval: beat.interval)
        case "cleanup.ack.v1": self = try WorkerMessage.cleanup("ack", json, CleanupBody.self)
        case "cleanup.renew.v1": self = try WorkerMessage.cleanup("renew", json, CleanupBody.self)
        case "cleanup.release.v1": self = try WorkerMessage.cleanup("release", json, CleanupReleaseBody.self)
        default: throw .protocolError
        }
    }

    private static func cleanup<Value: CleanupNaming>(
        _ operation: String, _ json: JSONValue, _ type: Value.Type
    ) throws(WorkerChannelRefusal) -> WorkerMessage {
        let message = try payload(json, type).message
        return .cleanup(operation: operation, frame: json["id"]?.string.flatMap(ID.init) ?? .none, message: message)
    }

    private static func payload<Value: Body>(
        _ json: JSONValue, _ type: Value.Type
    ) throws(WorkerChannelRefusal) -> Value {
        var problems = Problems()
        guard let frame = Kind.object(Frame<Value>.self).read(json, [], &problems), problems.isEmpty else {
            throw .protocolError
        }
        return frame.payload
    }
}

/// What is around every payload.
private struct Frame<Payload: Body>: Body {
    let payload: Payload

    init(from reader: inout BodyReader) {
        _ = reader.required("type", .string)
        _ = reader.required("id", .id)
        _ = reader.required("sent_at", .time)
        payload = reader.required("payload", .object(Payload.self))
    }
}

private struct WorkerHelloBody: PlacedBody {
    let hello: WorkerHello

    /// What a worker can clear away.
    private enum Cleanup: String, CaseIterable {
        case cancelling = "cancelling_timeout_teardown.v1"
        case pending = "pending_claim_teardown.v1"
    }

    init(from reader: inout BodyReader) {
        var hello = WorkerHello(
            consumerID: reader.required("consumer_id", .id), workerName: reader.required("worker_name", .filled),
            workerType: reader.required("worker_type", .filled),
            heartbeatInterval: reader.required("heartbeat_interval_seconds", .integer(above: 0)),
            channelVersions: reader.required("supported_channel_versions", .list(of: .filled)),
            capabilities: reader.required("requested_capabilities", .list(of: .filled)))
        hello.queueNames = reader.optional("work_queue_names", .list(of: .filled), default: [])
        let kinds = reader.optional("handled_cleanup_kinds", .list(of: .choice(Cleanup.pending)), default: [])
        let most = reader.optional("max_cleanup_concurrency", .integer(atLeast: 0), default: 0)
        hello.createsPool = reader.optional("create_pool_if_not_found", .boolean, default: false)
        hello.baseJobTemplate = reader.optional("default_base_job_template", .dictionary, default: JSONObject())
        _ = reader.optional("worker_metadata", .dictionary)
        let offersCleanup = hello.capabilities.contains(WorkerHello.cleanupCapability)
        if hello.channelVersions.isEmpty || !hello.capabilities.containsAll(WorkerHello.requiredCapabilities)
            || !offersCleanup && (!kinds.isEmpty || most > 0)
        {
            reader.problem("value_error", "What the worker offers does not fit together.")
        }
        self.hello = hello
    }
}

private struct WorkerHeartbeatBody: PlacedBody {
    let consumerID: ID
    let name: String
    let interval: Int64

    init(from reader: inout BodyReader) {
        consumerID = reader.required("consumer_id", .id)
        name = reader.required("worker_name", .filled)
        interval = reader.required("heartbeat_interval_seconds", .integer(above: 0))
    }
}

/// A payload that names a message about cleaning up.
private protocol CleanupNaming: Body {
    var message: ID { get }
}

private struct CleanupBody: CleanupNaming {
    let message: ID

    init(from reader: inout BodyReader) {
        message = reader.required("message_id", .id)
        _ = reader.required("reservation_token", .filled)
    }
}

private struct CleanupReleaseBody: CleanupNaming {
    let message: ID

    init(from reader: inout BodyReader) {
        message = CleanupBody(from: &reader).message
        _ = reader.required("reason", .filled)
    }
}

extension Kind where Value == String {
    /// A text of at least one character.
    fileprivate static var filled: Kind {
        string.map(fallback: "") { text, json, location, problems in
            text.isEmpty
                ? problems.note("string_too_short", "String should have at least 1 character", json, at: location)
                : text
        }
    }
}

extension [String] {
    fileprivate func containsAll(_ others: [String]) -> Bool { others.allSatisfy(contains) }
}
