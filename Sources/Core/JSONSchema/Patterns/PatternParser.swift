/// Reads the text of a pattern.
struct PatternParser {
    private let text: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    private var names: [String: Int] = [:]
    /// Groups that are closed: only those can be referred to.
    private var closed: Set<Int> = []
    private(set) var groupCount = 0

    private static let deepestNesting = 40

    /// What holds inside a group.
    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesLineEnds = false
    }

    private struct Wrong: Error {}

    init(_ text: String) { self.text = Array(text.unicodeScalars) }

    /// nil when the text is no pattern.
    mutating func parse() -> PatternNode? {
        do {
            var flags = Flags()
            try takeGlobalFlags(&flags)
            let node = try alternatives(flags)
            return index == text.count ? node : nil
        } catch { return nil }
    }

    // MARK: structure

    private mutating func alternatives(_ flags: Flags) throws(Wrong) -> PatternNode {
        depth += 1
        guard depth <= Self.deepestNesting else { throw Wrong() }
        defer { depth -= 1 }
        var branches = [try sequence(flags)]
        while take("|") { branches.append(try sequence(flags)) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence(_ flags: Flags) throws(Wrong) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            guard let node = try atom(flags) else { continue }
            nodes.append(try repeated(node))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func repeated(_ node: PatternNode) throws(Wrong) -> PatternNode {
        guard let (least, most) = try bounds() else { return node }
        if case .place = node { throw Wrong() }
        let greed: PatternNode.Greed = take("?") ? .lazy : take("+") ? .possessive : .greedy
        // Python knows no repetition of a repetition without a group between them.
        let start = index
        guard try bounds() == nil else { throw Wrong() }
        index = start
        return .repetition(node, least: least, most: most, greed)
    }

    /// A quantifier, if one stands here. Braces that hold none are characters.
    private mutating func bounds() throws(Wrong) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = index
        guard take("{") else { return nil }
        let least = try number()
        var most = least
        if take(",") { most = try number() } else if least == nil { index = start; return nil }
        guard take("}") else { index = start; return nil }
        if let most, most < least ?? 0 { throw Wrong() }
        return (least ?? 0, most)
    }

    private mutating func number() throws(Wrong) -> Int? {
        var value: Int?
        while let digit = peek?.digit(radix: 10) {
            value = (value ?? 0) * 10 + digit
            guard let value, value < 1 << 31 else { throw Wrong() }
            index += 1
        }
        return value
    }

    // MARK: atoms

    /// nil for what stands for nothing: a remark.
    private mutating func atom(_ flags: Flags) throws(Wrong) -> PatternNode? {
        guard let scalar = next() else { throw Wrong() }
        switch scalar {
        case ".":
            return .one(ScalarSet(ranges: flags.dotTakesLineEnds ? [] : [10...10], isNegative: true))
        case "^": return .place(flags.isMultiline ? .lineStart : .start)
        case "$": return .place(flags.isMultiline ? .lineEnd : .endOrLastLine)
        case "[": return .one(try set(flags))
        case "(": return try group(flags)
        case "\\": return try escape(flags)
        case "*", "+", "?": throw Wrong()
        case "{":
            index -= 1
            guard try bounds() == nil else { throw Wrong() }
            index += 1
            return .one(.one("{", ignoresCase: false))
        default: return .one(.one(scalar, ignoresCase: flags.ignoresCase))
        }
    }

    private mutating func group(_ flags: Flags) throws(Wrong) -> PatternNode? {
        guard take("?") else { return try remembered(flags, name: nil) }
        guard let kind = next() else { throw Wrong() }
        switch kind {
        case ":": return try closing(try alternatives(flags))
        case ">": return .atomic(try closing(try alternatives(flags)))
        case "=", "!": return .look(try closing(try alternatives(flags)), isAhead: true, isNegative: kind == "!")
        case "#":
            while let scalar = next() { if scalar == ")" { return nil } }
            throw Wrong()
        case "<":
            guard let sign = next(), sign == "=" || sign == "!" else { throw Wrong() }
            let node = try closing(try alternatives(flags))
            guard node.width != nil else { throw Wrong() }
            return .look(node, isAhead: false, isNegative: sign == "!")
        case "P":
            if take("<") { return try remembered(flags, name: try name(until: ">")) }
            guard take("=") else { throw Wrong() }
            guard let number = names[try name(until: ")")], closed.contains(number) else { throw Wrong() }
            return .reference(number, ignoresCase: flags.ignoresCase)
        default:
            index -= 1
            var flags = flags
            try takeFlags(&flags)
            guard take(":") else { throw Wrong() }
            return try closing(try alternatives(flags))
        }
    }

    private mutating func remembered(_ flags: Flags, name: String?) throws(Wrong) -> PatternNode {
        groupCount += 1
        let number = groupCount
        if let name { guard names.updateValue(number, forKey: name) == nil else { throw Wrong() } }
        let node = try closing(try alternatives(flags))
        closed.insert(number)
        return .group(number, node)
    }

    private mutating func closing(_ node: PatternNode) throws(Wrong) -> PatternNode {
        guard take(")") else { throw Wrong() }
        return node
    }

    private mutating func name(until end: Unicode.Scalar) throws(Wrong) -> String {
        var name = String.UnicodeScalarView()
        while let scalar = next() {
            if scalar == end {
                guard let first = name.first, first.digit(radix: 10) == nil, name.allSatisfy(\.isPythonWord) else {
                    throw Wrong()
                }
                return String(name)
            }
            name.append(scalar)
        }
        throw Wrong()
    }

    /// `(?i)` and the like, which Python takes at the start only.
    private mutating func takeGlobalFlags(_ flags: inout Flags) throws(Wrong) {
        while index + 2 < text.count, text[index] == "(", text[index + 1] == "?", "imsu".unicodeScalars.contains(text[index + 2]) {
            let start = index
            var changed = flags
            index += 2
            try takeFlags(&changed)
            guard take(")") else { index = start; return }
            flags = changed
        }
    }

    private mutating func takeFlags(_ flags: inout Flags) throws(Wrong) {
        var isOn = true
        var count = 0
        while let scalar = peek, scalar != ":", scalar != ")" {
            index += 1
            count += 1
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotTakesLineEnds = isOn
            case "u" where isOn: break
            case "-" where isOn:
                isOn = false
                count = 0
            default: throw Wrong()
            }
        }
        guard count > 0 else { throw Wrong() }
    }

    // MARK: escapes

    private mutating func escape(_ flags: Flags) throws(Wrong) -> PatternNode {
        guard let scalar = peek else { throw Wrong() }
        switch scalar {
        case "A": index += 1; return .place(.start)
        case "Z": index += 1; return .place(.end)
        case "b": index += 1; return .place(.wordEdge)
        case "B": index += 1; return .place(.noWordEdge)
        case "1"..."9":
            if let octal = threeOctalDigits() { return .one(.one(octal, ignoresCase: flags.ignoresCase)) }
            var number = 0
            for _ in 0..<2 { if let digit = peek?.digit(radix: 10) { number = number * 10 + digit; index += 1 } }
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
            for _ in 0..<2 { if let digit = peek?.digit(radix: 8) { value = value * 8 + UInt32(digit); index += 1 } }
            return Unicode.Scalar(value) ?? "\0"
        case "x": return try hexadecimal(2)
        case "u": return try hexadecimal(4)
        case "U": return try hexadecimal(8)
        default:
            // Python keeps letters for later use.
            guard !scalar.isASCII || !scalar.properties.isAlphabetic, scalar.digit(radix: 10) == nil else { throw Wrong() }
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

    private mutating func set(_ flags: Flags) throws(Wrong) -> ScalarSet {
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

    // MARK: characters

    private var peek: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        index += 1
        return scalar
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }
}

extension Unicode.Scalar {
    /// The value of an ASCII digit.
    fileprivate func digit(radix: Int) -> Int? {
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
