import Core

/// Finds the route of a path: a tree of segments, made once from the table.
struct Router: Sendable {
    enum Outcome {
        case found(Route, [String: String])
        /// The path is there, but not for this method.
        case wrongMethod(allowed: [Request.Method])
        /// The path with a slash more or less at its end is there.
        case moved(to: String)
        case notFound
    }

    private final class Node {
        var fixed: [String: Node] = [:]
        /// Placeholders, each with all names that routes have for it.
        var id: (names: [String], node: Node)?
        var text: (names: [String], node: Node)?
        var rest: (names: [String], node: Node)?
        var routes: [Route] = []
    }

    /// The same tree, frozen.
    private struct Branch: Sendable {
        var fixed: [String: Branch] = [:]
        /// Placeholders by the order in which they are tried: a UUID, a segment, all that follows.
        var placeholders: [(kind: Placeholder, names: [String], branch: Branch)] = []
        var routes: [Route] = []
    }

    private enum Placeholder: Sendable { case id, text, rest }

    private let root: Branch

    init(_ routes: [Route]) {
        let root = Node()
        for route in routes {
            var node = root
            for segment in Router.segments(route.pattern) { node = Router.child(of: node, segment) }
            node.routes.append(route)
        }
        self.root = Router.freeze(root)
    }

    func find(_ method: Request.Method, _ path: String) -> Outcome {
        if let (routes, parameters) = match(path, method), let route = routes.first(where: { $0.method == method }) {
            return .found(route, parameters)
        }
        if let (routes, _) = match(path) { return .wrongMethod(allowed: routes.map(\.method)) }
        let other = path.hasSuffix("/") ? String(path.dropLast()) : path + "/"
        if !other.isEmpty, match(other) != nil { return .moved(to: other) }
        return .notFound
    }

    /// The routes of a path that one of a method is among; all methods count when none is given.
    private func match(_ path: String, _ method: Request.Method? = nil) -> ([Route], [String: String])? {
        guard path.hasPrefix("/") else { return nil }
        var parameters: [String: String] = [:]
        let segments = Router.segments(path)
        guard let routes = match(segments[...], method, in: root, &parameters) else { return nil }
        return (routes, parameters)
    }

    private func match(
        _ segments: ArraySlice<String>, _ method: Request.Method?, in branch: Branch,
        _ parameters: inout [String: String]
    ) -> [Route]? {
        guard let first = segments.first else {
            return branch.routes.contains { method == nil || $0.method == method } ? branch.routes : nil
        }
        let rest = segments.dropFirst()
        if let next = branch.fixed[first], let found = match(rest, method, in: next, &parameters) { return found }
        for placeholder in branch.placeholders {
            guard let value = Router.value(of: placeholder.kind, segments),
                let found = match(
                    placeholder.kind == .rest ? [] : rest, method, in: placeholder.branch, &parameters)
            else { continue }
            // What is further down the path has set its names already.
            for name in placeholder.names where parameters[name] == nil { parameters[name] = value }
            return found
        }
        return nil
    }

    private static func value(of kind: Placeholder, _ segments: ArraySlice<String>) -> String? {
        switch kind {
        case .id: segments.first.flatMap { ID($0)?.description }
        // A slash counts as one also when it is encoded, as in Prefect's server; no name has one.
        case .text:
            segments.first.flatMap { PercentCoding.decode($0) }.flatMap { $0.isEmpty || $0.contains("/") ? nil : $0 }
        case .rest: PercentCoding.decode(segments.joined(separator: "/")).flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// `/a/b/` is `a`, `b` and an empty segment, so that the slash at the end counts.
    private static func segments(_ path: String) -> [String] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    private static func child(of node: Node, _ segment: String) -> Node {
        guard segment.hasPrefix("{"), segment.hasSuffix("}") else {
            if let known = node.fixed[segment] { return known }
            let made = Node()
            node.fixed[segment] = made
            return made
        }
        let name = String(segment.dropFirst().dropLast())
        if name.hasSuffix("*") { return child(&node.rest, String(name.dropLast())) }
        return name.hasSuffix("id") ? child(&node.id, name) : child(&node.text, name)
    }

    private static func child(_ placeholder: inout (names: [String], node: Node)?, _ name: String) -> Node {
        var entry = placeholder ?? ([], Node())
        if !entry.names.contains(name) { entry.names.append(name) }
        placeholder = entry
        return entry.node
    }

    private static func freeze(_ node: Node) -> Branch {
        var branch = Branch(fixed: node.fixed.mapValues(freeze), routes: node.routes)
        if let id = node.id { branch.placeholders.append((.id, id.names, freeze(id.node))) }
        if let text = node.text { branch.placeholders.append((.text, text.names, freeze(text.node))) }
        if let rest = node.rest { branch.placeholders.append((.rest, rest.names, freeze(rest.node))) }
        return branch
    }
}
