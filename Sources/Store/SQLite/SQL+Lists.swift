import Core
import JSON

extension SQL {
    /// The ids of a list as rows of one column, for `IN`. The list is a single argument.
    static func list(_ ids: [ID]) -> SQL {
        "(SELECT id_of(value) FROM json_each(\(JSONValue.array(ids.map { .string($0.description) }).text)))"
    }

    /// The texts of a list as rows of one column, for `IN`. The list is a single argument.
    static func list(_ texts: [String]) -> SQL {
        "(SELECT value FROM json_each(\(JSONValue.array(texts.map { .string($0) }).text)))"
    }
}
