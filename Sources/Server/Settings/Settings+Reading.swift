/// A setting that cannot be: one sentence for the person who wrote it.
struct BadSetting: Error, Equatable, CustomStringConvertible {
    let description: String
}

extension Settings {
    /// Reads the environment, then the command line, whose word counts more.
    ///
    /// A variable that is set but empty counts as not set.
    init(flags: [String], environment: (String) -> String?) throws(BadSetting) {
        self.init()
        try take(environment: environment)
        try take(flags: flags)
        try check()
    }

    private mutating func take(environment: (String) -> String?) throws(BadSetting) {
        for setting in Self.table {
            if let text = environment(setting.variable), !text.isEmpty {
                try take(text, for: setting, writtenAs: setting.variable)
            }
        }
    }

    private mutating func take(flags: [String]) throws(BadSetting) {
        var left = flags[...]
        while let word = left.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let setting = Self.table.first(where: { $0.flag == parts[0] }) else {
                throw BadSetting(description: "\(parts[0]) is no setting; `rigel help` lists them")
            }
            guard let text = parts.count > 1 ? parts[1] : left.popFirst() else {
                throw BadSetting(description: "\(setting.flag) needs a value: \(setting.rule)")
            }
            try take(text, for: setting, writtenAs: setting.flag)
        }
    }

    /// What only shows once all are known.
    private func check() throws(BadSetting) {
        if let complaint = socketAddress.complaint ?? gatewayAddress.complaint {
            throw BadSetting(description: complaint)
        }
    }

    private mutating func take(_ text: String, for setting: Setting, writtenAs name: String) throws(BadSetting) {
        // A line end would end up in nginx's configuration.
        guard text.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }), setting.take(&self, text) else {
            let found = setting.isSecret ? "" : ", not \"\(text)\""
            throw BadSetting(description: "\(name) must be \(setting.rule)\(found)")
        }
    }

    /// The list for `rigel help`.
    static var help: String {
        let rows = table.map { setting in
            let value = setting.show(Settings())
            return """
                  \(setting.flag) <\(setting.placeholder)>
                      \(setting.help)
                      \(setting.variable), default: \(value.isEmpty ? "empty" : value)
                """
        }
        return """
            SETTINGS, as flags of `rigel serve` or as variables; a flag counts more:
            \(rows.joined(separator: "\n"))
            """
    }

    /// Every setting as `VARIABLE=value`, one a line.
    var listing: String {
        Self.table.map { "\($0.variable)=\($0.show(self))" }.joined(separator: "\n")
    }
}
