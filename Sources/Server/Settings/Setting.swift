/// One setting: its name, how its text is read and what it is for.
struct Setting: Sendable {
    /// Such as `body-limit`.
    let name: String
    /// What stands for the value in the help, with its unit, such as `BYTES`.
    let placeholder: String
    let help: String
    /// What a value must be, to follow "must be".
    let rule: String
    /// Whether its value may be shown to nobody.
    var isSecret = false
    /// Puts a text into the settings; false when it is no value for this one.
    let take: @Sendable (inout Settings, String) -> Bool
    /// The value that the settings have, in the form that `take` reads.
    let show: @Sendable (Settings) -> String

    /// The command line's word for it.
    var flag: String { "--\(name)" }
    /// The environment's word for it.
    var variable: String { "RIGEL_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined() }
}

extension Setting {
    typealias Member<Value> = WritableKeyPath<Settings, Value> & Sendable

    /// A whole number within bounds.
    static func number(
        _ name: String, _ member: any Member<Int>, _ placeholder: String, in range: ClosedRange<Int>, _ help: String
    ) -> Setting {
        Setting(
            name: name, placeholder: placeholder, help: help,
            rule: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            take: { settings, text in
                guard let number = Int(text), range.contains(number) else { return false }
                settings[keyPath: member] = number
                return true
            },
            show: { String($0[keyPath: member]) })
    }

    /// A text that is nobody's business: what shows it shows only whether there is one.
    static func secret(
        _ name: String, _ member: any Member<String?>, _ placeholder: String, _ help: String
    ) -> Setting {
        Setting(
            name: name, placeholder: placeholder, help: help, rule: "a text without control characters",
            isSecret: true,
            take: { settings, text in
                settings[keyPath: member] = text.isEmpty ? nil : text
                return true
            },
            show: { $0[keyPath: member] == nil ? "" : "(set)" })
    }

    /// Yes or no.
    static func flag(_ name: String, _ member: any Member<Bool>, _ help: String) -> Setting {
        Setting(
            name: name, placeholder: "true|false", help: help, rule: "true or false",
            take: { settings, text in
                switch text.lowercased() {
                case "true", "1", "yes", "on": settings[keyPath: member] = true
                case "false", "0", "no", "off": settings[keyPath: member] = false
                default: return false
                }
                return true
            },
            show: { String($0[keyPath: member]) })
    }

    /// Anything with a reader of its own, which gives nil for what it does not take.
    static func value<Value>(
        _ name: String, _ member: any Member<Value>, _ placeholder: String, _ help: String, rule: String,
        read: @escaping @Sendable (String) -> Value?, show: @escaping @Sendable (Settings) -> String
    ) -> Setting {
        Setting(
            name: name, placeholder: placeholder, help: help, rule: rule,
            take: { settings, text in
                guard let value = read(text) else { return false }
                settings[keyPath: member] = value
                return true
            },
            show: show)
    }
}
