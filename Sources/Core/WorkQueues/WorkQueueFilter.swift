/// Which work queues are wanted.
public struct WorkQueueFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// A member that is there says nothing: among alternatives it always holds.
    public var hasVoidMember = false
    public var id: IDCriteria?
    public var name: TextCriteria?
    /// Beginnings of names, in any case; one of them must fit.
    public var nameBeginnings: [String]?

    public init() {}
}
