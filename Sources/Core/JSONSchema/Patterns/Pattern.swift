/// A regular expression in Python's syntax (its `re`), searched for with a bounded effort.
///
/// What Python's has and this has not: `\N{…}`, conditional groups, the flags `x`, `L` and `a`, and look-behind across
/// alternatives of different widths. Such a pattern is refused, as is one that Python refuses.
public struct Pattern: Sendable {
    let program: PatternProgram

    /// nil when the text is no pattern.
    public init?(_ text: String) {
        var parser = PatternParser(text)
        guard let node = parser.parse(), let program = PatternProgram(node, groups: parser.groupCount) else {
            return nil
        }
        self.program = program
    }

    /// Whether the pattern is found anywhere in a text, as `re.search` does.
    ///
    /// Throws ``Effort/Exhausted`` when finding out takes more than is left of the effort.
    func isFound(in text: String, _ effort: Effort) throws(Effort.Exhausted) -> Bool {
        let scalars = Array(text.unicodeScalars)
        let matcher = PatternMatcher(scalars, effort)
        for start in 0...scalars.count where try matcher.match(program, from: start) != nil { return true }
        return false
    }
}

/// Counts down what a computation may cost, so that neither a schema nor a pattern can hold the server up.
final class Effort {
    private var left: Int

    init(_ steps: Int) { left = steps }

    /// Takes so many steps from what is left.
    func spend(_ steps: Int = 1) throws(Exhausted) {
        left -= steps
        if left < 0 { throw Exhausted() }
    }

    struct Exhausted: Error {}
}
