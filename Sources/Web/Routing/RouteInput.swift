import Core
import JSON

/// What a route reads of a request's body. A handler that reads something else fails: what is declared is what is read.
struct RouteInput: Sendable {
    enum Form: Sendable { case nothing, body, parameters }

    let form: Form
    /// What the schema is for clients of a version: older ones may send more.
    let shape: @Sendable (ClientVersion) -> Shape
    private let type: ObjectIdentifier

    static let nothing = RouteInput(form: .nothing, shape: { _ in .anything }, type: ObjectIdentifier(Never.self))

    /// An object that must be there, as ``Call/body(_:)`` reads it.
    static func body<Value: Body>(_ type: Value.Type) -> RouteInput { .value(.object(type)) }

    /// A value of some kind that must be there.
    static func value<Value>(_ kind: Kind<Value>) -> RouteInput { .kind { _ in kind } }

    /// A value whose kind depends on who sends it.
    static func kind<Value>(_ kind: @escaping @Sendable (ClientVersion) -> Kind<Value>) -> RouteInput {
        RouteInput(form: .body, shape: { kind($0).shape }, type: ObjectIdentifier(Value.self))
    }

    /// Several parameters in one body, as ``Call/embeddedBody(_:)`` reads them.
    static func parameters<Value: Body>(_ type: Value.Type) -> RouteInput {
        RouteInput(form: .parameters, shape: { _ in .parameters(type) }, type: ObjectIdentifier(type))
    }

    /// Throws when this is not what a handler is about to read.
    func check(_ read: Any.Type, _ form: Form) throws {
        guard form == self.form, ObjectIdentifier(read) == type else { throw UndeclaredInput(read: "\(read)") }
    }
}

/// A mistake in the program: a handler reads what its route does not declare.
struct UndeclaredInput: Error, CustomStringConvertible {
    let read: String
    var description: String { "The handler reads \(read), which its route does not declare." }
}
