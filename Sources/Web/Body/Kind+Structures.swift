import Core
import JSON

extension Kind where Value == JSONValue {
    /// Anything.
    static var any: Kind { Kind(fallback: .null, shape: .anything) { json, _, _ in json } }
}

extension Kind where Value == JSONObject {
    /// Any object.
    static var dictionary: Kind {
        Kind(fallback: JSONObject(), shape: .anyObject) { json, location, problems in
            json.object ?? problems.note("dict_type", "Input should be a valid dictionary", json, at: location)
        }
    }

    /// Labels: an object of flags, numbers and texts.
    static var labels: Kind {
        dictionary.map(fallback: JSONObject(), shape: .labels) { object, _, location, problems in
            let before = problems.count
            for member in object.members {
                switch member.value {
                case .bool, .int, .double, .string: continue
                case .null, .array, .object:
                    for (name, type, article) in [
                        ("bool", "bool_type", "boolean"), ("int", "int_type", "integer"),
                        ("float", "float_type", "number"), ("str", "string_type", "string"),
                    ] {
                        problems.append(
                            Failure.Problem(
                                type: type, location: location + [.string(member.key), .string(name)],
                                message: "Input should be a valid \(article)", input: member.value))
                    }
                }
            }
            return problems.count == before ? object : nil
        }
    }
}

extension Kind {
    /// A list whose items are all of one kind; every wrong item is noted at its place.
    static func list<Item: Sendable>(of item: Kind<Item>) -> Kind where Value == [Item] {
        Kind(fallback: [], shape: .list(item.shape)) { json, location, problems in
            guard let items = json.array else {
                return problems.note("list_type", "Input should be a valid list", json, at: location)
            }
            let before = problems.count
            let values = items.enumerated().compactMap { place, value in
                item.read(value, location + [.int(Int64(place))], &problems)
            }
            return problems.count == before ? values : nil
        }
    }

    /// A list in a body that is nothing else; Prefect's server words its problems differently from those of a member.
    static func sequence<Item: Sendable>(of item: Kind<Item>) -> Kind where Value == [Item] {
        let list = Kind.list(of: item)
        return Kind(fallback: [], shape: list.shape) { json, location, problems in
            switch json {
            case .array: return list.read(json, location, &problems)
            case .string:
                return problems.note(
                    "sequence_str", "'str' instances are not allowed as a Sequence value", json, at: location,
                    context: JSONObject([.init(key: "type_name", value: "str")]))
            default:
                return problems.note(
                    "is_instance_of", "Input should be an instance of Sequence", json, at: location,
                    context: JSONObject([.init(key: "class", value: "Sequence")]))
            }
        }
    }

    /// An object with members of its own.
    static func object(_ type: Value.Type) -> Kind where Value: Body {
        Kind(fallback: Value.fallback, shape: .object(type)) { json, location, problems in
            guard let object = json.object else {
                return problems.note(
                    "model_attributes_type", "Input should be a valid dictionary or object to extract fields from",
                    json, at: location)
            }
            var reader = BodyReader(object, at: location, bounds: problems.bounds)
            let value = Value(from: &reader)
            if !Value.ignoresUnknownMembers { reader.refuseUnknownMembers() }
            problems += reader.problems
            return reader.problems.isEmpty ? value : nil
        }
    }
}

extension Kind where Value == [String] {
    static var strings: Kind { .list(of: .string) }
}
