import Core
import JSON

/// `limit` and `offset` of a list.
struct PageBody: Body {
    private let limit: Int64?
    private var offset: Int64 = 0
    private let mostRows: Int64

    init(from reader: inout BodyReader) { self.init(from: &reader) { _ in } }

    /// Reads the limit, what else there is, and the offset: the order in which some lists tell their problems.
    init(from reader: inout BodyReader, between: (inout BodyReader) -> Void) {
        self.init(limitFrom: &reader)
        between(&reader)
        readOffset(&reader)
    }

    /// Reads `limit` alone, for lists that tell the problems of `offset` later.
    init(limitFrom reader: inout BodyReader) {
        limit = reader.optional("limit", .integer)
        mostRows = reader.bounds.rows
    }

    mutating func readOffset(_ reader: inout BodyReader) {
        offset = reader.optional("offset", .integer(atLeast: 0), default: 0)
    }

    /// The page, once its limit is seen to be within bounds.
    func checked() throws -> Page {
        Page(limit: Int(try PageBody.check(limit, most: mostRows)), offset: Int(offset))
    }

    /// A limit that was asked for, or that is meant where none was.
    static func check(_ limit: Int64?, most mostRows: Int64) throws -> Int64 {
        let limit = limit ?? mostRows
        guard limit >= 0 else {
            throw Failure.unprocessable("Invalid limit: must be greater than or equal to 0.")
        }
        guard limit <= mostRows else {
            throw Failure.unprocessable("Invalid limit: must be less than or equal to \(mostRows).")
        }
        return limit
    }
}

/// `page` and `limit` of a list that comes in numbered pages.
struct PagesBody: Body {
    private let number: Int64
    private let limit: Int64?
    private let mostRows: Int64

    init(from reader: inout BodyReader) {
        mostRows = reader.bounds.rows
        limit = reader.optional("limit", .integer)
        number = reader.optional("page", .integer(atLeast: 1), default: 1)
    }

    func checked() throws -> NumberedPage {
        NumberedPage(number: Int(number), limit: Int(try PageBody.check(limit, most: mostRows)))
    }
}

/// One of the numbered pages of a list; the first is 1.
struct NumberedPage {
    let number: Int
    let limit: Int

    var page: Page { Page(limit: limit, offset: (number - 1).multipliedReportingOverflow(by: limit).partialValue) }
}
