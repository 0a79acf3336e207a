import Core
import JSON

/// The body of `POST /api/work_pools/`.
struct WorkPoolCreateBody: Body {
    let pool: NewWorkPool

    init(from reader: inout BodyReader) {
        var pool = NewWorkPool(
            id: .none, defaultQueueID: .none, name: reader.required("name", .nonEmptyName), type: WorkPool.agentType)
        pool.description = reader.optional("description", .string)
        pool.type = reader.optional("type", .string, default: WorkPool.agentType)
        pool.baseJobTemplate = reader.optional("base_job_template", .baseJobTemplate, default: JSONObject())
        pool.isPaused = reader.optional("is_paused", .boolean, default: false)
        pool.concurrencyLimit = reader.optional("concurrency_limit", .integer(atLeast: 0))
        pool.storage =
            reader.present("storage_configuration", .object(WorkPoolStorageBody.self))?.stored ?? JSONObject()
        self.pool = pool
    }
}

/// The body of `PATCH /api/work_pools/{name}`.
struct WorkPoolUpdateBody: Body {
    let change: WorkPoolChange
    /// Says more than whether the pool is paused and how much it takes: not for pools that are reserved.
    let goesDeep: Bool
    /// A member is null that every pool has.
    let emptiesWhatMustBe: Bool

    init(from reader: inout BodyReader) {
        var change = WorkPoolChange()
        change.description = reader.field("description", .string).nested
        let isPaused = reader.field("is_paused", .boolean)
        let template = reader.field("base_job_template", .baseJobTemplate)
        change.concurrencyLimit = reader.field("concurrency_limit", .integer(atLeast: 0)).nested
        let storage = reader.field("storage_configuration", .object(WorkPoolStorageBody.self))
        change.isPaused = isPaused.value
        change.baseJobTemplate = template.value
        change.storage = storage.value?.stored
        self.change = change
        goesDeep = reader.has("description") || template.isPresent || storage.isPresent
        emptiesWhatMustBe = isPaused.isNull || template.isNull || storage.isNull
    }
}

/// Where workers of a pool keep things.
struct WorkPoolStorageBody: Body {
    static let schemaName: String? = "WorkPoolStorageConfiguration"
    let stored: JSONObject

    init(from reader: inout BodyReader) {
        var members = JSONObject()
        for name in ["bundle_upload_step", "bundle_execution_step"] {
            members[name] = reader.optional(name, .dictionary).map(JSONValue.object)
        }
        members["default_result_storage_block_id"] =
            reader.optional("default_result_storage_block_id", .id).map { .string($0.description) }
        stored = WorkPoolStorage.wire.sparse(members)
    }
}

/// The body of `POST /api/work_pools/filter`.
struct WorkPoolListBody: Body {
    let filter: WorkPoolFilter?
    let page: PageBody

    init(from reader: inout BodyReader) {
        var filter: WorkPoolFilter?
        page = PageBody(from: &reader) { filter = $0.optional("work_pools", .object(WorkPoolFilterBody.self))?.filter }
        self.filter = filter
    }
}

/// The body of `POST /api/work_pools/count`.
struct WorkPoolCountBody: Body {
    let filter: WorkPoolFilter?

    init(from reader: inout BodyReader) {
        filter = reader.optional("work_pools", .object(WorkPoolFilterBody.self))?.filter
    }
}

extension Kind where Value == String {
    /// A name that is more than blanks and quotes.
    static var nonEmptyName: Kind {
        Kind(fallback: "", shape: Kind.name.shape) { json, location, problems in
            if let text = json.string, WorkPool.isBlank(text) {
                return problems.note(
                    "value_error", "Value error, name cannot be an empty string", json, at: location,
                    context: ["error": [:]])
            }
            return Kind.name.read(json, location, &problems)
        }
    }
}

extension Kind where Value == JSONObject {
    /// A description of jobs whose placeholders are all declared.
    static var baseJobTemplate: Kind {
        dictionary.map(fallback: JSONObject()) { template, json, location, problems in
            guard let problem = BaseJobTemplate.problem(of: template) else { return template }
            return problems.note(
                "value_error", "Value error, \(problem)", json, at: location, context: ["error": [:]])
        }
    }
}
