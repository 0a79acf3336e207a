import Foundation  // the number of processors
import Store

extension Settings {
    /// The file that holds everything.
    var databasePath: String { "\(data)/rigel.db" }

    /// Opens the database, brought to the newest schema and sealed with the first of the keys. Throws a ``StartError`` in words.
    func openDatabase(keys: KeySource) throws -> Database {
        let count = readers > 0 ? readers : ProcessInfo.processInfo.activeProcessorCount * 2
        do {
            return try Database(at: .file(databasePath), readers: count, bounds: bounds, keys: keys)
        } catch let error as OpeningError {
            throw StartError(error.description)
        }
    }
}
