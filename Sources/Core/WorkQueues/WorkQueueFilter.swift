/// Which work queues are wanted.
public struct WorkQueueFilter: Sendable, Equatable {
    public var joining: Joining = .and
    public var id: IDCriteria?
    public var name: TextCriteria?
    /// Beginnings of names, in any case; one of them must fit.
    public var nameBeginnings: [String]?

    public init() {}
}
