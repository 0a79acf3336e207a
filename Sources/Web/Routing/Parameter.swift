import Core
import JSON

/// A value that a request may have after the `?`, or in a header: declared once, for reading and for the description.
struct Parameter<Value: Sendable>: Sendable {
    let name: String
    let place: Place
    let kind: Kind<Value>
    let isRequired: Bool

    enum Place: String, Sendable { case query, header }

    init(_ name: String, _ kind: Kind<Value>, isRequired: Bool = false, in place: Place = .query) {
        self.name = name
        self.place = place
        self.kind = kind
        self.isRequired = isRequired
    }
}

/// A parameter as a route names it.
struct RouteParameter: Sendable {
    let name: String
    let place: String
    let shape: Shape
    let isRequired: Bool

    static func of<Value>(_ parameter: Parameter<Value>) -> RouteParameter {
        RouteParameter(
            name: parameter.name, place: parameter.place.rawValue, shape: parameter.kind.shape,
            isRequired: parameter.isRequired)
    }
}

extension Call {
    /// The value of a parameter, the last one when there are several; nil when there is none.
    ///
    /// Throws ``Failure/invalid(_:body:)`` when it is wrong or missing, and ``UndeclaredInput`` when the route lacks it.
    func value<Value>(of parameter: Parameter<Value>) throws -> Value? {
        guard declares(parameter.name) else { throw UndeclaredInput(read: parameter.name) }
        let text =
            switch parameter.place {
            case .query: query.all(parameter.name).last
            case .header: request.headers[parameter.name]
            }
        let place: [JSONValue] = [.string(parameter.place.rawValue), .string(parameter.name)]
        var problems = Problems()
        if let text {
            if let value = parameter.kind.read(.string(text), place, &problems) { return value }
        } else if parameter.isRequired {
            problems.append(.init(type: "missing", location: place, message: "Field required", input: .null))
        } else {
            return nil
        }
        throw Failure.invalid(problems.list, body: try parsedBody() ?? .null)
    }

    /// The value of a parameter that must be there.
    func required<Value>(_ parameter: Parameter<Value>) throws -> Value {
        try value(of: parameter) ?? parameter.kind.fallback()
    }
}
