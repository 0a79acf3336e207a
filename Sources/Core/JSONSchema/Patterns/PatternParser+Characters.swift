/// Characters that are written with a backslash, and sets of characters.
extension PatternParser {
    // MARK: escapes

    mutating func escape(_ flags: Flags) throws(Wrong) -> PatternNode {
        guard let scalar = peek else { throw Wrong() }
        switch scalar {
        case "A":
            index += 1
            return .place(.start)
        case "Z":
            index += 1
            return .place(.end)
        case "b":
            index += 1
            return .place(.wordEdge)
        case "B":
            index += 1
            return .place(.noWordEdge)
        case "1"..."9":
            if let octal = threeOctalDigits() { return .one(.one(octal, ignoresCase: flags.ignoresCase)) }
            var number = 0
            for _ in 0..<2 {
                if let digit = peek?.digit(radix: 10) {
                    number = number * 10 + digit
                    index += 1
                }
            }
            guard closed.contains(number) else { throw Wrong() }
            return .reference(number, ignoresCase: flags.ignoresCase)
        default: break
        }
        if let known = takeClass() { return .one(ScalarSet(classes: [known])) }
        return .one(.one(try escapedScalar(), ignoresCase: flags.ignoresCase))
    }

    /// `\123` is a character when the digits are octal.
    private mutating func threeOctalDigits() -> Unicode.Scalar? {
        guard index + 2 < text.count else { return nil }
        let digits = text[index..<index + 3].compactMap { $0.digit(radix: 8) }
        guard digits.count == 3, digits[0] < 4 else { return nil }
        index += 3
        return Unicode.Scalar(UInt32(digits[0] * 64 + digits[1] * 8 + digits[2]))
    }

    private mutating func takeClass() -> (ScalarSet.Class, isNegative: Bool)? {
        guard let scalar = peek else { return nil }
        let known: (ScalarSet.Class, Bool)
        switch scalar {
        case "d", "D": known = (.digit, scalar == "D")
        case "s", "S": known = (.space, scalar == "S")
        case "w", "W": known = (.word, scalar == "W")
        default: return nil
        }
        index += 1
        return known
    }

    /// A character that is written with a backslash, which stands behind already.
    private mutating func escapedScalar() throws(Wrong) -> Unicode.Scalar {
        guard let scalar = next() else { throw Wrong() }
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "f": return "\u{0C}"
        case "v": return "\u{0B}"
        case "a": return "\u{07}"
        case "0":
            var value: UInt32 = 0
            for _ in 0..<2 {
                if let digit = peek?.digit(radix: 8) {
                    value = value * 8 + UInt32(digit)
                    index += 1
                }
            }
            return Unicode.Scalar(value) ?? "\0"
        case "x": return try hexadecimal(2)
        case "u": return try hexadecimal(4)
        case "U": return try hexadecimal(8)
        default:
            // Python keeps letters for later use.
            guard !scalar.isASCII || !scalar.properties.isAlphabetic, scalar.digit(radix: 10) == nil else {
                throw Wrong()
            }
            return scalar
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(Wrong) -> Unicode.Scalar {
        var value: UInt64 = 0
        for _ in 0..<count {
            guard let digit = next()?.digit(radix: 16) else { throw Wrong() }
            value = value * 16 + UInt64(digit)
        }
        guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else { throw Wrong() }
        return scalar
    }

    // MARK: sets

    mutating func set(_ flags: Flags) throws(Wrong) -> ScalarSet {
        var set = ScalarSet(isNegative: take("^"), ignoresCase: flags.ignoresCase)
        var isFirst = true
        while isFirst || peek != "]" {
            isFirst = false
            guard let low = try setMember(&set) else {
                // A class cannot begin a range; a hyphen before the end is itself.
                if peek == "-", index + 1 < text.count, text[index + 1] != "]" { throw Wrong() }
                continue
            }
            guard peek == "-", index + 1 < text.count, text[index + 1] != "]" else {
                set.ranges.append(low.value...low.value)
                continue
            }
            index += 1
            guard let high = try setMember(&set), low.value <= high.value else { throw Wrong() }
            set.ranges.append(low.value...high.value)
        }
        index += 1
        return set
    }

    /// One character of a set; nil when a class was put into it instead.
    private mutating func setMember(_ set: inout ScalarSet) throws(Wrong) -> Unicode.Scalar? {
        guard let scalar = next() else { throw Wrong() }
        guard scalar == "\\" else { return scalar }
        if let known = takeClass() {
            set.classes.append(known)
            return nil
        }
        if take("b") { return "\u{08}" }
        if let octal = threeOctalDigits() { return octal }
        return try escapedScalar()
    }
}

extension Unicode.Scalar {
    /// The value of an ASCII digit.
    func digit(radix: Int) -> Int? {
        guard isASCII else { return nil }
        let digit: Int? =
            switch self {
            case "0"..."9": Int(value - 0x30)
            case "a"..."f": Int(value - 0x61 + 10)
            case "A"..."F": Int(value - 0x41 + 10)
            default: nil
            }
        return digit.flatMap { $0 < radix ? $0 : nil }
    }
}
