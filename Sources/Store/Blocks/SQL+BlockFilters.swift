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
        let capabilities = filter.capabilities?.map { name -> SQL in
            "EXISTS (SELECT 1 FROM json_each(block_schema.capabilities) WHERE value = \(name))"
        }
        return members(
            [
                filter.typeID.map { conditions($0, on: "block_schema.block_type_id") },
                capabilities,
                filter.id.map { conditions($0, on: "block_schema.id") },
                filter.version.map { conditions($0, on: "block_schema.version") },
            ], joinedBy: filter.joining)
    }

    private static func conditions(_ filter: BlockDocumentFilter) -> [SQL] {
        members(
            [
                filter.id.map { conditions($0, on: "block_document.id") },
                filter.isAnonymous.map { flag in flag.map { ["block_document.is_anonymous = \($0)"] } ?? [] },
                filter.typeID.map { conditions($0, on: "block_document.block_type_id") },
                filter.name.map { conditions($0, on: "block_document.name") },
            ], joinedBy: filter.joining)
    }
}
