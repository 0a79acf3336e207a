extension PrefectSetting {
    /// What the person who starts the server should know of variables that are meant for Prefect's server: one line each, without
    /// their values. Where Rigel's own setting is set too, there is nothing to say.
    static func warnings(environment: [String: String]) -> [String] {
        environment.filter { !$0.value.isEmpty }.keys.sorted().compactMap { name in
            guard let setting = table.first(where: { $0.isSet(by: name) }) else {
                return name.hasPrefix("PREFECT_SERVER_") ? "\(name) is not read: Rigel knows no such setting" : nil
            }
            switch setting.meaning {
            case .nothing(let reason, _): return "\(name) is not read: \(reason)"
            case .setting(let own, _):
                guard let own = Settings.table.first(where: { $0.name == own })?.variable else { return nil }
                return environment[own]?.isEmpty ?? true ? "\(name) is not read; set \(own) instead" : nil
            }
        }
    }
}
