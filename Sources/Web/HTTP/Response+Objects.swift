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
            object.member("count", .int(Int64(count)))
            object.member("limit", .int(Int64(page.limit)))
            object.member("pages", .int(Int64(page.limit > 0 ? (count + page.limit - 1) / page.limit : 0)))
            object.member("page", .int(Int64(page.number)))
        }
        return .json(.ok, writer)
    }
}
