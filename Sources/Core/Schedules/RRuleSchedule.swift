/// Runs on the dates of an iCalendar recurrence rule (RFC 5545). The text is checked and kept.
public struct RRuleSchedule: Sendable, Equatable {
    /// With the `DTSTART` line that the server adds to a rule without one.
    public let rrule: String
    /// An IANA name; none is UTC.
    public let timezone: String?

    /// The rule is taken as it is; ``RRuleText`` checks one that comes from outside.
    public init(rrule: String, timezone: String? = "UTC") {
        self.rrule = rrule
        self.timezone = timezone
    }
}
