import Foundation  // FileManager and Data: reading the files from the folder of the project.
import JSON
public import Web

/// What is told of integrations, read from the project's folder.
public enum CollectionFiles {
    public static func read() throws -> Collections {
        Collections(workers: try entries("workers"), blocks: try entries("blocks"))
    }

    private static func entries(_ kind: String) throws -> [Collections.Entry] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../collections/\(kind)")
            .standardized
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
            .sorted().map {
                let text = try Data(contentsOf: folder.appending(path: $0))
                return .init(
                    collection: String($0.prefix { $0 != "/" }), value: try JSONValue(parsing: Array(text)))
            }
    }
}
