/// A UUID: what names every object on the wire and in the database.
///
/// The server makes version 7 (RFC 9562, section 5.7), whose first 48 bits are the milliseconds since the epoch, so that
/// rows made together lie together; clients may bring any version.
public struct ID: Hashable, Sendable, Comparable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A version 7 id for a moment, with 74 random bits.
    public init(at moment: Timestamp, random: (UInt64, UInt64)) {
        let milliseconds = UInt64(bitPattern: moment.microseconds / 1000) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
    }

    public static func < (left: ID, right: ID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The 16 bytes, most significant first, as the database keeps them.
    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
            + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
    }

    /// Reads 16 bytes; nil for any other length.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension ID: LosslessStringConvertible {
    /// Reads the forms that Python's `UUID` reads: with or without hyphens, braces or `urn:uuid:`, in any case.
    public init?(_ text: String) {
        var digits = text[...]
        if digits.hasPrefix("urn:uuid:") { digits = digits.dropFirst(9) }
        if digits.hasPrefix("{"), digits.hasSuffix("}") { digits = digits.dropFirst().dropLast() }
        var halves: (UInt64, UInt64) = (0, 0)
        var count = 0
        for byte in digits.utf8 where byte != UInt8(ascii: "-") {
            guard count < 32, let digit = ID.value(ofHexDigit: byte) else { return nil }
            if count < 16 { halves.0 = halves.0 << 4 | digit } else { halves.1 = halves.1 << 4 | digit }
            count += 1
        }
        guard count == 32 else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the 36 characters `8-4-4-4-12`.
    public func append(to text: inout [UInt8]) {
        // Room for all at once: with ids and times, lists spent a fifth of their time on growing byte by byte.
        text.append(addingCapacity: 36) { characters in
            for place in 0..<32 {
                if place == 8 || place == 12 || place == 16 || place == 20 { characters.append(UInt8(ascii: "-")) }
                let half = place < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (place % 16))) & 15
                characters.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    private static func value(ofHexDigit byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
