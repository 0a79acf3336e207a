/// How deep and how wide block documents nest. Answers show nested documents as a whole, so both have to end somewhere.
public struct BlockNesting {
    /// Documents within one another.
    static let deepest = 50
    /// Documents that one answer shows in the place of one, each as often as it is referred to.
    static let widest = 1000

    private let references: [ID: [ID]]
    private var known: [ID: (depth: Int, count: Int)] = [:]

    /// - Parameter edges: the references of all documents around those that are asked about; they form no circle.
    public init(_ edges: [(parent: ID, reference: ID)]) {
        references = Dictionary(grouping: edges, by: \.parent).mapValues { $0.map(\.reference) }
    }

    /// Refuses what nests too deep or too wide, in the documents around those that the edges tell of.
    public mutating func check() throws {
        for parent in references.keys.sorted() {
            let size = size(of: parent)
            guard size.depth <= BlockNesting.deepest else {
                throw Failure.badRequest(
                    "Block document reference graph exceeds max depth \(BlockNesting.deepest); refusing to recurse further."
                )
            }
            guard size.count <= BlockNesting.widest else {
                throw Failure.badRequest(
                    "A block document would show more than \(BlockNesting.widest) nested block documents.")
            }
        }
    }

    private mutating func size(of id: ID) -> (depth: Int, count: Int) {
        if let size = known[id] { return size }
        var size = (depth: 0, count: 1)
        for reference in references[id] ?? [] {
            let nested = self.size(of: reference)
            size.depth = max(size.depth, nested.depth + 1)
            // Far past the bound is past the bound; more could overflow.
            size.count = min(size.count + nested.count, 2 * BlockNesting.widest)
        }
        known[id] = size
        return size
    }
}
