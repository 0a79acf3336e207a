public import JSON

/// The name that servers and clients give a field schema by its content.
public enum BlockChecksum {
    /// `sha256:` and the hash of the fields, without what is secret in them and without the definitions of nested blocks.
    ///
    /// Measured on the real server: the hash is over Python's JSON text of `[[fields], {}]`, keys sorted.
    public static func of(_ fields: JSONObject) -> String {
        var hashed = withoutSecretFields(fields)
        if let definitions = hashed["definitions"]?.object, !definitions.isEmpty {
            let kept = BlockDefinitions.ofNoBlocks(in: .object(hashed), among: definitions)
            hashed["definitions"] = kept.isEmpty ? nil : .object(kept)
        }
        let text: JSONValue = [[.object(hashed)], [:]]
        return "sha256:" + SHA256.hex(of: text.pythonJSON)
    }

    /// The same object without members named `secret_fields`, at any depth of objects; what is in lists stays.
    private static func withoutSecretFields(_ object: JSONObject) -> JSONObject {
        JSONObject(
            object.members.filter { $0.key != "secret_fields" }.map { member in
                guard let inner = member.value.object else { return member }
                return .init(key: member.key, value: .object(withoutSecretFields(inner)))
            })
    }
}
