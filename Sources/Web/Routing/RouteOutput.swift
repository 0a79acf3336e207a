import Core

/// What a route answers when all went well. The tests hold every answer against it.
struct RouteOutput: Sendable {
    enum Content: Sendable {
        case nothing
        case json(WireShape)
        /// Of a media type that is no JSON.
        case text(String)
    }

    let content: Content
    /// What older clients get instead, with more members or without some.
    private(set) var older: [WireDialect: WireShape] = [:]
    let statuses: [Response.Status]

    init(_ content: Content, _ statuses: [Response.Status] = [.ok]) {
        self.content = content
        self.statuses = statuses
    }

    /// 204.
    static let nothing = RouteOutput(.nothing, [.noContent])
    /// A number of rows.
    static let count = RouteOutput.json(.integer)
    /// `null`, where clients look at the status alone.
    static let null = RouteOutput.json(.null)

    static func json(_ shape: WireShape, _ statuses: Response.Status...) -> RouteOutput {
        RouteOutput(.json(shape), statuses.isEmpty ? [.ok] : statuses)
    }

    static func one(_ object: WireObject, _ statuses: Response.Status...) -> RouteOutput {
        RouteOutput(.json(.object(object)), statuses.isEmpty ? [.ok] : statuses)
    }

    static func list(_ object: WireObject, _ statuses: Response.Status...) -> RouteOutput {
        RouteOutput(.json(.list(.object(object))), statuses.isEmpty ? [.ok] : statuses)
    }

    /// One numbered page of a list.
    static func pages(_ name: String, of object: WireObject) -> RouteOutput {
        .one(.pages(name, [.init("results", .list(object))]))
    }

    /// The same with what clients of older dialects get.
    func older(_ object: WireObject, for dialects: WireDialect...) -> RouteOutput {
        var output = self
        for dialect in dialects {
            output.older[dialect] =
                if case .json(.list) = content { .list(.object(object)) } else { .object(object) }
        }
        return output
    }
}

extension WireObject {
    /// An object that says of itself which page of a list it is, beside other members.
    static func pages(_ name: String, _ fields: [WireField]) -> WireObject {
        let numbers = ["count", "limit", "pages", "page"].map { WireField($0, .integer) }
        return WireObject(name, fields + numbers)
    }
}
