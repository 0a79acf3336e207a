import Foundation  // FileManager: lists the folder; the templates are read once, at the start.
import Web

/// The folder of the templates.
enum TemplateFolder {
    /// Reads and compiles the templates below the folder of assets. Throws a ``StartError`` that says what is wrong.
    static func pages(_ settings: Settings) throws -> Pages {
        let folder = "\(settings.assets)/templates"
        var texts: [String: String] = [:]
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(suffix) {
                texts[String(name.dropLast(suffix.count))] =
                    try String(contentsOf: URL(filePath: "\(folder)/\(name)"), encoding: .utf8)
            }
        } catch {
            throw StartError(
                "cannot read the templates in \(folder): \(error.localizedDescription); "
                    + "set RIGEL_ASSETS to the folder that holds templates/")
        }
        do { return try Pages(templates: texts, assetVersion: settings.assetsVersion) } catch let error as TemplateError
        {
            throw StartError("\(error.description) It is in \(folder).")
        }
    }

    private static let suffix = ".mustache"
}
