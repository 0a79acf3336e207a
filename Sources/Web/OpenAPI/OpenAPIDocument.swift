import Core
import JSON

/// The description of the API (OpenAPI 3.1), made from the routes and what they declare to read and to answer.
struct OpenAPIDocument: Sendable {
    /// Those of the API that say what they take and give, in the order of the table.
    let operations: [Operation]
    /// The schemas that operations refer to, by name.
    let schemas: [String: JSONObject]
    /// Names that stand for two schemas. A test holds this empty.
    let conflicts: [String]

    init(_ routes: [Route]) {
        var book = SchemaBook()
        let described = routes.filter { $0.pattern.hasPrefix("/api/") && $0.declaration != nil }
        // Answers first: where a request has a smaller form of the same object, that gets the longer name.
        for route in described { _ = route.answer(&book, for: .newest) }
        operations = described.compactMap { Operation($0, &book) }
        for (name, schema) in Refusals.schemas { _ = book.define(name, []) { _ in schema } }
        for client in [ClientVersion.orion, .firstOfPrefect3] {
            var older = SchemaBook()
            for route in described { _ = route.answer(&older, for: client) }
            for route in described { _ = route.request(&older, for: client) }
            book.add(older: older)
        }
        schemas = book.schemas
        conflicts = book.conflicts
    }

    /// A schema, or the one that it refers to.
    func resolved(_ schema: JSONObject) -> JSONObject {
        guard let name = schema["$ref"]?.string?.split(separator: "/").last else { return schema }
        return schemas[String(name)] ?? schema
    }

    /// The document of a server that is reachable under a base path.
    func json(basePath: String) -> JSONObject {
        var paths = JSONObject()
        for operation in operations {
            var path = paths[operation.path]?.object ?? JSONObject()
            path[operation.method.lowercased()] = .object(operation.json)
            paths[operation.path] = .object(path)
        }
        let sorted = schemas.sorted { $0.key < $1.key }.map { JSONObject.Member(key: $0.key, value: .object($0.value)) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Rigel", "version": .string(App.prefectVersion), "description": .string(Self.introduction),
            ],
            "servers": [["url": .string(basePath + "/api")]],
            "paths": .object(paths),
            "components": ["schemas": .object(JSONObject(sorted))],
        ]
    }

    private static let introduction = """
        The Prefect REST API as Rigel answers it, version \(App.prefectVersion). Bodies are JSON; times are ISO 8601 in UTC; ids are \
        UUIDs. Clients of all versions from 2.7 on are understood: what only older ones send or get is marked as deprecated.
        """
}

extension Route {
    /// The schema of the answer; nil when it has no JSON.
    fileprivate func answer(_ book: inout SchemaBook, for client: ClientVersion) -> JSONObject? {
        guard let output = declaration?.output, case .json(let shape) = output.content else { return nil }
        return book.schema(output.older[client.dialect] ?? shape)
    }

    /// The schema of the request's body; nil when there is none.
    fileprivate func request(_ book: inout SchemaBook, for client: ClientVersion) -> JSONObject? {
        guard let input = declaration?.input, input.form != .nothing else { return nil }
        return input.shape(client).schema(&book)
    }
}

extension Operation {
    fileprivate init?(_ route: Route, _ book: inout SchemaBook) {
        guard let declaration = route.declaration else { return nil }
        self.init(
            route, declaration, request: route.request(&book, for: .newest), answer: route.answer(&book, for: .newest),
            parameters: declaration.parameters.map { ($0, $0.shape.schema(&book)) })
    }
}
