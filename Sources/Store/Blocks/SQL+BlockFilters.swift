import Core

/// How the filters of a request restrict lists of block types, schemas and documents.
extension SQL {
    static func blockTypeConditions(_ query: BlockQuery) -> [SQL] {
        var result = conditions(query.types)
        if let schemas = query.schemas {
            let all = all(conditions(schemas))
            result.append(
                "EXISTS (SELECT 1 FROM block_schema WHERE block_schema.block_type_id = block_type.id AND \(all))")
        }
        return result
    }

    static func blockDocumentConditions(_ query: BlockQuery) -> [SQL] {
        var result = conditions(query.documents ?? BlockDocumentFilter())
        if let types = query.types {
            let all = all(conditions(types))
            result.append(
                "EXISTS (SELECT 1 FROM block_type WHERE block_type.id = block_document.block_type_id AND \(all))")
        }
        if let schemas = query.schemas {
            let all = all(conditions(schemas))
            result.append(
                "EXISTS (SELECT 1 FROM block_schema WHERE block_schema.id = block_document.block_schema_id AND \(all))")
        }
        return result
    }

    static func conditions(_ filter: BlockTypeFilter?) -> [SQL] {
        guard let filter else { return [] }
        return conditions(filter.name, on: "block_type.name") + conditions(filter.slug, on: "block_type.slug")
    }

    static func conditions(_ filter: BlockSchemaFilter?) -> [SQL] {
        guard let filter else { return [] }
        var result = conditions(filter.typeID, on: "block_schema.block_type_id")
        if !filter.capabilities.isEmpty {
            result.append(
                all(
                    filter.capabilities.map {
                        "EXISTS (SELECT 1 FROM json_each(block_schema.capabilities) WHERE value = \($0))"
                    }))
        }
        result += conditions(filter.id, on: "block_schema.id")
        result += conditions(filter.version, on: "block_schema.version")
        return joined(result, by: filter.joining)
    }

    private static func conditions(_ filter: BlockDocumentFilter) -> [SQL] {
        var result = conditions(filter.id, on: "block_document.id")
        if let isAnonymous = filter.isAnonymous { result.append("block_document.is_anonymous = \(isAnonymous)") }
        result += conditions(filter.typeID, on: "block_document.block_type_id")
        result += conditions(filter.name, on: "block_document.name")
        return joined(result, by: filter.joining)
    }
}
