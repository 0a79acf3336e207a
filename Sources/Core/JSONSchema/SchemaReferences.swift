import JSON

/// Finds what the references in a schema lead to: `#`, JSON pointers (RFC 6901) and anchors, all within the schema.
struct SchemaReferences {
    private let root: JSONValue

    init(_ root: JSONValue) { self.root = root }

    func target(of reference: String) throws(SchemaFailure) -> JSONValue {
        guard let fragment = fragment(of: reference) else { throw .unresolvable("Unresolvable: \(reference)") }
        if fragment.isEmpty { return root }
        guard fragment.hasPrefix("/") else {
            if let target = anchored(fragment, in: root) { return target }
            throw nowhere(fragment.contains("/") ? "InvalidAnchor" : "NoSuchAnchor", fragment)
        }
        var target = root
        for segment in fragment.dropFirst().percentDecoded.split(separator: "/", omittingEmptySubsequences: false) {
            let next: JSONValue? =
                switch target {
                case .object(let object): object.value(of: segment.pointerDecoded)
                case .array(let items): Int(segment).flatMap { items.indices.contains($0) ? items[$0] : nil }
                case .null, .bool, .int, .double, .string: nil
                }
            guard let next else { throw nowhere("PointerToNowhere", fragment) }
            target = next
        }
        return target
    }

    /// What stands behind `#`; nil when the reference leads out of the schema.
    private func fragment(of reference: String) -> String? {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].isEmpty || String(parts[0]) == root["$id"]?.string else { return nil }
        return parts.count > 1 ? String(parts[1]) : ""
    }

    private func nowhere(_ kind: String, _ fragment: String) -> SchemaFailure {
        if kind == "InvalidAnchor" {
            return .unresolvable(
                """
                InvalidAnchor: '#\(fragment)' is not a valid anchor, neither as a plain name anchor nor as a JSON Pointer. \
                You may have intended to use '#/\(fragment)', as the slash is required *before each segment* of a JSON \
                pointer.
                """)
        }
        return .unresolvable("\(kind): \(fragment.pythonText) does not exist within \(root.pythonText)")
    }

    private func anchored(_ name: String, in schema: JSONValue) -> JSONValue? {
        switch schema {
        case .object(let object):
            if object["$anchor"]?.string == name || object["$dynamicAnchor"]?.string == name { return schema }
            for member in object.members where !Self.plainValues.contains(member.key) {
                if let target = anchored(name, in: member.value) { return target }
            }
        case .array(let items): for item in items { if let target = anchored(name, in: item) { return target } }
        case .null, .bool, .int, .double, .string: break
        }
        return nil
    }

    /// Keywords whose values are no schemas.
    private static let plainValues: Set<String> = ["enum", "const", "default", "examples"]
}

extension Substring {
    /// With `%20` and the like as the characters that they stand for.
    fileprivate var percentDecoded: String {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// With `~1` and `~0` as `/` and `~`.
    fileprivate var pointerDecoded: String {
        var text = ""
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "~", let code = rest.first, code == "0" || code == "1" {
                text += code == "1" ? "/" : "~"
                rest.removeFirst()
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
