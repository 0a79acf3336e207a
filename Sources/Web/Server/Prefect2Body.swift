import Core
import JSON

/// Members that Prefect 2's clients may send and that stand in many requests, put as 3.8.8's clients would.
///
/// What only deployments have is read beside their other members instead: see ``Prefect2DeploymentMembers``.
enum Prefect2Body {
    static func translated(_ body: JSONValue) -> JSONValue {
        guard var object = body.object else { return body }
        if let state = object["state"]?.object { object["state"] = .object(self.state(state)) }
        if let filter = object["deployments"]?.object { object["deployments"] = .object(self.filter(filter)) }
        return .object(object)
    }

    /// A state's `id` and `timestamp` are the server's to give. Prefect 2's own server took them and passed over them.
    private static func state(_ state: JSONObject) -> JSONObject {
        var state = state
        state["id"] = nil
        state["timestamp"] = nil
        return state
    }

    /// A filter of deployments by `is_schedule_active` is one by `paused` turned round. One by both goes by `paused`.
    private static func filter(_ filter: JSONObject) -> JSONObject {
        let translation: JSONValue
        switch filter["is_schedule_active"] {
        case .null?: translation = .null
        case .object(let criterion)?:
            guard case .bool(let active)? = criterion["eq_"] else { return filter }
            translation = ["eq_": .bool(!active)]
        default: return filter
        }
        var filter = filter
        filter["is_schedule_active"] = nil
        if filter["paused"] ?? .null == .null { filter["paused"] = translation }
        return filter
    }
}
