import Core
import JSON

/// What a deployment may name in other subjects: work pools, of which there are none yet, and block documents.
struct DeploymentPlaces: Sendable {
    let workPoolName: String?
    var storageDocumentID: ID?
    var infrastructureDocumentID: ID?

    init(workPoolName: String?) { self.workPoolName = workPoolName }

    mutating func readDocuments(_ reader: inout BodyReader, into change: inout DeploymentChange) {
        let storage = reader.field("storage_document_id", .id)
        let infrastructure = reader.field("infrastructure_document_id", .id)
        (storageDocumentID, infrastructureDocumentID) = (storage.value, infrastructure.value)
        (change.storageDocumentID, change.infrastructureDocumentID) = (storage.nested, infrastructure.nested)
    }

    /// Refuses a work pool that is not there.
    func checkWorkPool() throws {
        guard let workPoolName, !workPoolName.isEmpty else { return }
        throw Failure.notFound("Work pool \"\(workPoolName)\" not found.")
    }

    /// Refuses block documents that are not there, in the words for a deployment that is to be made.
    func checkDocumentsOfNew(in tx: any BlockDocumentReading) throws {
        for (kind, id) in [("infrastructure", infrastructureDocumentID), ("storage", storageDocumentID)] {
            guard let id, try tx.blockDocument(id) == nil else { continue }
            throw Failure.conflict(
                """
                Error creating deployment. Could not find \(kind) block with id: \(id). This usually occurs when applying a \
                deployment specification that was built against a different Prefect database / workspace.
                """)
        }
    }

    /// Refuses block documents that are not there.
    func checkDocuments(in tx: any BlockDocumentReading) throws {
        for id in [storageDocumentID, infrastructureDocumentID].compactMap(\.self) {
            guard try tx.blockDocument(id) != nil else { throw Failure.conflict(Failure.integrityConflict) }
        }
    }
}

extension BodyReader {
    /// A limit of one's own and a shared one exclude each other.
    mutating func refuseTwoLimits() {
        guard says("concurrency_limit"), says("global_concurrency_limit_id") else { return }
        problem(
            "value_error",
            "Value error, A deployment cannot have both a concurrency limit and a global concurrency limit.",
            context: ["error": [:]])
    }

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

    /// Members that are only checked, and those that older clients send and that mean nothing any more.
    mutating func passOverOldMembers() {
        _ = optional("version_info", .object(VersionInfoBody.self))
        for name in ["worker_pool_queue_id", "worker_pool_name", "worker_pool_queue_name", "work_pool_queue_name"] {
            ignore(name)
        }
    }
}

/// What to do with runs beyond the limit.
private struct ConcurrencyOptionsBody: Body {
    let stored: JSONObject

    private enum Strategy: String, CaseIterable {
        case enqueue = "ENQUEUE"
        case cancelNew = "CANCEL_NEW"
    }

    init(from reader: inout BodyReader) {
        let strategy = reader.required("collision_strategy", .choice(Strategy.enqueue))
        let grace = reader.optional("grace_period_seconds", .gracePeriod)
        stored = [
            "collision_strategy": .string(strategy.rawValue), "grace_period_seconds": grace.map(JSONValue.int) ?? .null,
        ]
    }

    static var ignoresUnknownMembers: Bool { true }
}

/// What a client says of the version that it deploys. It is checked, and kept nowhere, as on the real server.
private struct VersionInfoBody: Body {
    init(from reader: inout BodyReader) {
        _ = reader.required("type", .string)
        _ = reader.required("version", .string)
    }

    static var ignoresUnknownMembers: Bool { true }
}

extension Kind where Value == Int64 {
    /// 60 seconds to a day.
    fileprivate static var gracePeriod: Kind { integer(atLeast: 60).atMost(86400) }

    /// An upper bound that the number may reach.
    func atMost(_ most: Int64) -> Kind {
        map(fallback: most) { value, json, location, problems in
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
