/// How much work may go into finding dates. A rule that a client sends can ask for any amount, and the finding cannot be
/// interrupted from outside.
///
/// A step is a look at one day, one time or one rule: some nanoseconds in a release build.
public struct StepBudget: Sendable {
    /// More steps were needed than allowed.
    public struct Exhausted: Error, Sendable {}

    /// For one schedule: some hundredths of a second. A rule by the day is counted over four hundred years with it.
    public static let perSchedule = 500_000

    public private(set) var left: Int

    public init(_ steps: Int = StepBudget.perSchedule) { left = steps }

    mutating func spend(_ steps: Int = 1) throws(Exhausted) {
        left -= steps
        guard left >= 0 else { throw Exhausted() }
    }
}
