import Core
import JSON

/// The body of `POST /api/v2/concurrency_limits/`.
struct LimitCreateBody: Body {
    static let schemaName: String? = "ConcurrencyLimitV2Create"
    let limit: NewLimit

    init(from reader: inout BodyReader) {
        let isActive = reader.optional("active", .boolean, default: true)
        let name = reader.required("name", .name)
        var limit = NewLimit(id: .none, name: name, slots: reader.required("limit", .integer(atLeast: 0)))
        limit.isActive = isActive
        limit.takenSlots = reader.optional("active_slots", .integer(atLeast: 0), default: 0)
        limit.deniedSlots = reader.optional("denied_slots", .integer(atLeast: 0), default: 0)
        limit.decay = reader.optional("slot_decay_per_second", .numberFromZero, default: 0)
        self.limit = limit
    }
}

/// The body of `PATCH /api/v2/concurrency_limits/{id_or_name}`.
struct LimitUpdateBody: Body {
    static let schemaName: String? = "ConcurrencyLimitV2Update"
    let change: LimitChange
    /// A member is null that every limit has.
    let emptiesWhatMustBe: Bool

    init(from reader: inout BodyReader) {
        var change = LimitChange()
        change.isActive = reader.optional("active", .boolean)
        change.name = reader.optional("name", .name)
        change.slots = reader.optional("limit", .integer(atLeast: 0))
        change.takenSlots = reader.optional("active_slots", .integer(atLeast: 0))
        change.deniedSlots = reader.optional("denied_slots", .integer(atLeast: 0))
        change.decay = reader.optional("slot_decay_per_second", .numberFromZero)
        self.change = change
        emptiesWhatMustBe = [
            "active", "name", "limit", "active_slots", "denied_slots", "slot_decay_per_second",
        ].contains(where: reader.isNull)
    }
}

/// The body of `POST /api/concurrency_limits/`.
struct TagLimitBody: Body {
    static let schemaName: String? = "ConcurrencyLimitCreate"
    let tag: String
    let slots: Int64

    init(from reader: inout BodyReader) {
        tag = reader.required("tag", .string)
        slots = reader.required("concurrency_limit", .integer)
    }
}

/// The body of `POST /api/concurrency_limits/tag/{tag}/reset`.
struct TagLimitResetBody: Body {
    /// Task runs that hold a slot each from then on.
    let taskRuns: [ID]

    init(from reader: inout BodyReader) {
        taskRuns = reader.optional("slot_override", .list(of: .id)) ?? []
    }
}
