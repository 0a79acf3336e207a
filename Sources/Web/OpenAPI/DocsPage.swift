import Core
import JSON

extension App {
    /// `GET /docs`: the description of the API for people. `?q=` leaves what has these words in it.
    func showDocs(_ call: Call) throws -> Response {
        let document = openAPI.content.document
        let search = DocsSearch(call.pageQuery["q"])
        let root = call.request.origin + settings.basePath + "/api"
        let operations = document.operations.filter(search.finds)
        let schemas = document.schemas.filter { search.finds(schema: $0.key) }.sorted { $0.key < $1.key }
        let isOpen = search.isAsked && operations.count + schemas.count <= App.mostOpen
        let words = SchemaWords(base: settings.basePath)
        let groups = Operation.grouped(operations).map { tag, operations -> PageFields in
            [
                "tag": .text(tag), "anchor": .text(tag.lowercased().replacing(" ", with: "-")),
                "count": .number(operations.count),
                "operations": .list(operations.map { $0.fields(words, document, root: root, isOpen: isOpen) }),
            ]
        }
        return show(
            HTMLPage(
                template: "DocsPage", title: "API", section: .none,
                fields: [
                    "q": .text(search.text), "groups": .list(groups), "root": .text(root),
                    "version": .text(App.prefectVersion), "has_operations": .flag(!operations.isEmpty),
                    "is_filtered": .flag(search.isAsked), "has_schemas": .flag(search.isAsked && !schemas.isEmpty),
                    "schemas": .list(
                        search.isAsked ? schemas.map { words.fields(of: $0.value, named: $0.key, isOpen: isOpen) } : []),
                    "names": .list(
                        search.isAsked ? [] : document.schemas.keys.sorted().map { ["name": .text($0)] }),
                    "nothing": .flag(operations.isEmpty && schemas.isEmpty),
                ]), to: call)
    }

    /// So many findings are shown with all that belongs to them.
    private static let mostOpen = 8
}

/// What somebody looks for in the description of the API: words that must all be there.
private struct DocsSearch {
    let text: String?
    private let words: [String]

    init(_ text: String?) {
        self.text = text
        words = (text ?? "").lowercased().split(separator: " ").map(String.init)
    }

    var isAsked: Bool { !words.isEmpty }

    func finds(_ operation: Operation) -> Bool {
        let text = [operation.method, "/api" + operation.path, operation.id, operation.tag, operation.summary]
            .joined(separator: " ").lowercased()
        return words.allSatisfy(text.contains)
    }

    func finds(schema name: String) -> Bool { words.allSatisfy(name.lowercased().contains) }
}

extension Operation {
    /// By subject, the subjects in the order of the alphabet.
    fileprivate static func grouped(_ operations: [Operation]) -> [(String, [Operation])] {
        Dictionary(grouping: operations, by: \.tag).sorted { $0.key < $1.key }
    }

    fileprivate func fields(
        _ words: SchemaWords, _ document: OpenAPIDocument, root: String, isOpen: Bool
    ) -> PageFields {
        let note: String? =
            switch audience {
            case .everybody: nil
            case .olderClients: "For older clients"
            case .rigel: "Rigel’s own"
            }
        return [
            "method": .text(method), "kind": .text(method.lowercased()), "path": .text("/api" + path), "id": .text(id),
            "summary": .text(summary), "note": .text(note), "is_open": .flag(isOpen),
            "parameters": .list(parameters.map(words.fields(ofParameter:))),
            "body": request.map { request in
                let fields = words.fields(of: document.resolved(request.schema), named: nil, isOpen: true)
                return .group(fields.adding(["caption": "Body"]))
            } ?? .nothing,
            "answers": .list(
                answers.map { answer in
                    [
                        "status": .text("\(answer.status)"), "type": .text(answer.type),
                        "content": .list(answer.schema.map(words.pieces) ?? []),
                    ]
                }),
            "curl": .text(CurlExample(document: document).text(of: self, root: root)),
        ]
    }
}
