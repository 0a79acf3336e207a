public import JSON

/// Which resources are wanted. An empty list asks for nothing in particular, as in Prefect.
public struct ResourceCriteria: Sendable, Equatable {
    public var ids: [String] = []
    public var idPrefixes: [String] = []
    public var roles: [String] = []
    /// Pairs of a resource's id and its role.
    public var idsInRoles: [IDInRole] = []
    /// For each label the patterns of which its value must match one.
    public var labels: [LabelCriteria] = []

    public struct IDInRole: Sendable, Equatable {
        public var id: String
        public var role: String

        public init(id: String, role: String) {
            self.id = id
            self.role = role
        }
    }

    public struct LabelCriteria: Sendable, Equatable {
        public var name: String
        public var patterns: [Glob]

        public init(name: String, patterns: [Glob]) {
            self.name = name
            self.patterns = patterns
        }
    }

    public init() {}

    /// True when every resource will do.
    public var isEmpty: Bool { self == ResourceCriteria() }

    public func matches(_ resource: JSONObject) -> Bool {
        let id = resource["prefect.resource.id"]?.string ?? ""
        let role = resource["prefect.resource.role"]?.string ?? ""
        if !ids.isEmpty, !ids.contains(id) { return false }
        if !idPrefixes.isEmpty, !idPrefixes.contains(where: { id.hasPrefix($0) }) { return false }
        if !roles.isEmpty, !roles.contains(role) { return false }
        if !idsInRoles.isEmpty, !idsInRoles.contains(IDInRole(id: id, role: role)) { return false }
        return labels.allSatisfy { label in
            guard let value = resource[label.name]?.string else { return false }
            return label.patterns.contains { $0.matches(value) }
        }
    }
}
