import Foundation  // FileManager and Data: reading the templates from the folder of the project.

/// The templates of the pages, read from the project's folder.
public enum Templates {
    public static func read() throws -> [String: String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../templates")
            .standardized
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        var texts: [String: String] = [:]
        for file in files where file.pathExtension == "mustache" {
            texts[file.deletingPathExtension().lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
        }
        return texts
    }
}
