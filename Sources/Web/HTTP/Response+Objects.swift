import Core
import JSON

extension Response {
    /// An answer with one object; 404 when the closure says that there is none.
    static func found(
        _ status: Status, _ missing: String, _ write: (inout JSONWriter) throws -> Bool
    ) throws -> Response {
        var writer = JSONWriter(capacity: 2048)
        guard try write(&writer) else { throw Failure.notFound(missing) }
        return .json(status, writer)
    }

    /// An answer with a list whose items the closure writes.
    static func list(_ write: (inout JSONWriter) throws -> Void) throws -> Response {
        var writer = JSONWriter(capacity: 16384)
        try writer.array(write)
        return .json(.ok, writer)
    }

    /// An answer with one numbered page of a list whose items the closure writes.
    static func pages(
        _ page: NumberedPage, of count: Int, _ write: (inout JSONWriter) throws -> Void
    ) throws -> Response {
        var writer = JSONWriter(capacity: 16384)
        try writer.object { object in
            object.key("results")
            try object.array(write)
            object.pageMembers(page, of: count)
        }
        return .json(.ok, writer)
    }
}

extension JSONWriter {
    /// What a numbered page says of itself and of the list that it is part of.
    mutating func pageMembers(_ page: NumberedPage, of count: Int) {
        member("count", .int(Int64(count)))
        member("limit", .int(Int64(page.limit)))
        member("pages", .int(Int64(page.limit > 0 ? (count + page.limit - 1) / page.limit : 0)))
        member("page", .int(Int64(page.number)))
    }
}
