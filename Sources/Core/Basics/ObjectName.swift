/// An object as another one mentions it: enough to write its name and link to it.
public struct ObjectName: Sendable, Equatable {
    public var id: ID
    public var name: String

    public init(id: ID, name: String) {
        self.id = id
        self.name = name
    }
}
