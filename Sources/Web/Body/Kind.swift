import Core
import JSON

/// How a member of a request is read and checked: the one declaration that decoding (and the API's description) use.
///
/// The rules and the wording of problems are those of pydantic's lax mode, which Prefect's clients see from its server.
struct Kind<Value>: Sendable {
    /// What stands in for a value that could not be read, so that reading goes on and finds further problems.
    let fallback: @Sendable () -> Value
    /// What the API's description says of such values.
    let shape: Shape
    /// Reads a value at a location; notes what is wrong and answers nil when it cannot.
    let read: @Sendable (JSONValue, [JSONValue], inout Problems) -> Value?

    init(
        fallback: @autoclosure @escaping @Sendable () -> Value, shape: Shape = .unsaid,
        read: @escaping @Sendable (JSONValue, [JSONValue], inout Problems) -> Value?
    ) {
        self.fallback = fallback
        self.shape = shape
        self.read = read
    }

    /// This kind with a further check or another form, and with that the same shape unless another is given. Answering nil must have noted a problem.
    func map<Other>(
        fallback: @autoclosure @escaping @Sendable () -> Other, shape: Shape? = nil,
        _ transform: @escaping @Sendable (Value, JSONValue, [JSONValue], inout Problems) -> Other?
    ) -> Kind<Other> {
        let read = read
        return Kind<Other>(fallback: fallback(), shape: shape ?? self.shape) { json, location, problems in
            read(json, location, &problems).flatMap { transform($0, json, location, &problems) }
        }
    }
}
