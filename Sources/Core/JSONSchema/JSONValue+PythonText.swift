import JSON

extension JSONValue {
    /// The value as Python's `repr` writes it, which is how the real server quotes values in its messages.
    var pythonText: String {
        var text = ""
        appendPythonText(to: &text)
        return text
    }

    private func appendPythonText(to text: inout String) {
        switch self {
        case .null: text += "None"
        case .bool(let value): text += value ? "True" : "False"
        case .int(let value): text += String(value)
        case .double(let value): text += PythonText.number(value)
        case .string(let value): PythonText.append(quoted: value, to: &text)
        case .array(let items):
            text += "["
            for (place, item) in items.enumerated() {
                if place > 0 { text += ", " }
                item.appendPythonText(to: &text)
            }
            text += "]"
        case .object(let object):
            text += "{"
            for (place, member) in object.members.enumerated() {
                if place > 0 { text += ", " }
                PythonText.append(quoted: member.key, to: &text)
                text += ": "
                member.value.appendPythonText(to: &text)
            }
            text += "}"
        }
    }
}

extension String {
    /// The text as Python's `repr` writes it.
    var pythonText: String {
        var text = ""
        PythonText.append(quoted: self, to: &text)
        return text
    }
}

/// The pieces of Python's `repr`.
enum PythonText {
    /// Single quotes, unless the text has some and no double quotes.
    static func append(quoted string: String, to text: inout String) {
        let scalars = string.unicodeScalars
        let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
        text.unicodeScalars.append(quote)
        for scalar in scalars {
            switch scalar {
            case quote, "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if isPrintable(scalar) {
                    text.unicodeScalars.append(scalar)
                } else {
                    appendEscape(scalar.value, to: &text)
                }
            }
        }
        text.unicodeScalars.append(quote)
    }

    private static func appendEscape(_ value: UInt32, to text: inout String) {
        let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
        let digits = String(value, radix: 16)
        text += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }

    /// The shortest digits that read back the same, in plain form from 0.0001 up to 1e16.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        let parts = value.magnitude.description.split(separator: "e")
        let pieces = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let fraction = pieces.count > 1 && pieces[1] != "0" ? String(pieces[1]) : ""
        var digits = String(pieces[0]) + fraction
        // The value is 0.digits × 10^point.
        var point = pieces[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        while digits.count > 1, digits.hasPrefix("0") {
            digits.removeFirst()
            point -= 1
        }
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        let sign = value.sign == .minus ? "-" : ""
        if digits == "0" { return sign + "0.0" }
        switch point {
        case -3...0: return sign + "0." + String(repeating: "0", count: -point) + digits
        case 1...16:
            if digits.count <= point {
                return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
            }
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        default:
            let exponent = abs(point - 1)
            let mantissa = digits.prefix(1) + (digits.count > 1 ? "." + digits.dropFirst() : "")
            return sign + mantissa + (point < 1 ? "e-" : "e+") + (exponent < 10 ? "0" : "") + String(exponent)
        }
    }
}
