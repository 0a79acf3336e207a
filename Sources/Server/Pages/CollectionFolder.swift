import Foundation  // FileManager: lists the folders; the files are read once, at the start.
import JSON
import Web

/// The folder that tells of Prefect's integrations: `collections/workers` and `collections/blocks`, a folder an integration in
/// each and a file a type in that.
enum CollectionFolder {
    /// Throws a ``StartError`` that says which file is wrong.
    static func read(_ settings: Settings) throws -> Collections {
        let folder = "\(settings.assets)/collections"
        return Collections(workers: try entries("\(folder)/workers"), blocks: try entries("\(folder)/blocks"))
    }

    private static func entries(_ folder: String) throws -> [Collections.Entry] {
        var entries: [Collections.Entry] = []
        for collection in try names(in: folder) {
            for file in try names(in: "\(folder)/\(collection)") where file.hasSuffix(".json") {
                let path = "\(folder)/\(collection)/\(file)"
                do {
                    let text = try Data(contentsOf: URL(filePath: path))
                    entries.append(.init(collection: collection, value: try JSONValue(parsing: Array(text))))
                } catch {
                    throw StartError("cannot read \(path): \(error)")
                }
            }
        }
        return entries
    }

    private static func names(in folder: String) throws -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            throw StartError(
                "cannot read \(folder): \(error.localizedDescription); set RIGEL_ASSETS to the folder that holds collections/"
            )
        }
    }
}
