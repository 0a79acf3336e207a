/// A moment, in microseconds since 1970-01-01T00:00:00Z. Leap seconds do not exist, as in POSIX time.
///
/// The range on the wire is years 1 to 9999, which is what Prefect's clients can read.
public struct Timestamp: Hashable, Sendable, Comparable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// 0001-01-01T00:00:00Z.
    public static let earliest = Timestamp(microseconds: -62_135_596_800_000_000)
    /// 9999-12-31T23:59:59.999999Z.
    public static let latest = Timestamp(microseconds: 253_402_300_799_999_999)

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// Past the ends of the range the result stays at the end.
    public static func + (moment: Timestamp, interval: Interval) -> Timestamp {
        let (sum, overflow) = moment.microseconds.addingReportingOverflow(interval.microseconds)
        guard !overflow else { return interval.microseconds > 0 ? .latest : .earliest }
        return min(max(Timestamp(microseconds: sum), .earliest), .latest)
    }

    public static func - (moment: Timestamp, interval: Interval) -> Timestamp {
        moment + Interval(microseconds: 0 &- interval.microseconds)
    }

    public static func - (left: Timestamp, right: Timestamp) -> Interval {
        Interval(microseconds: left.microseconds &- right.microseconds)
    }
}

/// A length of time in microseconds, which is the resolution of Python's `timedelta`.
public struct Interval: Hashable, Sendable, Comparable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static func seconds(_ count: Int64) -> Interval { Interval(microseconds: count * 1_000_000) }
    public static func minutes(_ count: Int64) -> Interval { seconds(count * 60) }
    public static func hours(_ count: Int64) -> Interval { seconds(count * 3600) }
    public static func days(_ count: Int64) -> Interval { seconds(count * 86400) }
    public static let zero = Interval(microseconds: 0)

    /// Rounds to the nearest microsecond; nil for what is no number or does not fit.
    public init?(seconds: Double) {
        guard let whole = Int64(exactly: (seconds * 1_000_000).rounded()) else { return nil }
        microseconds = whole
    }

    public var seconds: Double { Double(microseconds) / 1_000_000 }

    public static func < (left: Interval, right: Interval) -> Bool { left.microseconds < right.microseconds }
    public static func + (left: Interval, right: Interval) -> Interval {
        Interval(microseconds: left.microseconds &+ right.microseconds)
    }
}
