import Core
import JSON

/// What a slot is taken for: as long as work lasts, or to count how often it begins.
private enum SlotMode: String, CaseIterable {
    case concurrency
    case rateLimit = "rate_limit"
}

/// The body that takes slots of limits by name.
struct SlotsBody: Body {
    init(from reader: inout BodyReader) {
        _ = reader.required("slots", Kind<Int64>.integer(above: 0))
        _ = reader.required("names", .strings)
        _ = reader.optional("mode", .choice(SlotMode.concurrency, problem: "literal_error"), default: .concurrency)
        _ = reader.optional("create_if_missing", .boolean)
    }
}

/// The body that gives slots back.
struct SlotsReleaseBody: Body {
    init(from reader: inout BodyReader) {
        _ = reader.required("slots", Kind<Int64>.integer(above: 0))
        _ = reader.required("names", .strings)
        _ = reader.optional("occupancy_seconds", .number)
        _ = reader.optional("create_if_missing", .boolean)
    }
}

/// The body that takes slots for a time.
struct SlotsLeaseBody: Body {
    let duration: Interval
    let holder: JSONObject?

    init(from reader: inout BodyReader) {
        _ = reader.required("slots", Kind<Int64>.integer(above: 0))
        _ = reader.required("names", .strings)
        _ = reader.optional("mode", .choice(SlotMode.concurrency, problem: "literal_error"), default: .concurrency)
        duration = reader.optional("lease_duration", .leaseDuration, default: LeaseDurationBody.standard)
        holder = reader.optional("holder", .object(HolderBody.self))?.holder
    }

    /// Who holds a lease.
    private struct HolderBody: Body {
        let holder: JSONObject

        init(from reader: inout BodyReader) {
            let type = reader.required("type", .choice(HolderType.flowRun, problem: "literal_error"))
            let id = reader.required("id", .id)
            holder = ["type": .string(type.rawValue), "id": .string(id.description)]
        }
    }

    private enum HolderType: String, CaseIterable {
        case flowRun = "flow_run"
        case taskRun = "task_run"
        case deployment
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
    init(from reader: inout BodyReader) {
        _ = reader.required("names", .strings)
        _ = reader.required("task_run_id", .id)
        _ = reader.optional("occupancy_seconds", .number)
    }
}

extension Kind where Value == Interval {
    /// From a minute to a day, in seconds.
    fileprivate static var leaseDuration: Kind {
        Kind<Double>.number.map(fallback: LeaseDurationBody.standard) { seconds, json, location, problems in
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
