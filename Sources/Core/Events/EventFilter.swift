import JSON

/// Which events are wanted. An empty list asks for nothing in particular, as in Prefect.
public struct EventFilter: Sendable, Equatable {
    /// The times at both ends belong to what is wanted.
    public var since: Timestamp?
    public var until: Timestamp?
    public var names: [String] = []
    public var excludedNames: [String] = []
    public var namePrefixes: [String] = []
    public var excludedNamePrefixes: [String] = []
    /// The resource that the event is about.
    public var resource: ResourceCriteria?
    /// Each must be met by one of the related resources.
    public var related: [ResourceCriteria] = []
    /// Each must be met by the resource itself or a related one.
    public var anyResource: [ResourceCriteria] = []
    public var ids: [ID] = []
    public var text: TextSearch?

    public init() {}

    public func matches(_ event: Event) -> Bool {
        if let since, event.occurred < since { return false }
        if let until, event.occurred > until { return false }
        if !ids.isEmpty, !ids.contains(event.id) { return false }
        guard matches(name: event.name) else { return false }
        if let resource, !resource.matches(event.resource) { return false }
        for criteria in related where !criteria.isEmpty {
            guard event.related.contains(where: criteria.matches) else { return false }
        }
        for criteria in anyResource where !criteria.isEmpty {
            guard criteria.matches(event.resource) || event.related.contains(where: criteria.matches) else {
                return false
            }
        }
        return text?.matches(event.searchText) ?? true
    }

    private func matches(name: String) -> Bool {
        if !names.isEmpty, !names.contains(name) { return false }
        if excludedNames.contains(name) { return false }
        if !namePrefixes.isEmpty, !namePrefixes.contains(where: { name.hasPrefix($0) }) { return false }
        return !excludedNamePrefixes.contains { name.hasPrefix($0) }
    }
}

extension Event {
    /// All that a search for text looks at: the name, the values of all labels, the payload.
    fileprivate var searchText: String {
        let labels = ([resource] + related).flatMap { $0.members.compactMap(\.value.string) }
        return ([name] + labels + [JSONValue.object(payload).text]).joined(separator: " ")
    }
}
