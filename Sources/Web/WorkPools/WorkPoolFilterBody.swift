import Core

/// The object `work_pools` of a filter.
struct WorkPoolFilterBody: Body {
    let filter: WorkPoolFilter

    init(from reader: inout BodyReader) {
        var filter = WorkPoolFilter()
        filter.hasVoidMember = reader.hasVoidMember
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyIDBody.self))?.criteria
        filter.name = reader.optional("name", .object(AnyTextBody.self))?.criteria
        filter.type = reader.optional("type", .object(AnyTextBody.self))?.criteria
        self.filter = filter
    }
}
