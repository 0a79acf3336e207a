import JSON

/// A setting of Prefect's own server, or a group of them, and what stands for it here.
struct PrefectSetting: Sendable {
    /// Where it stands among Prefect's settings of the server, such as `api.default_limit`; `database.*` is a group.
    let path: String
    /// Names that it had in older versions.
    let olderVariables: [String]
    let meaning: Meaning

    enum Meaning: Sendable {
        /// This setting of Rigel does it; its value is shown under Prefect's name.
        case setting(String, show: @Sendable (Settings) -> JSONValue)
        /// There is nothing to set, and why; where Prefect's own web UI looks for it, it is shown with this value.
        case nothing(reason: String, shown: JSONValue?)
    }

    /// One that a setting of Rigel stands for.
    static func same(
        _ path: String, _ name: String, was older: String..., show: @escaping @Sendable (Settings) -> JSONValue
    ) -> PrefectSetting {
        PrefectSetting(path: path, olderVariables: older, meaning: .setting(name, show: show))
    }

    /// One that has no place here.
    static func none(
        _ path: String, was older: String..., shown: JSONValue? = nil, because reason: String
    ) -> PrefectSetting {
        PrefectSetting(path: path, olderVariables: older, meaning: .nothing(reason: reason, shown: shown))
    }

    /// The environment's word for it.
    var variable: String { "PREFECT_SERVER_" + path.uppercased().map { $0 == "." ? "_" : String($0) }.joined() }

    /// Whether a variable of the environment sets it, under any of its names.
    func isSet(by name: String) -> Bool {
        ([variable] + olderVariables).contains { known in
            known.hasSuffix("*") ? name.hasPrefix(known.dropLast()) : name == known
        }
    }

    /// The settings as Prefect's server shows its own, as far as they mean something here.
    static func shown(_ settings: Settings) -> JSONObject {
        var server = JSONObject()
        for setting in table {
            let value: JSONValue? =
                switch setting.meaning {
                case .setting(_, let show): show(settings)
                case .nothing(_, let shown): shown
                }
            if let value { server.put(value, at: setting.path.split(separator: ".").map(String.init)[...]) }
        }
        return ["server": .object(server)]
    }
}

extension JSONObject {
    /// Puts a value at a path, making the objects on the way.
    fileprivate mutating func put(_ value: JSONValue, at path: ArraySlice<String>) {
        guard let first = path.first else { return }
        guard path.count > 1 else {
            self[first] = value
            return
        }
        var inner = self[first]?.object ?? JSONObject()
        inner.put(value, at: path.dropFirst())
        self[first] = .object(inner)
    }
}
