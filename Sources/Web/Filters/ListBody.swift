import Core
import JSON

/// The body of a filtered list: filters, order, limit and offset.
struct ListBody<Sort: Sorting>: Body {
    let query: RunQuery
    let sort: Sort
    let page: PageBody

    init(from reader: inout BodyReader) {
        sort = reader.optional("sort", .choice(.standard), default: .standard)
        page = PageBody(from: &reader)
        query = RunQueryBody(from: &reader).query
    }
}

/// The body of a filtered list in numbered pages: filters, order, limit and page.
struct PagesListBody<Sort: Sorting>: Body {
    let query: RunQuery
    let sort: Sort
    let pages: PagesBody

    init(from reader: inout BodyReader) {
        sort = reader.optional("sort", .choice(.standard), default: .standard)
        pages = PagesBody(from: &reader)
        query = RunQueryBody(from: &reader).query
    }
}
