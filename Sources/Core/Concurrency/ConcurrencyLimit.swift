import JSON

/// A name of which only so many slots may be taken together, or, with decay, only so many in a time.
public enum ConcurrencyLimit {
    /// What the API answers for a limit.
    public static let wire = WireObject(
        "GlobalConcurrencyLimitResponse",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("active", .boolean),
            .init("name", .text),
            .init("limit", .integer, from: .column("slots")),
            .init("active_slots", .integer, from: .derived(.takenSlots)),
            .init("slot_decay_per_second", .number),
        ])

    /// What the API answers for a limit that was just made.
    public static let createdWire = WireObject(
        "ConcurrencyLimitV2",
        wire.fields + [
            .init("denied_slots", .integer), .init("avg_slot_occupancy_seconds", .number),
        ])
}

/// A limit for task runs with a tag, as 2.x and 3.0 clients know it: the limit that is named `tag:` and the tag.
public enum TagLimit {
    public static let wire = WireObject(
        "ConcurrencyLimit",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("tag", .text, from: .derived(.tag)),
            .init("concurrency_limit", .integer, from: .column("slots")),
            .init("active_slots", .json(default: []), from: .derived(.taskRunsHolding), as: .list(.id)),
        ])

    /// What the names of limits for tags begin with.
    public static let prefix = "tag:"
    /// The name of the limit for a tag.
    public static func name(of tag: String) -> String { prefix + tag }
}

/// What takes up slots of a limit: who holds how many since when. Rigel's own.
public enum ConcurrencySlot {
    public static let wire = WireObject(
        "ConcurrencySlot",
        [
            .init("slots", .integer),
            .init("since", .time),
            .nullable("holder_type", .text),
            .nullable("holder_id", .id),
            .nullable("holder_name", .text, from: .derived(.holderName)),
            .nullable("lease_id", .id),
            .nullable("lease_expires", .time, from: .related(.lease, "expires")),
        ])
}

/// How a client names a limit.
public enum LimitKey: Sendable, Equatable {
    case id(ID)
    case name(String)

    /// Anything that is not a UUID is a name.
    public init(_ text: String) { self = ID(text).map(LimitKey.id) ?? .name(text) }
}

/// A limit that is to be made.
public struct NewLimit: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var slots: Int64
    public var isActive = true
    /// Slots that count as taken from the start.
    public var takenSlots: Int64 = 0
    public var deniedSlots: Int64 = 0
    /// Slots per second that come free by themselves; 0 for a limit whose slots are held and given back.
    public var decay: Double = 0

    public init(id: ID, name: String, slots: Int64) {
        self.id = id
        self.name = name
        self.slots = slots
    }
}

/// A change to a limit; nil leaves a member as it is.
public struct LimitChange: Sendable, Equatable {
    public var name: String?
    public var slots: Int64?
    public var isActive: Bool?
    public var takenSlots: Int64?
    public var deniedSlots: Int64?
    public var decay: Double?

    public init() {}
}
