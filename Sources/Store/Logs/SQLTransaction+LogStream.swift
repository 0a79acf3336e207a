public import Core
import JSON

extension SQLTransaction {
    /// Rows of one page, and the bytes after which it ends.
    private static let pageRows = 250
    private static let pageBytes = 1 << 20

    public func logPlace() throws -> LogPlace { LogPlace(row: try lastLog()) }

    public func logs(_ filter: LogFilter, from place: LogPlace) throws -> LogPage {
        // Rows are walked in the order of their arrival: an index would gather all lines of a run each time.
        let rows = try connection.rows(
            """
            SELECT sequence FROM log NOT INDEXED
            WHERE sequence > \(place.row) AND (\(SQL.all(SQL.conditions(filter))))
            ORDER BY sequence LIMIT \(SQLTransaction.pageRows)
            """
        ) { $0.int(0) }
        var page = LogPage(logs: [], next: place, hasMore: rows.count == SQLTransaction.pageRows)
        var bytes = 0
        for row in rows {
            var writer = JSONWriter()
            _ = try writeRow(.log, "WHERE log.sequence = \(row)", at: .earliest, into: &writer)
            page.logs.append(writer.bytes)
            page.next = LogPlace(row: row)
            bytes += writer.bytes.count
            if bytes > SQLTransaction.pageBytes {
                page.hasMore = true
                return page
            }
        }
        // Rows that the filter leaves out need not be looked at again.
        if !page.hasMore { page.next = LogPlace(row: max(try lastLog(), place.row)) }
        return page
    }

    private func lastLog() throws -> Int64 {
        Int64(try connection.count("SELECT coalesce(max(sequence), 0) FROM log"))
    }
}
