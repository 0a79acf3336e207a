/// A time zone rule in the form of POSIX's `TZ` variable, such as `EST5EDT,M3.2.0,M11.1.0`.
///
/// It closes a TZif file and says what holds after the last change listed there (RFC 8536, section 3.3).
struct PosixZone: Sendable, Equatable {
    var standardOffset: Int
    var summer: Summer?

    /// The other offset, and the days on which it begins and ends.
    struct Summer: Sendable, Equatable {
        var offset: Int
        var begin: Change
        var end: Change
    }

    /// A day of any year, and the wall clock second after its midnight.
    struct Change: Sendable, Equatable {
        var day: Day
        var second: Int

        /// The wall clock moment of the change in a year.
        func wall(in year: Int) -> Int { day.daysSinceEpoch(in: year) * 86400 + second }
    }

    enum Day: Sendable, Equatable {
        /// `Jn`: 1 to 365, February 29 is never counted.
        case dayWithoutLeapDay(Int)
        /// `n`: 0 to 365.
        case dayFromZero(Int)
        /// `Mm.w.d`: the w-th weekday of a month, 5 is the last.
        case weekday(month: Int, week: Int, weekday: Int)

        func daysSinceEpoch(in year: Int) -> Int {
            let newYear = CalendarDate(year: year, month: 1, day: 1).daysSinceEpoch
            switch self {
            case .dayWithoutLeapDay(let day): return newYear + day - (CalendarDate.isLeap(year) && day >= 60 ? 0 : 1)
            case .dayFromZero(let day): return newYear + day
            case .weekday(let month, let week, let weekday):
                let first = CalendarDate(year: year, month: month, day: 1)
                var day = 1 + (weekday - first.weekday + 7) % 7 + 7 * (week - 1)
                while day > first.daysInMonth { day -= 7 }
                return first.daysSinceEpoch + day - 1
            }
        }
    }

    func offset(at instant: Int) -> Int {
        guard let summer else { return standardOffset }
        let local = instant + standardOffset
        let day = local >= 0 ? local / 86400 : (local - 86399) / 86400
        let year = CalendarDate(daysSinceEpoch: day).year
        let begin = summer.begin.wall(in: year) - standardOffset
        let end = summer.end.wall(in: year) - summer.offset
        let isSummer =
            begin < end ? (begin..<end).contains(instant) : !(end..<begin).contains(instant)
        return isSummer ? summer.offset : standardOffset
    }
}

extension PosixZone {
    init?(_ text: some Collection<UInt8>) {
        var scanner = PosixScanner(bytes: Array(text))
        guard scanner.name(), let west = scanner.time() else { return nil }
        standardOffset = -west
        guard !scanner.isAtEnd else { return }
        guard scanner.name() else { return nil }
        // Without a time of its own the summer offset is an hour ahead.
        var offset = standardOffset + 3600
        if !scanner.isNext(",") {
            guard let west = scanner.time() else { return nil }
            offset = -west
        }
        guard scanner.skip(","), let begin = scanner.change(), scanner.skip(","), let end = scanner.change(),
            scanner.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, begin: begin, end: end)
    }
}

/// Walks through the text of a ``PosixZone``.
private struct PosixScanner {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    func isNext(_ character: Unicode.Scalar) -> Bool { !isAtEnd && bytes[place] == UInt8(ascii: character) }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard isNext(character) else { return false }
        place += 1
        return true
    }

    /// Letters, or anything between `<` and `>`.
    mutating func name() -> Bool {
        if skip("<") {
            while !isAtEnd, !isNext(">") { place += 1 }
            return skip(">")
        }
        let start = place
        while !isAtEnd, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[place] | 0x20) { place += 1 }
        return place - start >= 3
    }

    mutating func number() -> Int? {
        let start = place
        var value = 0
        while !isAtEnd, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]), place - start < 5 {
            value = value * 10 + Int(bytes[place] - UInt8(ascii: "0"))
            place += 1
        }
        return place > start ? value : nil
    }

    /// `[+-]h[h[h]][:mm[:ss]]` as seconds.
    mutating func time() -> Int? {
        let sign = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard var seconds = number().map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where skip(":") {
            guard let count = number() else { return nil }
            seconds += count * unit
        }
        return sign * seconds
    }

    /// A day and, after a slash, a time; two in the morning without one.
    mutating func change() -> PosixZone.Change? {
        guard let day = day() else { return nil }
        guard skip("/") else { return PosixZone.Change(day: day, second: 7200) }
        return time().map { PosixZone.Change(day: day, second: $0) }
    }

    private mutating func day() -> PosixZone.Day? {
        if skip("J") {
            guard let day = number(), (1...365).contains(day) else { return nil }
            return .dayWithoutLeapDay(day)
        }
        guard skip("M") else {
            guard let day = number(), day <= 365 else { return nil }
            return .dayFromZero(day)
        }
        guard let month = number(), (1...12).contains(month), skip("."), let week = number(), (1...5).contains(week),
            skip("."), let weekday = number(), weekday <= 6
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }
}
