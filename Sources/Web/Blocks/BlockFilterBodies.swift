import Core
import JSON

/// The filters that lists of block documents take together.
struct BlockQueryBody: Body {
    let query: BlockQuery

    init(from reader: inout BodyReader) {
        query = BlockQuery(
            documents: reader.optional("block_documents", .object(BlockDocumentFilterBody.self))?.filter,
            types: reader.optional("block_types", .object(BlockTypeFilterBody.self))?.filter,
            schemas: reader.optional("block_schemas", .object(BlockSchemaFilterBody.self))?.filter)
    }
}

/// The body of `POST /api/block_types/filter`.
struct BlockTypeListBody: Body {
    let query: BlockQuery
    let page: PageBody

    init(from reader: inout BodyReader) {
        var page = PageBody(limitFrom: &reader)
        query = BlockQuery(
            types: reader.optional("block_types", .object(BlockTypeFilterBody.self))?.filter,
            schemas: reader.optional("block_schemas", .object(BlockSchemaFilterBody.self))?.filter)
        page.readOffset(&reader)
        self.page = page
    }
}

/// The body of `POST /api/block_schemas/filter`.
struct BlockSchemaListBody: Body {
    let filter: BlockSchemaFilter?
    let page: PageBody

    init(from reader: inout BodyReader) {
        var page = PageBody(limitFrom: &reader)
        filter = reader.optional("block_schemas", .object(BlockSchemaFilterBody.self))?.filter
        page.readOffset(&reader)
        self.page = page
    }
}

/// The body of `POST /api/block_documents/filter`.
struct BlockDocumentListBody: Body {
    let query: BlockQuery
    let includesSecrets: Bool
    let sort: BlockDocumentSort
    let page: PageBody

    init(from reader: inout BodyReader) {
        var page = PageBody(limitFrom: &reader)
        query = BlockQueryBody(from: &reader).query
        includesSecrets = reader.optional("include_secrets", .boolean, default: false)
        sort = reader.optional("sort", .choice(.standard), default: .standard)
        page.readOffset(&reader)
        self.page = page
    }
}

/// The object `block_types` of a filter.
struct BlockTypeFilterBody: Body {
    let filter: BlockTypeFilter

    init(from reader: inout BodyReader) {
        var filter = BlockTypeFilter()
        filter.name = reader.optional("name", .object(LikeBody.self))?.criteria
        filter.slug = reader.optional("slug", .object(AnyTextBody.self))?.criteria
        self.filter = filter
    }
}

/// The object `block_schemas` of a filter.
struct BlockSchemaFilterBody: Body {
    let filter: BlockSchemaFilter

    init(from reader: inout BodyReader) {
        var filter = BlockSchemaFilter()
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.typeID = reader.optional("block_type_id", .object(AnyIDBody.self))?.criteria
        filter.capabilities = reader.optional("block_capabilities", .object(AllTextsBody.self)).map { $0.texts ?? [] }
        filter.id = reader.optional("id", .object(AnyIDBody.self))?.criteria
        filter.version = reader.optional("version", .object(AnyTextBody.self))?.criteria
        self.filter = filter
    }
}

/// The object `block_documents` of a filter.
struct BlockDocumentFilterBody: Body {
    let filter: BlockDocumentFilter

    init(from reader: inout BodyReader) {
        var filter = BlockDocumentFilter()
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyIDBody.self))?.criteria
        switch reader.field("is_anonymous", .object(EqualFlagBody.self)) {
        case .absent: break
        case .null: filter.isAnonymous = .none
        case .value(let body): filter.isAnonymous = .some(body.flag)
        }
        filter.typeID = reader.optional("block_type_id", .object(AnyIDBody.self))?.criteria
        filter.name = reader.optional("name", .object(NameBody.self))?.criteria.passingOverNothing
        self.filter = filter
    }
}

/// `like_` over names.
private struct LikeBody: PlacedBody {
    let criteria: TextCriteria
    init(from reader: inout BodyReader) { criteria = TextCriteria(like: reader.optional("like_", .string)) }
}

/// `all_` over texts.
private struct AllTextsBody: PlacedBody {
    let texts: [String]?
    init(from reader: inout BodyReader) { texts = reader.optional("all_", .strings) }
}

/// `eq_` over flags.
private struct EqualFlagBody: PlacedBody {
    let flag: Bool?
    init(from reader: inout BodyReader) { flag = reader.optional("eq_", .boolean) }
}
