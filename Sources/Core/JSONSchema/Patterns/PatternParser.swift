/// Reads the text of a pattern.
struct PatternParser {
    let text: [Unicode.Scalar]
    var index = 0
    private var depth = 0
    private var names: [String: Int] = [:]
    /// Groups that are closed: only those can be referred to.
    var closed: Set<Int> = []
    private(set) var groupCount = 0

    private static let deepestNesting = 40

    /// What holds inside a group.
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesLineEnds = false
    }

    struct Wrong: Error {}

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
        if take(",") {
            most = try number()
        } else if least == nil {
            index = start
            return nil
        }
        guard take("}") else {
            index = start
            return nil
        }
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
        while index + 2 < text.count, text[index] == "(", text[index + 1] == "?",
            "imsu".unicodeScalars.contains(text[index + 2])
        {
            let start = index
            var changed = flags
            index += 2
            try takeFlags(&changed)
            guard take(")") else {
                index = start
                return
            }
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

    // MARK: characters

    var peek: Unicode.Scalar? { index < text.count ? text[index] : nil }

    mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        index += 1
        return scalar
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }
}
