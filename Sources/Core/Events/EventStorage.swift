/// What can be changed about events: they are only ever added.
public protocol EventWriting {
    /// Keeps an event and wakes those who listen. False, with nothing done, when an event of that id is there already.
    @discardableResult
    func insertEvent(_ event: Event) throws -> Bool
}
