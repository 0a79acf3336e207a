/// Which work pools are wanted.
public struct WorkPoolFilter: Sendable, Equatable {
    public var joining: Joining = .and
    public var id: IDCriteria?
    public var name: TextCriteria?
    public var type: TextCriteria?

    public init() {}
}
