/// One thing that is looked at when a run is to change its state. A rule reads and answers; it never writes.
public struct Rule: Sendable {
    /// Looks at a transition whose proposed state is of the type that was asked for.
    public typealias Judge =
        @Sendable (
            _ transition: Transition, _ proposed: State, _ facts: any OrchestrationReading
        ) throws -> Ruling

    /// The states that a run may come from; nil is a run that has none yet.
    public let from: Set<StateType?>
    /// The states that were asked for.
    public let to: Set<StateType>
    public let judge: Judge

    public init(from: Set<StateType?>, to: Set<StateType>, judge: @escaping Judge) {
        self.from = from
        self.to = to
        self.judge = judge
    }
}

extension Set where Element == StateType? {
    public static let anyOrNone = Set(StateType.allCases.map(Optional.some) + [nil])
    public static let final = Set(StateType.allCases.filter(\.isFinal).map(Optional.some))
}

extension Set where Element == StateType {
    public static let any = Set(StateType.allCases)
    public static let final = Set(StateType.allCases.filter(\.isFinal))
}
