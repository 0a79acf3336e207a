import JSON

/// One thing in which a value breaks a schema.
public struct SchemaMismatch {
    /// The way to the value, from the root.
    let path: [Path.Step]
    /// The keyword that it breaks; nil for a schema that is `false`.
    let keyword: String?
    /// What broke it, and the schema that holds the keyword.
    let instance: JSONValue
    let schema: JSONObject?
    /// Of a choice of schemas: why each of them does not fit.
    let context: [SchemaMismatch]
    /// Made when it is asked for: only one of many is shown, and it may quote a large value.
    let describe: () -> String

    public var message: String { describe() }

    /// In place of a keyword: the value is wrong whatever the schema says. No keyword can be empty.
    static let ofValueItself = ""

    /// Where the value is, such as `$.rows[0].name`; `$` is the value as a whole.
    public var place: String {
        path.reduce(into: "$") { text, step in
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where key.isPlainName: text += "." + key
            case .key(let key):
                var escaped = ""
                for scalar in key.unicodeScalars {
                    escaped += scalar == "\\" || scalar == "'" ? "\\\(scalar)" : "\(scalar)"
                }
                text += "['" + escaped + "']"
            }
        }
    }
}

/// Gathers mismatches.
final class Mismatches {
    private(set) var list: [SchemaMismatch] = []
    private let firstOnly: Bool

    /// - Parameter firstOnly: for when it only matters whether there are any.
    init(firstOnly: Bool) { self.firstOnly = firstOnly }

    func add(_ mismatch: SchemaMismatch) { list.append(mismatch) }

    /// Nothing more needs to be found out.
    var isSettled: Bool { firstOnly && !list.isEmpty }
}

/// The way to a value inside another: each step knows the one before it.
struct Path {
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    private final class Link {
        let step: Step
        let before: Link?

        init(_ step: Step, _ before: Link?) { (self.step, self.before) = (step, before) }
    }

    private var last: Link?

    init() {}

    func key(_ key: String) -> Path { adding(.key(key)) }
    func index(_ index: Int) -> Path { adding(.index(index)) }

    private func adding(_ step: Step) -> Path {
        var path = self
        path.last = Link(step, last)
        return path
    }

    var steps: [Step] {
        var steps: [Step] = []
        var link = last
        while let current = link {
            steps.append(current.step)
            link = current.before
        }
        return steps.reversed()
    }
}

extension String {
    /// A letter, then letters, digits and underscores. The real server lets a line end follow.
    fileprivate var isPlainName: Bool {
        let name = utf8.last == 10 ? utf8.dropLast() : utf8[...]
        guard let first = name.first, first.isLetter else { return false }
        return name.allSatisfy { $0.isLetter || (48...57).contains($0) || $0 == 95 }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}
