import Core
import JSON

/// The body of `POST /api/block_documents/`.
struct BlockDocumentCreateBody: Body {
    let document: NewBlockDocument

    /// The body, which is looked at no further when it lacks the name that it must have.
    static var kind: Kind<BlockDocumentCreateBody> {
        let whole = Kind.object(BlockDocumentCreateBody.self)
        return Kind(fallback: fallback, shape: whole.shape) { json, location, problems in
            if let object = json.object {
                let reader = BodyReader(object, at: location)
                guard reader.says("is_anonymous") || reader.says("name") else {
                    return problems.note(
                        "value_error", "Value error, Names must be provided for block documents.", json, at: location,
                        context: ["error": [:]])
                }
            }
            return whole.read(json, location, &problems)
        }
    }

    init(from reader: inout BodyReader) {
        let name = reader.optional("name", .slug("Block document name", of: .name))
        let data = reader.optional("data", .dictionary, default: JSONObject())
        let schema = reader.required("block_schema_id", .id)
        let type = reader.required("block_type_id", .id)
        document = NewBlockDocument(
            id: .none, name: name, typeID: type, schemaID: schema, data: data,
            isAnonymous: reader.optional("is_anonymous", .boolean, default: false))
    }
}

/// The body of `PATCH /api/block_documents/{id}`.
struct BlockDocumentUpdateBody: Body {
    let change: BlockDocumentChange

    init(from reader: inout BodyReader) {
        let schema = reader.optional("block_schema_id", .id)
        let data = reader.present("data", .dictionary)
        change = BlockDocumentChange(
            schemaID: schema, data: data, merges: reader.optional("merge_existing_data", .boolean, default: true))
    }
}
