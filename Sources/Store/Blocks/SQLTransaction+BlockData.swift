import Core
import JSON

/// The one place where the data of block documents is sealed on its way into the database and opened on its way out.
extension SQLTransaction {
    /// Data as the columns `data` and `key_id` keep it.
    func sealed(_ data: JSONObject, of document: ID) throws -> SealedData { try keys.seal(data, of: document) }

    /// The data that the columns `data` and `key_id` hold, the second right after the first.
    func openedData(of document: ID, _ row: borrowing Row, _ column: Int32) throws -> JSONObject {
        try keys.open(SealedData(row, column), of: document)
    }
}
