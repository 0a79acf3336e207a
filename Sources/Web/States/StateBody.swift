import Core
import JSON

/// A state as clients propose it. The server gives it its id and its moment.
struct StateBody: Body {
    static let schemaName: String? = "StateCreate"

    private let type: StateType
    private let name: String?
    private let message: String?
    private let data: JSONValue?
    private let details: StateDetails

    init(from reader: inout BodyReader) {
        type = reader.required("type", .choice(.scheduled))
        name = reader.optional("name", .string)
        message = reader.optional("message", .string)
        data = reader.optional("data", .any)
        details = reader.optional("state_details", .object(StateDetailsBody.self), default: .fallback).details
    }

    /// The state, entered at a moment. One that is scheduled without a time is scheduled for now.
    func state(id: ID, at now: Timestamp) -> State {
        var state = State(
            id: id, type: type, name: name, timestamp: now, message: message, data: data, details: details)
        if type == .scheduled, details.scheduledTime == nil { state.details.scheduledTime = now }
        return state
    }
}

/// The details of a state as they are sent; unknown members are passed over.
struct StateDetailsBody: Body {
    /// Only the members that differ from their defaults, times and ids in the form in which they are shown.
    let details: StateDetails

    static var ignoresUnknownMembers: Bool { true }

    init(from reader: inout BodyReader) {
        var members = JSONObject()
        for (name, kind) in StateDetailsBody.members {
            switch reader.field(name, kind) {
            case .absent: break
            case .null: if name == "deferred" { members[name] = .null }
            case .value(let value): if name != "deferred" || value != false { members[name] = value }
            }
        }
        for name in ["untrackable_result", "pause_reschedule"] {
            if reader.present(name, .boolean) == true { members[name] = true }
        }
        details = StateDetails(members)
    }

    /// The members that may be null, with how each is read.
    private static let members: [(String, Kind<JSONValue>)] = [
        ("flow_run_id", .shownID), ("task_run_id", .shownID), ("child_flow_run_id", .shownID),
        ("scheduled_time", .shownTime), ("cache_key", .shownText), ("cache_expiration", .shownTime),
        ("deferred", .shownFlag), ("pause_timeout", .shownTime), ("pause_key", .shownText),
        ("run_input_keyset", .texts), ("refresh_cache", .shownFlag), ("retriable", .shownFlag),
        ("transition_id", .shownID), ("task_parameters_id", .shownID), ("traceparent", .shownText),
        ("deployment_concurrency_lease_id", .shownID),
    ]
}

extension Kind where Value == JSONValue {
    fileprivate static var shownID: Kind { Kind<ID>.id.map(fallback: .null) { id, _, _, _ in .string(id.description) } }
    fileprivate static var shownTime: Kind {
        Kind<Timestamp>.time.map(fallback: .null) { time, _, _, _ in .string(time.description) }
    }
    fileprivate static var shownText: Kind {
        Kind<String>.string.map(fallback: .null) { text, _, _, _ in .string(text) }
    }
    fileprivate static var shownFlag: Kind { Kind<Bool>.boolean.map(fallback: .null) { flag, _, _, _ in .bool(flag) } }

    /// An object whose values are texts.
    fileprivate static var texts: Kind {
        Kind<JSONObject>.dictionary.map(fallback: .null, shape: .map(.text)) { object, _, location, problems in
            let before = problems.count
            for member in object.members {
                _ = Kind<String>.string.read(member.value, location + [.string(member.key)], &problems)
            }
            return problems.count == before ? .object(object) : nil
        }
    }
}
