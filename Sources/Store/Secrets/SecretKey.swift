internal import Crypto
internal import FoundationEssentials

/// One key of the ring: 32 bytes for AES-256-GCM.
public struct SecretKey: Sendable {
    let key: SymmetricKey
    /// Names the key in the database and to people. It is made of the key, so another key never has it, and tells nothing of it.
    public let id: String

    /// A key that nobody else has.
    public static func random() -> SecretKey { SecretKey(SymmetricKey(size: .bits256)) }

    /// Reads a key as ``text`` writes it; nil when that is not 32 bytes in base64.
    public init?(_ text: String) {
        guard let bytes = Data(base64Encoded: text), bytes.count == 32 else { return nil }
        self.init(SymmetricKey(data: bytes))
    }

    private init(_ key: SymmetricKey) {
        self.key = key
        let name = HMAC<SHA256>.authenticationCode(for: Array("rigel: the name of a key".utf8), using: key)
        id = name.prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// The key in base64: for its file, and for no log.
    public var text: String { key.withUnsafeBytes { Data($0).base64EncodedString() } }
}

extension SecretKey: CustomStringConvertible, CustomReflectable {
    /// The name alone, so that no log ever shows more.
    public var description: String { "key \(id)" }
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
