import Core
import JSON

/// Criteria on the resource that an event is about.
struct ResourceCriteriaBody: Body {
    let criteria: ResourceCriteria

    init(from reader: inout BodyReader) {
        criteria = ResourceCriteria(namedBy: &reader)
        _ = reader.optional("distinct", .boolean)
    }
}

/// Criteria on any resource of an event.
struct AnyResourceCriteriaBody: Body {
    let criteria: ResourceCriteria

    init(from reader: inout BodyReader) { criteria = ResourceCriteria(namedBy: &reader) }
}

/// Criteria on a related resource of an event.
struct RelatedCriteriaBody: Body {
    let criteria: ResourceCriteria

    init(from reader: inout BodyReader) {
        var criteria = ResourceCriteria()
        criteria.ids = reader.optional("id", .strings) ?? []
        criteria.roles = reader.optional("role", .strings) ?? []
        criteria.idsInRoles = reader.optional("resources_in_roles", .list(of: .idInRole)) ?? []
        criteria.labels = reader.optional("labels", .labelCriteria) ?? []
        self.criteria = criteria
    }
}

extension ResourceCriteria {
    /// The members that criteria on the resource itself and on any resource share.
    fileprivate init(namedBy reader: inout BodyReader) {
        self.init()
        ids = reader.optional("id", .strings) ?? []
        idPrefixes = reader.optional("id_prefix", .strings) ?? []
        labels = reader.optional("labels", .labelCriteria) ?? []
    }
}

extension Kind where Value == [ResourceCriteria.LabelCriteria] {
    /// For each label a pattern, or a list of them.
    fileprivate static var labelCriteria: Kind {
        Kind<JSONObject>.dictionary.map(fallback: [], shape: .map(.either([.text, .list(.text)]))) {
            object, _, location, problems in
            let before = problems.count
            let criteria = object.members.compactMap { member -> ResourceCriteria.LabelCriteria? in
                let patterns = Kind<[String]>.oneOrMany(.string)
                    .read(member.value, location + [.string(member.key)], &problems)
                return patterns.map { .init(name: member.key, patterns: $0.map(Glob.init)) }
            }
            return problems.count == before ? criteria : nil
        }
    }
}

extension Kind where Value == ResourceCriteria.IDInRole {
    /// A pair of a resource's id and its role.
    fileprivate static var idInRole: Kind {
        Kind<[String]>.strings.map(fallback: Value(id: "", role: "")) { pair, json, location, problems in
            guard pair.count == 2 else {
                return problems.note("tuple_type", "Input should be a valid tuple", json, at: location)
            }
            return Value(id: pair[0], role: pair[1])
        }
    }
}

extension Kind {
    /// A list, or one item that stands for a list of one.
    static func oneOrMany<Item: Sendable>(_ item: Kind<Item>) -> Kind where Value == [Item] {
        Kind(fallback: [], shape: .either([.list(item.shape), item.shape])) { json, location, problems in
            if json.array != nil { return Kind.list(of: item).read(json, location, &problems) }
            return item.read(json, location, &problems).map { [$0] }
        }
    }
}
