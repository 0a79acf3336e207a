import Core
import JSON

/// Where a deployment's runs are to wait.
struct DeploymentPlaces: Sendable {
    private let place: WorkPlace
    /// The pool is null: the deployment is to wait nowhere.
    private let leavesPool: Bool
    /// The client repeats the queue and says nothing of its pool.
    private let repeatsQueue: Bool

    /// Prefect 2's clients change a deployment by sending all of it, and some of them leave the pool out or null. That says
    /// nothing, and the queue beside it is the one in which the deployment waits already, if it has that name.
    init(workPoolName: Field<String>, workQueueName: String?, client: ClientVersion) {
        place = WorkPlace(pool: workPoolName.value, queue: workQueueName)
        leavesPool = workPoolName.isNull && !client.isPrefect2
        repeatsQueue = workPoolName.value == nil && client.isPrefect2
    }

    /// The pool that is named. Throws when it is not there.
    func pool(in tx: any WorkPoolReading) throws -> WorkPoolFacts? { try place.pool(in: tx) }

    /// The queue that the deployment moves to, made if it is missing; nil when it stays where it is.
    ///
    /// - Parameter current: The queue of a deployment that is there.
    func move(from current: ID? = nil, _ effects: Effects, at now: Timestamp, in tx: any Writing) throws -> ID?? {
        if leavesPool { return .some(nil) }
        if repeatsQueue, let current, try tx.workQueue(current)?.name == place.queue { return nil }
        return try place.queue(effects: effects, at: now, in: tx).map(Optional.some)
    }
}

extension BodyReader {
    /// A limit of one's own and a shared one exclude each other.
    mutating func refuseTwoLimits() {
        guard saysTwoLimits else { return }
        problem(
            "value_error",
            "Value error, A deployment cannot have both a concurrency limit and a global concurrency limit.",
            context: ["error": [:]])
    }

    var saysTwoLimits: Bool { says("concurrency_limit") && says("global_concurrency_limit_id") }

    mutating func limits(into change: inout DeploymentChange) {
        let limit = field("concurrency_limit", .integer(above: 0))
        if limit.isPresent { change.concurrencyLimit = .init(slots: limit.value, id: .none) }
        change.concurrencyOptions =
            switch field("concurrency_options", .object(ConcurrencyOptionsBody.self)) {
            case .absent: .none
            case .null: .some(nil)
            case .value(let body): .some(body.stored)
            }
        change.globalConcurrencyLimitID = field("global_concurrency_limit_id", .id).nested
    }

    /// The blocks on which Prefect 2's deployments run.
    mutating func documents(into change: inout DeploymentChange) {
        change.storageDocumentID = field("storage_document_id", .id).nested
        change.infrastructureDocumentID = field("infrastructure_document_id", .id).nested
    }

    /// Members that are only checked, and those that older clients send and that mean nothing any more.
    mutating func passOverOldMembers() {
        _ = optional("version_info", .object(VersionInfoBody.self))
        for name in ["worker_pool_queue_id", "worker_pool_name", "worker_pool_queue_name", "work_pool_queue_name"] {
            ignore(name)
        }
    }
}

/// What to do with runs beyond the limit.
struct ConcurrencyOptionsBody: Body {
    let stored: JSONObject

    init(from reader: inout BodyReader) {
        let strategy = reader.required("collision_strategy", .strategy)
        let grace = reader.optional("grace_period_seconds", .gracePeriod)
        stored = [
            "collision_strategy": .string(strategy.rawValue), "grace_period_seconds": grace.map(JSONValue.int) ?? .null,
        ]
    }

    static var ignoresUnknownMembers: Bool { true }
}

/// What a client says of the version that it deploys. It is checked, and kept nowhere, as on the real server.
struct VersionInfoBody: Body {
    init(from reader: inout BodyReader) {
        _ = reader.required("type", .string)
        _ = reader.required("version", .string)
    }

    static var ignoresUnknownMembers: Bool { true }
}

extension Kind where Value == ConcurrencyOptions.Strategy {
    /// The description knows it under a longer name.
    fileprivate static var strategy: Kind {
        let choice = Kind.choice(.enqueue)
        return choice.map(fallback: .enqueue, shape: .choice("ConcurrencyLimitStrategy", of: Value.self)) {
            value, _, _, _ in
            value
        }
    }
}

extension Kind where Value == Int64 {
    /// 60 seconds to a day.
    fileprivate static var gracePeriod: Kind { integer(atLeast: 60).atMost(86400) }

    /// An upper bound that the number may reach.
    func atMost(_ most: Int64) -> Kind {
        map(fallback: most, shape: shape.with(["maximum": .int(most)])) { value, json, location, problems in
            guard value <= most else {
                return problems.note(
                    "less_than_equal", "Input should be less than or equal to \(most)", json, at: location,
                    context: ["le": .int(most)])
            }
            return value
        }
    }
}

extension Kind where Value == JSONValue {
    /// A list of objects, kept as it is.
    static var steps: Kind {
        Kind<[JSONObject]>.list(of: .dictionary).map(fallback: .null) { steps, _, _, _ in
            .array(steps.map(JSONValue.object))
        }
    }
}

extension Kind where Value == JSONObject {
    /// The schema of parameters. The real server takes `{}` for that of a flow without any.
    static var parameterSchema: Kind {
        dictionary.map(fallback: JSONObject()) { schema, _, _, _ in
            schema.isEmpty ? ["type": "object", "properties": [:]] : schema
        }
    }
}
