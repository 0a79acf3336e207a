internal import CSQLite
import Core

/// The SQL function `id_of(text)`: the 16 bytes of a UUID's text, NULL for anything else.
///
/// It lets a list of ids be one JSON argument, so that the statement stays the same for every length of the list.
enum IDFunction {
    static func register(on handle: OpaquePointer) throws(SQLError) {
        let code = sqlite3_create_function_v2(
            handle, "id_of", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nil,
            { context, _, values in
                guard let value = values?[0], let text = sqlite3_value_text(value),
                    let id = ID(String(cString: text))
                else { return sqlite3_result_null(context) }
                withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) {
                    sqlite3_result_blob(
                        context, $0.baseAddress, 16, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
                }
            }, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLError(code: code, handle: handle) }
    }
}
