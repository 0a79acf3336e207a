import Synchronization

/// The time zones by their IANA names, each read once and then kept.
///
/// The tables are those of the system's `tzdata` package (RFC 8536 files), because they change several times a year and an
/// administrator brings them up to date without a new server. Foundation's `TimeZone` brings its own copy inside 40 MB of ICU,
/// takes 17 ms and 5 MB to open the first zones, and cannot say which moments a wall clock time has; this needs 3 kB a zone.
/// Core reads no files, so whoever makes this hands in how to get the bytes:
///
/// ```swift
/// TimeZones(names: { … }, table: { try? [UInt8](Data(contentsOf: folder.appending(path: $0))) })
/// ```
public final class TimeZones: Sendable {
    private let listNames: @Sendable () -> [String]
    private let loadTable: @Sendable (String) -> [UInt8]?
    private let known = Mutex<[String: ZoneRules]>([:])

    /// - Parameters:
    ///   - names: all names there are, asked only to tell a client what it could have sent.
    ///   - table: the bytes of the file of a name, or nil. The name is made of letters, digits, `_`, `+`, `-` and `/` alone.
    public init(names: @escaping @Sendable () -> [String], table: @escaping @Sendable (String) -> [UInt8]?) {
        listNames = names
        loadTable = table
    }

    /// Every name, sorted.
    public var names: [String] { listNames().sorted() }

    /// The rules of a zone; nil for a name that is none. No name and an empty name are UTC, as for Prefect.
    public func rules(of name: String?) -> ZoneRules? {
        guard let name, !name.isEmpty, name != "UTC" else { return .utc }
        if let rules = known.withLock({ $0[name] }) { return rules }
        guard TimeZones.isPlausible(name), let bytes = loadTable(name), let rules = ZoneRules(tableFile: bytes) else {
            return nil
        }
        known.withLock { $0[name] = rules }
        return rules
    }

    /// Keeps names from naming other files, and the second copies of the tables from being taken for zones.
    private static func isPlausible(_ name: String) -> Bool {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "/"):
                true
            default: false
            }
        }
        return allowed && name.utf8.count <= 64 && !name.hasPrefix("/") && !name.hasSuffix("/")
            && !name.hasPrefix("posix/") && !name.hasPrefix("right/") && name != "posixrules"
    }
}
