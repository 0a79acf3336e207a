import Core
import JSON

/// The body of `POST /api/flows/`.
struct FlowCreateBody: Body {
    let flow: FlowCreate

    init(from reader: inout BodyReader) {
        flow = FlowCreate(
            name: reader.required("name", .name),
            tags: reader.optional("tags", .strings, default: []),
            labels: reader.nullable("labels", .labels, default: JSONObject()))
    }
}

/// The body of `PATCH /api/flows/{id}`.
struct FlowUpdateBody: Body {
    let tags: [String]?

    init(from reader: inout BodyReader) { tags = reader.present("tags", .strings) }
}

/// The object `flows` of a filter.
struct FlowFilterBody: Body {
    let filter: FlowFilter

    init(from reader: inout BodyReader) {
        var filter = FlowFilter()
        filter.hasVoidMember = reader.hasVoidMember
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyOrNotIDBody.self))?.criteria
        filter.hasNoDeployment = reader.optional("deployment", .object(NullBody.self))?.isNull
        filter.name = reader.optional("name", .object(NameBody.self))?.criteria
        filter.tags = reader.optional("tags", .object(AllTagsBody.self))?.criteria
        self.filter = filter
    }
}

/// The body of `POST /api/flows/bulk_delete`.
struct FlowBulkDeleteBody: Body {
    let query: RunQuery
    let limit: Int

    /// Objects that one request deletes at most.
    static let mostRows: Int64 = 50

    init(from reader: inout BodyReader) {
        query = RunQuery(flows: reader.optional("flows", .object(FlowFilterBody.self))?.filter)
        let most = FlowBulkDeleteBody.mostRows
        limit = Int(reader.optional("limit", Kind<Int64>.integer(atLeast: 1).atMost(most), default: most))
    }
}
