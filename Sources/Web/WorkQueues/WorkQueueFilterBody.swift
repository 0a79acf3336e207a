import Core

/// The object `work_queues` (elsewhere `work_pool_queues`) of a filter.
struct WorkQueueFilterBody: Body {
    let filter: WorkQueueFilter

    init(from reader: inout BodyReader) {
        var filter = WorkQueueFilter()
        filter.hasVoidMember = reader.hasVoidMember
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyIDBody.self))?.criteria
        let name = reader.optional("name", .object(NameBeginningBody.self))
        filter.name = name?.criteria
        filter.nameBeginnings = name?.beginnings
        self.filter = filter
    }

    private struct NameBeginningBody: PlacedBody {
        let criteria: TextCriteria
        let beginnings: [String]?

        init(from reader: inout BodyReader) {
            criteria = TextCriteria(any: reader.optional("any_", .strings))
            beginnings = reader.optional("startswith_", .strings)
        }
    }
}
