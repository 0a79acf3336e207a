/// A part of a pattern.
indirect enum PatternNode: Sendable {
    case one(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repetition(PatternNode, least: Int, most: Int?, Greed)
    /// A group that is remembered under a number.
    case group(Int, PatternNode)
    case reference(Int, ignoresCase: Bool)
    case place(Place)
    case look(PatternNode, isAhead: Bool, isNegative: Bool)
    case atomic(PatternNode)

    enum Greed: Sendable { case greedy, lazy, possessive }

    /// What holds at a place without taking a character.
    enum Place: Sendable {
        case start, end, lineStart, lineEnd, endOrLastLine, wordEdge, noWordEdge
    }

    /// How many characters this always takes; nil when that varies.
    var width: Int? {
        switch self {
        case .one: return 1
        case .place, .look: return 0
        case .reference: return nil
        case .group(_, let node), .atomic(let node): return node.width
        case .sequence(let nodes):
            return nodes.reduce(0 as Int?) { sum, node in
                guard let sum, let width = node.width else { return nil }
                return sum + width
            }
        case .alternatives(let nodes):
            guard let first = nodes.first?.width else { return nil }
            return nodes.allSatisfy { $0.width == first } ? first : nil
        case .repetition(let node, let least, let most, _):
            guard least == most, let width = node.width else { return nil }
            let (product, overflow) = width.multipliedReportingOverflow(by: least)
            return overflow ? nil : product
        }
    }
}

/// Characters of which a pattern takes one.
struct ScalarSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var classes: [(Class, isNegative: Bool)] = []
    var isNegative = false
    var ignoresCase = false

    enum Class: Sendable { case digit, space, word }

    static func one(_ scalar: Unicode.Scalar, ignoresCase: Bool) -> ScalarSet {
        ScalarSet(ranges: [scalar.value...scalar.value], ignoresCase: ignoresCase)
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var found = holds(scalar)
        if !found, ignoresCase { found = scalar.otherCases.contains(where: holds) }
        return found != isNegative
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } || classes.contains { $0.contains(scalar) != $1 }
    }
}

extension ScalarSet.Class {
    /// Python's notions: `str.isdecimal`, `isspace`, `isalnum` and the underscore.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .digit: scalar.properties.generalCategory == .decimalNumber
        case .space: scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
        case .word: scalar.isPythonWord
        }
    }
}

extension Unicode.Scalar {
    /// A letter, a number of any kind or the underscore.
    var isPythonWord: Bool {
        if self == "_" { return true }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: properties.numericType != nil
        }
    }

    /// The same letter in lower and upper case, where that is one character.
    var otherCases: [Unicode.Scalar] {
        [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { text in
            text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
        }
    }
}
