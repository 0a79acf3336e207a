import Mustache

/// The templates of the pages, compiled once, and where their style sheet lies.
public struct Pages: Sendable {
    private let library: MustacheLibrary
    /// The address of the static files below the base path, such as `/static/3f2a`; it changes whenever one of them does.
    let assets: String

    /// Compiles all templates: their texts by name, which is the file's without `.mustache`.
    ///
    /// Throws a ``TemplateError`` that names the file when one is missing or cannot be compiled.
    public init(templates: [String: String], assetVersion: String) throws {
        var library = MustacheLibrary()
        for (name, text) in templates {
            do { try library.register(text, named: name) } catch let error as MustacheTemplate.ParserError {
                throw TemplateError(
                    "The template \(name).mustache is wrong in line \(error.context.lineNumber), "
                        + "column \(error.context.columnNumber): \(error.error).")
            }
        }
        for name in Pages.names where library.getTemplate(named: name) == nil {
            throw TemplateError("The template \(name).mustache is missing.")
        }
        self.library = library
        assets = "/static/\(PercentCoding.encode(assetVersion))"
    }

    /// The templates that handlers use; the parts of which these consist are files beside them.
    static let names = [
        "ArtifactPage", "ArtifactsPage", "BlockPage", "BlocksPage", "DeleteBlockPage", "DeleteFlowRunPage",
        "DeleteVariablePage", "DeploymentPage", "DeploymentsPage",
        "DocsPage", "ErrorPage", "FlowPage", "FlowRunPage", "FlowRunsPage", "FlowsPage", "LimitPage", "LimitsPage",
        "QuickRunPage",
        "StartPage", "TaskRunPage", "VariablePage", "VariablesPage", "WorkPoolPage", "WorkPoolsPage", "layout",
    ]

    /// The HTML of a template with its fields.
    func render(_ name: String, _ fields: PageFields) -> String { library.render(fields, withTemplate: name) ?? "" }
}

/// Why the templates cannot be used, in one sentence for people.
public struct TemplateError: Error, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
