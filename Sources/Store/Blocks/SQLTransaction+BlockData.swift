import Core
import JSON

/// The one place where the data of block documents is sealed and opened.
///
/// A seal is the text itself so far: whoever may read the file may read the data.
extension SQLTransaction {
    /// Data as the column keeps it.
    func sealed(_ data: JSONObject) -> SQLValue { .text(JSONValue.object(data).text) }

    /// The data that a column holds.
    func openedData(_ row: borrowing Row, _ column: Int32) throws -> JSONObject { try row.object(column) }
}
