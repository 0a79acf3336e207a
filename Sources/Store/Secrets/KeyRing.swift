/// The keys of the data of blocks: the first seals, all open. So an old and a new one live side by side while one replaces the other.
public struct KeyRing: Sendable {
    public let keys: [SecretKey]

    /// Nil when there is no key.
    public init?(_ keys: [SecretKey]) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    /// A ring of one key that nobody else has.
    public static func random() -> KeyRing { KeyRing(sealing: .random(), others: []) }

    /// The same ring with another key in front.
    public func replacing(with key: SecretKey) -> KeyRing { KeyRing(sealing: key, others: keys) }

    /// The first key alone.
    public var newest: KeyRing { KeyRing(sealing: sealing, others: []) }

    /// The key that seals.
    public var sealing: SecretKey { keys[0] }

    /// The key of a name; nil when it is not in the ring.
    func key(_ id: String) -> SecretKey? { keys.first { $0.id == id } }

    /// Those of the names that are in the ring not.
    public func lacking(of used: Set<String>) -> [String] { used.filter { key($0) == nil }.sorted() }

    private init(sealing: SecretKey, others: [SecretKey]) { keys = [sealing] + others.filter { $0.id != sealing.id } }
}
