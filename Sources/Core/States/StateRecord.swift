/// One entry in the history of a run, as its page shows it.
public struct StateRecord: Sendable, Equatable {
    public var mark: StateMark
    public var message: String?

    public init(mark: StateMark, message: String?) {
        self.mark = mark
        self.message = message
    }
}
