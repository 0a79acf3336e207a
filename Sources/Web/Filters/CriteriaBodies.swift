import Core
import JSON

/// The operator objects of filters as they are read. Which operators an object takes differs from filter to filter.

/// `any_` over ids.
struct AnyIDBody: PlacedBody {
    let criteria: IDCriteria
    init(from reader: inout BodyReader) { criteria = IDCriteria(any: reader.optional("any_", .list(of: .id))) }
}

/// `any_` and `not_any_` over ids.
struct AnyOrNotIDBody: PlacedBody {
    let criteria: IDCriteria
    init(from reader: inout BodyReader) {
        criteria = IDCriteria(
            any: reader.optional("any_", .list(of: .id)), notAny: reader.optional("not_any_", .list(of: .id)))
    }
}

/// `operator`, `any_` and `is_null_` over ids.
struct NullableIDBody: PlacedBody {
    let criteria: IDCriteria
    init(from reader: inout BodyReader) {
        var criteria = IDCriteria()
        criteria.joining = reader.optional("operator", .choice(.and), default: .and)
        criteria.any = reader.optional("any_", .list(of: .id))
        criteria.isNull = reader.optional("is_null_", .boolean)
        self.criteria = criteria
    }
}

/// `any_` and `like_` over names.
struct NameBody: PlacedBody {
    let criteria: TextCriteria
    init(from reader: inout BodyReader) {
        criteria = TextCriteria(any: reader.optional("any_", .strings), like: reader.optional("like_", .string))
    }
}

/// `any_` over texts.
struct AnyTextBody: PlacedBody {
    let criteria: TextCriteria
    init(from reader: inout BodyReader) { criteria = TextCriteria(any: reader.optional("any_", .strings)) }
}

/// `any_` and `not_any_` over texts.
struct AnyOrNotTextBody: PlacedBody {
    let criteria: TextCriteria
    init(from reader: inout BodyReader) {
        criteria = TextCriteria(any: reader.optional("any_", .strings), notAny: reader.optional("not_any_", .strings))
    }
}

/// `operator`, `any_` and `is_null_` over texts.
struct NullableTextBody: PlacedBody {
    let criteria: TextCriteria
    init(from reader: inout BodyReader) {
        var criteria = TextCriteria()
        criteria.joining = reader.optional("operator", .choice(.and), default: .and)
        criteria.any = reader.optional("any_", .strings)
        criteria.isNull = reader.optional("is_null_", .boolean)
        self.criteria = criteria
    }
}

/// `operator`, `all_` and `is_null_` over tags.
struct AllTagsBody: PlacedBody {
    let criteria: TagCriteria
    init(from reader: inout BodyReader) {
        var criteria = TagCriteria()
        criteria.joining = reader.optional("operator", .choice(.and), default: .and)
        criteria.all = reader.optional("all_", .strings)
        criteria.isNull = reader.optional("is_null_", .boolean)
        self.criteria = criteria
    }
}

/// `operator`, `all_`, `any_` and `is_null_` over tags.
struct TagsBody: PlacedBody {
    let criteria: TagCriteria
    init(from reader: inout BodyReader) {
        var criteria = TagCriteria()
        criteria.joining = reader.optional("operator", .choice(.and), default: .and)
        criteria.all = reader.optional("all_", .strings)
        criteria.any = reader.optional("any_", .strings)
        criteria.isNull = reader.optional("is_null_", .boolean)
        self.criteria = criteria
    }
}

/// `before_` and `after_` over times.
struct TimeBody: PlacedBody {
    let criteria: TimeCriteria
    init(from reader: inout BodyReader) {
        criteria = TimeCriteria(before: reader.optional("before_", .time), after: reader.optional("after_", .time))
    }
}

/// `before_`, `after_` and `is_null_` over times.
struct NullableTimeBody: PlacedBody {
    let criteria: TimeCriteria
    init(from reader: inout BodyReader) {
        criteria = TimeCriteria(
            before: reader.optional("before_", .time), after: reader.optional("after_", .time),
            isNull: reader.optional("is_null_", .boolean))
    }
}

/// `operator` and `is_null_`.
struct NullBody: PlacedBody {
    let isNull: Bool?
    init(from reader: inout BodyReader) {
        _ = reader.optional("operator", .choice(Joining.and), default: .and)
        isNull = reader.optional("is_null_", .boolean)
    }
}
