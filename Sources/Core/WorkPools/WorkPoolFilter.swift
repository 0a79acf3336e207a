/// Which work pools are wanted.
public struct WorkPoolFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// A member that is there says nothing: among alternatives it always holds.
    public var hasVoidMember = false
    public var id: IDCriteria?
    public var name: TextCriteria?
    public var type: TextCriteria?

    public init() {}
}
