import Core
import JSON

extension SchemaBook {
    /// The schema of what an answer holds.
    mutating func schema(_ shape: WireShape) -> JSONObject {
        switch shape {
        case .any: return JSONObject()
        case .text: return ["type": "string"]
        case .integer: return ["type": "integer"]
        case .number: return ["type": "number"]
        case .boolean: return ["type": "boolean"]
        case .id: return ["type": "string", "format": "uuid"]
        case .time: return ["type": "string", "format": "date-time"]
        case .null: return ["type": "null"]
        case .constant(let text): return ["type": "string", "const": .string(text)]
        case .choice(let name, let texts): return choice(name, texts)
        case .list(let item): return ["type": "array", "items": .object(schema(item))]
        case .map(.any): return ["type": "object", "additionalProperties": true]
        case .map(let value): return ["type": "object", "additionalProperties": .object(schema(value))]
        case .mapOfIDs(let value):
            return [
                "type": "object", "additionalProperties": .object(schema(value)), "propertyNames": ["format": "uuid"],
            ]
        case .object(let object):
            return define(object.name, object.fields.map { $0.isNullable ? $0.name + "?" : $0.name }) {
                $0.members(of: object)
            }
        case .named(let name): return Self.reference(to: name)
        case .either(let shapes): return ["anyOf": .array(shapes.map { .object(schema($0)) })]
        case .pair(let first, let second):
            return [
                "type": "array", "prefixItems": [.object(schema(first)), .object(schema(second))], "minItems": 2,
                "maxItems": 2,
            ]
        }
    }

    /// Every member is always there, and there are no others.
    private mutating func members(of object: WireObject) -> JSONObject {
        var properties = JSONObject()
        for field in object.fields {
            let shape = field.isNullable ? field.shape.orNull : field.shape
            properties[field.name] = .object(schema(shape))
        }
        return Self.object(properties, required: object.fields.map { .string($0.name) }, isOpen: false)
    }
}
