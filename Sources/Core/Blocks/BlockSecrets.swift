public import JSON

/// Which parts of a block's data are secret: the `secret_fields` of its schema, such as `password` or `headers.*`.
public struct BlockSecrets: Sendable, Equatable {
    /// What stands in the place of a secret, however long that is.
    public static let mask = "********"

    private let paths: [[String]]

    /// Reads the secret fields of a field schema.
    public init(fields: JSONObject) {
        paths = (fields["secret_fields"]?.array ?? []).compactMap(\.string).map { field in
            field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The data with every secret masked. What is null stays null unless a star covers it.
    public func masking(_ data: JSONObject) -> JSONObject {
        guard !paths.isEmpty else { return data }
        return data.mappingLeaves { path, value in isSecret(path, value) ? .string(BlockSecrets.mask) : value }
    }

    /// New data in which masked secrets are what they were: a client sent back what it was shown.
    public func unmasking(_ data: JSONObject, from current: JSONObject) -> JSONObject {
        guard !paths.isEmpty else { return data }
        return data.mappingLeaves { path, value in
            guard value.string == BlockSecrets.mask, let known = current.leaf(at: path), isSecret(path, known) else {
                return value
            }
            return known
        }
    }

    /// Whether a member at the top of the data is secret as a whole.
    func contains(_ name: String) -> Bool { paths.contains([name]) }

    private func isSecret(_ path: [String], _ value: JSONValue) -> Bool {
        paths.contains { secret in
            if secret == path { return value != .null }
            guard let star = secret.firstIndex(of: "*") else { return false }
            return path.count >= star && path[..<star] == secret[..<star]
        }
    }
}

extension JSONObject {
    /// The same object with each leaf replaced; leaves are whatever is no object with members.
    fileprivate func mappingLeaves(
        at path: [String] = [], _ transform: ([String], JSONValue) -> JSONValue
    ) -> JSONObject {
        JSONObject(
            members.map { member in
                let path = path + [member.key]
                if let inner = member.value.object, !inner.isEmpty {
                    return .init(key: member.key, value: .object(inner.mappingLeaves(at: path, transform)))
                }
                return .init(key: member.key, value: transform(path, member.value))
            })
    }

    /// The leaf at a path; nil when there is none.
    fileprivate func leaf(at path: [String]) -> JSONValue? {
        var value: JSONValue? = .object(self)
        for key in path { value = value?[key] }
        if let object = value?.object, !object.isEmpty { return nil }
        return value
    }
}
