/// A pattern for whole texts, as shells and Python's `fnmatchcase` read it: `*`, `?`, `[abc]`, `[a-z]` and `[!a-z]`.
///
/// A leading `!` turns the pattern round.
public struct Glob: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case one(Unicode.Scalar)
        case any
        case anything
        case oneOf([ClosedRange<Unicode.Scalar>], isInverted: Bool)
    }

    private let pieces: [Piece]
    private let isNegated: Bool

    public init(_ pattern: String) {
        isNegated = pattern.hasPrefix("!")
        pieces = Glob.pieces(of: Array(pattern.unicodeScalars.dropFirst(isNegated ? 1 : 0)))
    }

    public func matches(_ text: String) -> Bool { covers(Array(text.unicodeScalars)) != isNegated }

    /// Goes through the text once, coming back to the last `*` when the rest does not fit: never exponential.
    private func covers(_ text: [Unicode.Scalar]) -> Bool {
        var place = 0
        var piece = 0
        var star: (piece: Int, place: Int)?
        while place < text.count {
            if piece < pieces.count, pieces[piece] == .anything {
                star = (piece, place)
                piece += 1
            } else if piece < pieces.count, Glob.fits(text[place], pieces[piece]) {
                piece += 1
                place += 1
            } else if let last = star {
                star = (last.piece, last.place + 1)
                piece = last.piece + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .anything }
    }

    private static func fits(_ scalar: Unicode.Scalar, _ piece: Piece) -> Bool {
        switch piece {
        case .one(let expected): scalar == expected
        case .any: true
        case .anything: false
        case .oneOf(let ranges, let isInverted): ranges.contains { $0.contains(scalar) } != isInverted
        }
    }

    private static func pieces(of pattern: [Unicode.Scalar]) -> [Piece] {
        var pieces: [Piece] = []
        var place = 0
        while place < pattern.count {
            switch pattern[place] {
            case "*": pieces.append(.anything)
            case "?": pieces.append(.any)
            case "[":
                if let (set, end) = set(in: pattern, from: place + 1) {
                    pieces.append(set)
                    place = end
                } else {
                    pieces.append(.one("["))
                }
            case let scalar: pieces.append(.one(scalar))
            }
            place += 1
        }
        return pieces
    }

    /// The set that begins after a `[`, and the place of its `]`; nil when there is none, and the `[` means itself.
    private static func set(in pattern: [Unicode.Scalar], from start: Int) -> (Piece, Int)? {
        var place = start
        let isInverted = place < pattern.count && pattern[place] == "!"
        if isInverted { place += 1 }
        // A `]` right at the beginning belongs to the set.
        guard let end = pattern.indices.first(where: { $0 > place && pattern[$0] == "]" }) else { return nil }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while place < end {
            if place + 2 < end, pattern[place + 1] == "-" {
                if pattern[place] <= pattern[place + 2] { ranges.append(pattern[place]...pattern[place + 2]) }
                place += 3
            } else {
                ranges.append(pattern[place]...pattern[place])
                place += 1
            }
        }
        return (.oneOf(ranges, isInverted: isInverted), end)
    }
}
