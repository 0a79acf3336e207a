import Core
import JSON

/// A filter of events as clients write it.
struct EventFilterBody: Body {
    let filter: EventFilter

    init(from reader: inout BodyReader) {
        var filter = EventFilter()
        if let occurred = reader.optional("occurred", .object(Occurred.self)) {
            filter.since = occurred.since
            filter.until = occurred.until
        }
        if let names = reader.optional("event", .object(Names.self)) {
            filter.namePrefixes = names.prefix ?? []
            filter.excludedNamePrefixes = names.excludePrefix ?? []
            filter.names = names.name ?? []
            filter.excludedNames = names.excludeName ?? []
        }
        filter.resource = reader.optional("resource", .object(ResourceCriteriaBody.self))?.criteria
        filter.related =
            reader.optional("related", .oneOrMany(.object(RelatedCriteriaBody.self)))?.map(\.criteria) ?? []
        filter.anyResource =
            reader.optional("any_resource", .oneOrMany(.object(AnyResourceCriteriaBody.self)))?.map(\.criteria) ?? []
        filter.ids = reader.optional("id", .object(IDs.self))?.ids ?? []
        filter.text = reader.optional("text", .object(Text.self))?.search
        _ = reader.optional("order", .choice(EventOrder.descending))
        self.filter = filter
    }

    private struct Occurred: PlacedBody {
        let since: Timestamp?
        let until: Timestamp?
        init(from reader: inout BodyReader) {
            since = reader.optional("since", .time)
            until = reader.optional("until", .time)
        }
    }

    private struct Names: PlacedBody {
        let prefix, excludePrefix, name, excludeName: [String]?
        init(from reader: inout BodyReader) {
            prefix = reader.optional("prefix", .strings)
            excludePrefix = reader.optional("exclude_prefix", .strings)
            name = reader.optional("name", .strings)
            excludeName = reader.optional("exclude_name", .strings)
        }
    }

    private struct IDs: PlacedBody {
        let ids: [ID]?
        init(from reader: inout BodyReader) { ids = reader.optional("id", .list(of: .id)) }
    }

    private struct Text: PlacedBody {
        let search: TextSearch
        init(from reader: inout BodyReader) {
            search = TextSearch(query: reader.required("query", .string(atMost: 200)))
        }
    }
}

/// The orders in which events can be listed.
enum EventOrder: String, Sendable, CaseIterable {
    case ascending = "ASC"
    case descending = "DESC"
}
