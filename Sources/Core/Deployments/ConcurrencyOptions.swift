/// What a deployment does about runs beyond its limit.
public enum ConcurrencyOptions {
    public static let wire = WireObject(
        "ConcurrencyOptions",
        [
            .init("collision_strategy", .text, as: .one(of: Strategy.self, named: "ConcurrencyLimitStrategy")),
            .nullable("grace_period_seconds", .integer),
        ])

    /// What happens to a run that finds no slot.
    public enum Strategy: String, Sendable, CaseIterable {
        case enqueue = "ENQUEUE"
        case cancelNew = "CANCEL_NEW"
    }
}
