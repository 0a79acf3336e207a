/// Which services a process runs: what the setting `RIGEL_SERVICES` says.
public enum ServiceSelection: Sendable, Equatable {
    case all
    case none
    case some([String])

    /// Reads `all`, `none` or names with commas between them.
    public init(_ text: String) {
        let names = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        switch names {
        case [], ["all"]: self = .all
        case ["none"]: self = .none
        default: self = .some(names)
        }
    }

    /// The chosen ones of the services that there are. Throws a sentence for people when a name is unknown.
    public func choose(from services: [any Service]) throws(UnknownService) -> [any Service] {
        switch self {
        case .all: return services
        case .none: return []
        case .some(let names):
            let known = services.map(\.name)
            if let unknown = names.first(where: { !known.contains($0) }) {
                throw UnknownService(name: unknown, known: known)
            }
            return services.filter { names.contains($0.name) }
        }
    }
}

/// A name that is no service's.
public struct UnknownService: Error, Sendable, Equatable, CustomStringConvertible {
    public let name: String
    public let known: [String]

    public var description: String {
        "There is no service \"\(name)\". RIGEL_SERVICES takes all, none, or names out of: \(known.joined(separator: ", "))."
    }
}
