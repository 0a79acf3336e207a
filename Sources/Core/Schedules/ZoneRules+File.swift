extension ZoneRules {
    /// Reads a TZif file (RFC 8536); nil when it is none or is damaged.
    init?(tableFile bytes: [UInt8]) {
        guard let first = TableHeader(bytes, at: 0) else { return nil }
        // From version 2 on a second, 64-bit table follows the 32-bit one, and after it the rule for later years.
        guard first.version >= UInt8(ascii: "2") else {
            self.init(bytes, first, timeSize: 4, footer: false)
            return
        }
        guard let second = TableHeader(bytes, at: first.end(timeSize: 4)) else { return nil }
        self.init(bytes, second, timeSize: 8, footer: true)
    }

    private init?(_ bytes: [UInt8], _ header: TableHeader, timeSize: Int, footer: Bool) {
        let end = header.end(timeSize: timeSize)
        guard header.types > 0, end <= bytes.count else { return nil }
        let indices = header.start + header.times * timeSize
        let types = indices + header.times
        let typeOffsets = (0..<header.types).map { bytes.signed(at: types + 6 * $0, size: 4) }

        transitions = (0..<header.times).map { bytes.signed(at: header.start + timeSize * $0, size: timeSize) }
        offsets = [typeOffsets[0]]
        for place in 0..<header.times {
            let type = Int(bytes[indices + place])
            guard type < typeOffsets.count else { return nil }
            offsets.append(typeOffsets[type])
        }
        guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }

        guard footer else { return }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\n"),
            let close = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let text = bytes[(end + 1)..<close]
        guard !text.isEmpty else { return }
        guard let rule = PosixZone(text) else { return nil }
        tail = rule
    }
}

/// The counts that open each table of a TZif file (RFC 8536, section 3.1).
private struct TableHeader {
    let version: UInt8
    let universalMarks: Int
    let standardMarks: Int
    let leaps: Int
    let times: Int
    let types: Int
    let characters: Int
    /// Where the data after the header begins.
    let start: Int

    init?(_ bytes: [UInt8], at place: Int) {
        guard place + 44 <= bytes.count, bytes[place..<place + 4].elementsEqual("TZif".utf8) else { return nil }
        version = bytes[place + 4]
        let counts = (0..<6).map { bytes.signed(at: place + 20 + 4 * $0, size: 4) }
        // A table has far fewer entries; a damaged count must not overflow the sums below.
        guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
        universalMarks = counts[0]
        standardMarks = counts[1]
        leaps = counts[2]
        times = counts[3]
        types = counts[4]
        characters = counts[5]
        start = place + 44
    }

    func end(timeSize: Int) -> Int {
        start + times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standardMarks
            + universalMarks
    }
}

extension [UInt8] {
    /// A big-endian two's complement number. The place must lie inside.
    fileprivate func signed(at place: Int, size: Int) -> Int {
        var value = self[place] >= 0x80 ? -1 : 0
        for byte in self[place..<place + size] { value = value << 8 | Int(byte) }
        return value
    }
}
