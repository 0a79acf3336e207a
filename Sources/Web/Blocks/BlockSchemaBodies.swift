import Core
import JSON

/// The body of `POST /api/block_schemas/`.
struct BlockSchemaCreateBody: Body {
    let schema: NewBlockSchema

    init(from reader: inout BodyReader) {
        let fields = reader.optional("fields", .dictionary, default: JSONObject())
        schema = NewBlockSchema(
            id: .none, typeID: reader.required("block_type_id", .id), fields: fields,
            capabilities: reader.optional("capabilities", .strings, default: []),
            version: reader.optional("version", .string, default: BlockSchema.unversioned))
    }
}
