/// What can be asked about events.
public protocol EventReading {
    /// Where a new reader begins: before the events that are stored and occurred since a moment, or, without one, after all
    /// that have arrived.
    func eventPlace(storedSince since: Timestamp?) throws -> EventPlace
    /// The next events that a filter lets through. A page is bounded in rows and bytes; it may be empty and have more.
    func events(_ filter: EventFilter, from place: EventPlace) throws -> EventPage
}
