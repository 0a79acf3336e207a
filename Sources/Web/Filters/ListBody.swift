import Core
import JSON

/// A part of a list's body that holds its filters.
protocol QueryBody: Body {
    var query: RunQuery { get }
}

extension RunQueryBody: QueryBody {}
extension TaskRunQueryBody: QueryBody {}
extension FlowQueryBody: QueryBody {}

/// The body of a filtered list: order, limit and offset, filters.
struct ListBody<Sort: Sorting, Filters: QueryBody>: Body {
    let query: RunQuery
    let sort: Sort
    let page: PageBody

    init(from reader: inout BodyReader) {
        sort = reader.optional("sort", .choice(.standard), default: .standard)
        page = PageBody(from: &reader)
        query = Filters(from: &reader).query
    }
}

/// The body of a filtered list in numbered pages: order, limit and page, filters.
struct PagesListBody<Sort: Sorting, Filters: QueryBody>: Body {
    let query: RunQuery
    let sort: Sort
    let pages: PagesBody

    init(from reader: inout BodyReader) {
        sort = reader.optional("sort", .choice(.standard), default: .standard)
        pages = PagesBody(from: &reader)
        query = Filters(from: &reader).query
    }
}

/// The body of a list of flows: as ``ListBody``, its problems told in another order.
struct FlowListBody: Body {
    let query: RunQuery
    let sort: FlowSort
    let page: PageBody

    init(from reader: inout BodyReader) {
        page = PageBody(from: &reader)
        query = FlowQueryBody(from: &reader).query
        sort = reader.optional("sort", .choice(.standard), default: .standard)
    }
}

/// The body of a list of flows in numbered pages.
struct FlowPagesBody: Body {
    let query: RunQuery
    let sort: FlowSort
    let pages: PagesBody

    init(from reader: inout BodyReader) {
        pages = PagesBody(from: &reader)
        query = FlowQueryBody(from: &reader).query
        sort = reader.optional("sort", .choice(.standard), default: .standard)
    }
}
