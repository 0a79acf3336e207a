import Core
import JSON

/// What is found to be wrong with a request, in the order of finding, and the bounds that it is held to.
struct Problems: Sendable {
    /// The first of them: what is wrong in every item of a long list would make an answer larger than the request.
    private(set) var list: [Failure.Problem] = []
    /// How many there are in all.
    private(set) var count = 0
    private static let mostTold = 100
    let bounds: Bounds

    init(_ bounds: Bounds = Bounds()) { self.bounds = bounds }

    var isEmpty: Bool { count == 0 }

    mutating func append(_ problem: Failure.Problem) {
        count += 1
        if list.count < Problems.mostTold { list.append(problem) }
    }

    /// Notes a problem and answers nil, so that a reader can return it.
    mutating func note<Value>(
        _ type: String, _ message: String, _ input: JSONValue, at location: [JSONValue],
        context: JSONObject = JSONObject()
    ) -> Value? {
        append(Failure.Problem(type: type, location: location, message: message, input: input, context: context))
        return nil
    }

    static func += (problems: inout Problems, found: Problems) {
        problems += found.list
        problems.count += found.count - found.list.count
    }
    static func += (problems: inout Problems, found: [Failure.Problem]) {
        for problem in found { problems.append(problem) }
    }
}
