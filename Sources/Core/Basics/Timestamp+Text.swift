extension Timestamp: LosslessStringConvertible {
    /// Reads the forms of ISO 8601 that Prefect's clients send.
    ///
    /// A `T`, `t`, `_` or a space before the time, up to six digits of a second, `Z`, `+HH:MM`, `+HHMM` or no zone at all,
    /// which means UTC; the time of day may lack its seconds, and a date alone is its midnight.
    public init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
            let day = scanner.number(2)
        else { return nil }
        let date = CalendarDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        var seconds = Int64(date.daysSinceEpoch) * 86400
        var fraction: Int64 = 0
        if !scanner.isAtEnd {
            guard scanner.skip(anyOf: "Tt _"), let hour = scanner.number(2), scanner.skip(":"),
                let minute = scanner.number(2), hour < 24, minute < 60
            else { return nil }
            seconds += Int64(hour * 3600 + minute * 60)
            if scanner.skip(":") {
                guard let second = scanner.number(2), second < 60 else { return nil }
                seconds += Int64(second)
                if scanner.skip(anyOf: ".,") {
                    guard let digits = scanner.fraction() else { return nil }
                    fraction = digits
                }
            }
            guard let offset = scanner.zoneOffset() else { return nil }
            seconds -= Int64(offset)
        }
        guard scanner.isAtEnd else { return nil }
        self.init(microseconds: seconds * 1_000_000 + fraction)
        guard (Timestamp.earliest...Timestamp.latest).contains(self) else { return nil }
    }

    /// `2026-11-21T00:01:22.859908Z`; the fraction is left out when it is zero, as pydantic does.
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the wire form.
    public func append(to text: inout [UInt8]) {
        let (date, time) = utc
        let seconds = Int(time / 1_000_000)
        let fraction = Int(time % 1_000_000)
        text.append(addingCapacity: 27) { characters in
            characters.append(date.year, digits: 4)
            characters.append(UInt8(ascii: "-"))
            characters.append(date.month, digits: 2)
            characters.append(UInt8(ascii: "-"))
            characters.append(date.day, digits: 2)
            characters.append(UInt8(ascii: "T"))
            characters.append(seconds / 3600, digits: 2)
            characters.append(UInt8(ascii: ":"))
            characters.append(seconds / 60 % 60, digits: 2)
            characters.append(UInt8(ascii: ":"))
            characters.append(seconds % 60, digits: 2)
            if fraction != 0 {
                characters.append(UInt8(ascii: "."))
                characters.append(fraction, digits: 6)
            }
            characters.append(UInt8(ascii: "Z"))
        }
    }

    /// The UTC day, and the microseconds since its midnight.
    public var utc: (date: CalendarDate, microsecondOfDay: Int64) {
        let day: Int64 = 86_400_000_000
        var days = microseconds / day
        var rest = microseconds % day
        if rest < 0 {
            rest += day
            days -= 1
        }
        return (CalendarDate(daysSinceEpoch: Int(days)), rest)
    }
}

extension OutputSpan<UInt8> {
    /// Appends the last digits of a number that is not negative, with leading zeros.
    fileprivate mutating func append(_ number: Int, digits: Int) {
        var power = 1
        for _ in 1..<digits { power *= 10 }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(number / power % 10))
            power /= 10
        }
    }
}

/// Walks through the ASCII digits and signs of a date.
private struct DigitScanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { place == bytes.count }

    /// Exactly `count` digits.
    mutating func number(_ count: Int) -> Int? {
        guard place + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[place..<place + count] {
            guard let digit = DigitScanner.digit(byte) else { return nil }
            value = value * 10 + digit
        }
        place += count
        return value
    }

    mutating func skip(_ character: Character) -> Bool { skip(anyOf: String(character)) }

    mutating func skip(anyOf characters: String) -> Bool {
        guard place < bytes.count, characters.utf8.contains(bytes[place]) else { return false }
        place += 1
        return true
    }

    /// Digits of a second, as microseconds; what is finer is cut off.
    mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var count = 0
        while place < bytes.count, let digit = DigitScanner.digit(bytes[place]) {
            if count < 6 { value = value * 10 + Int64(digit) }
            count += 1
            place += 1
        }
        guard (1...9).contains(count) else { return nil }
        for _ in min(count, 6)..<6 { value *= 10 }
        return value
    }

    /// Seconds east of UTC; no zone is UTC.
    mutating func zoneOffset() -> Int? {
        if isAtEnd || skip(anyOf: "Zz") { return 0 }
        let sign: Int
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(2) else { return nil }
        _ = skip(":")
        guard let minutes = isAtEnd ? 0 : number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
    }
}
