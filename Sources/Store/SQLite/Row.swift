internal import CSQLite
import Core
import JSON

/// One row of a result while it is being looked at. It cannot be kept.
struct Row: ~Copyable {
    private let handle: OpaquePointer

    init(handle: OpaquePointer) { self.handle = handle }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }
    func bool(_ column: Int32) -> Bool { int(column) != 0 }
    func time(_ column: Int32) -> Timestamp { Timestamp(microseconds: int(column)) }
    func interval(_ column: Int32) -> Interval { Interval(microseconds: int(column)) }

    /// Lends the text of a column; nothing is copied.
    func withText<T>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
        let start = sqlite3_column_text(handle, column)
        return body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func text(_ column: Int32) -> String { withText(column) { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of a column, be they text or not.
    func bytes(_ column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(handle, column)
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func id(_ column: Int32) throws(RowError) -> ID {
        guard let id = optionalID(column) else { throw RowError(column: column, expected: "an id") }
        return id
    }

    func json(_ column: Int32) throws -> JSONValue {
        try JSONValue(parsing: withText(column) { Array($0) }, limits: JSONLimits(size: .max, depth: 256))
    }

    // MARK: columns that may be NULL

    func optionalID(_ column: Int32) -> ID? {
        guard sqlite3_column_bytes(handle, column) == 16, let start = sqlite3_column_blob(handle, column) else {
            return nil
        }
        return ID(
            high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
    func optionalTime(_ column: Int32) -> Timestamp? { isNull(column) ? nil : time(column) }
    func optionalJSON(_ column: Int32) throws -> JSONValue? { isNull(column) ? nil : try json(column) }
}

/// A row that does not hold what the schema promises: the file was changed by something else.
struct RowError: Error {
    let column: Int32
    let expected: String
}
