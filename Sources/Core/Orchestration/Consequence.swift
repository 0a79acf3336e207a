/// What a change of state brings with it once all rules have spoken, whatever they said. It reads and answers; it never
/// writes.
public struct Consequence: Sendable {
    /// What happens to slots of limits, given what was decided.
    public let follow: @Sendable (Decision) -> [SlotChange]

    public init(_ follow: @escaping @Sendable (Decision) -> [SlotChange]) { self.follow = follow }
}
