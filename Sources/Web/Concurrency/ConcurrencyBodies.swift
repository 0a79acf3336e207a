import Core
import JSON

/// What a slot is taken for: as long as work lasts, or to count how often it begins.
private enum SlotMode: String, CaseIterable {
    case concurrency
    case rateLimit = "rate_limit"
}

/// The body that takes slots of limits by name.
struct SlotsBody: Body {
    let request: SlotRequest

    init(from reader: inout BodyReader) {
        let slots = reader.required("slots", Kind<Int64>.integer(above: 0))
        let names = reader.required("names", .strings)
        let mode = reader.optional(
            "mode", .choice(SlotMode.concurrency, problem: "literal_error"), default: .concurrency)
        _ = reader.optional("create_if_missing", .boolean)
        request = SlotRequest(names: names, slots: slots, isRate: mode == .rateLimit)
    }
}

/// The body that gives slots back.
struct SlotsReleaseBody: Body {
    let names: [String]
    let slots: Int64
    /// For how many seconds they were held.
    let occupancy: Double?

    init(from reader: inout BodyReader) {
        slots = reader.required("slots", Kind<Int64>.integer(above: 0))
        names = reader.required("names", .strings)
        occupancy = reader.optional("occupancy_seconds", .numberAboveZero)
        _ = reader.optional("create_if_missing", .boolean)
    }
}

/// The body that takes slots for a time.
struct SlotsLeaseBody: Body {
    let request: SlotRequest
    let duration: Interval

    init(from reader: inout BodyReader) {
        let slots = reader.required("slots", Kind<Int64>.integer(above: 0))
        let names = reader.required("names", .strings)
        let mode = reader.optional(
            "mode", .choice(SlotMode.concurrency, problem: "literal_error"), default: .concurrency)
        duration = reader.optional("lease_duration", .leaseDuration, default: LeaseDurationBody.standard)
        let holder = reader.optional("holder", .object(HolderBody.self))?.holder
        request = SlotRequest(names: names, slots: slots, isRate: mode == .rateLimit, holder: holder)
    }

    /// Who holds a lease.
    private struct HolderBody: Body {
        static let schemaName: String? = "ConcurrencyLeaseHolder"
        let holder: SlotHolder

        init(from reader: inout BodyReader) {
            let kind = reader.required("type", .choice(SlotHolder.Kind.flowRun, problem: "literal_error"))
            holder = SlotHolder(kind, reader.required("id", .id))
        }
    }
}

/// The body that ends a lease.
struct LeaseBody: Body {
    let id: ID
    init(from reader: inout BodyReader) { id = reader.required("lease_id", .id) }
}

/// The body that renews a lease.
struct LeaseDurationBody: Body {
    let duration: Interval

    /// How long a lease lasts when nothing is said: `lease_duration` of Prefect's API.
    static let standard = Interval.minutes(5)

    init(from reader: inout BodyReader) {
        duration = reader.optional("lease_duration", .leaseDuration, default: LeaseDurationBody.standard)
    }
}

/// The body that takes or gives back slots of tags, as older clients send it.
struct TagSlotsBody: Body {
    let tags: [String]
    let taskRunID: ID

    init(from reader: inout BodyReader) {
        tags = reader.required("names", .strings)
        taskRunID = reader.required("task_run_id", .id)
    }
}

extension Kind where Value == Interval {
    /// From a minute to a day, in seconds.
    fileprivate static var leaseDuration: Kind {
        Kind<Double>.number.map(
            fallback: LeaseDurationBody.standard, shape: .number.with(["minimum": 60, "maximum": 86400])
        ) { seconds, json, location, problems in
            guard seconds >= 60 else {
                return problems.note(
                    "greater_than_equal", "Input should be greater than or equal to 60", json, at: location,
                    context: ["ge": 60.0])
            }
            guard seconds <= 86400, let interval = Interval(seconds: seconds) else {
                return problems.note(
                    "less_than_equal", "Input should be less than or equal to 86400", json, at: location,
                    context: ["le": 86400.0])
            }
            return interval
        }
    }
}

extension Kind where Value == Double {
    fileprivate static var numberAboveZero: Kind {
        number.map(fallback: 1, shape: .number.with(["exclusiveMinimum": 0])) { value, json, location, problems in
            guard value > 0 else {
                return problems.note(
                    "greater_than", "Input should be greater than 0", json, at: location, context: ["gt": 0.0])
            }
            return value
        }
    }

    /// A number with 0 as its lower bound.
    static var numberFromZero: Kind {
        number.map(fallback: 0, shape: .number.with(["minimum": 0])) { value, json, location, problems in
            guard value >= 0 else {
                return problems.note(
                    "greater_than_equal", "Input should be greater than or equal to 0", json, at: location,
                    context: ["ge": 0.0])
            }
            return value
        }
    }
}
