import JSON

/// Formats of texts, those that the real server knows. Others, such as `uri`, ask nothing.
extension Validation {
    func format(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard checksFormats, let name = value.string, let text = place.instance.string else { return }
        guard try !isOfFormat(name, text) else { return }
        place.fail { "\(text.pythonText) is not a \(name.pythonText)" }
    }

    private func isOfFormat(_ name: String, _ text: String) throws(SchemaFailure) -> Bool {
        switch name {
        case "date-time": try isMoment(text)
        case "time": try isMoment("1970-01-01T" + text)
        case "date": try finds("^[0-9]{4}-[0-9]{2}-[0-9]{2}\\Z", in: text) && text.beginsWithDay
        case "email", "idn-email": text.unicodeScalars.contains("@")
        case "ipv4": text.isIPv4
        case "ipv6": text.isIPv6
        case "uuid": try finds(Self.uuid, in: text)
        case "regex": Pattern(text) != nil
        default: true
        }
    }

    /// RFC 3339, without leap seconds; letters may be small.
    private func isMoment(_ text: String) throws(SchemaFailure) -> Bool {
        try finds(Self.moment, in: text.uppercased()) && text.beginsWithDay
    }

    private static let moment =
        "^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?"
        + "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
    private static let uuid = "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\\Z"
}

extension String {
    /// Whether a text of the form `YYYY-MM-DD…` begins with a day that there is.
    fileprivate var beginsWithDay: Bool {
        let numbers = prefix(10).split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3, numbers[0] >= 1, (1...12).contains(numbers[1]) else { return false }
        let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[numbers[1] - 1]).contains(numbers[2])
    }

    /// Four numbers up to 255 without zeros before them.
    fileprivate var isIPv4: Bool {
        let parts = split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { (48...57).contains($0) } && (1...3).contains(part.utf8.count)
                    && (part == "0" || !part.hasPrefix("0")) && (Int(part) ?? 256) < 256
            }
    }

    /// RFC 4291, section 2.2: eight groups of up to four hexadecimal digits, the last two perhaps as IPv4; one `::`
    /// stands for at least one group.
    fileprivate var isIPv6: Bool {
        var groups = split(separator: ":", omittingEmptySubsequences: false)
        guard (3...9).contains(groups.count) else { return false }
        var count = 8
        if let last = groups.last, last.contains(".") {
            guard String(last).isIPv4 else { return false }
            groups.removeLast()
            count = 6
        }
        // A `::` at either end leaves two empty parts, in the middle one.
        if groups.first?.isEmpty == true {
            guard groups.count > 1, groups[1].isEmpty else { return false }
            groups.removeFirst()
        }
        if count == 8, groups.last?.isEmpty == true {
            guard groups.count > 1, groups[groups.count - 2].isEmpty else { return false }
            groups.removeLast()
        }
        let gaps = groups.filter(\.isEmpty).count
        let written = groups.count - gaps
        guard gaps == 0 ? written == count : gaps == 1 && written < count else { return false }
        return groups.allSatisfy { $0.utf8.count <= 4 && $0.allSatisfy(\.isHexDigit) && $0.utf8.count == $0.count }
    }
}
