import Core
import Web

/// Where a stream of events begins and what it lets through.
struct StreamStart {
    /// How far back stored events are told, as in Prefect's server.
    private static let longestLook = Interval.minutes(15)

    let filter: EventFilter
    /// Nil tells only of events that arrive from now on.
    let since: Timestamp?

    init(_ request: EventSubscription, at now: Timestamp) {
        var filter = request.filter
        let earliest = now - StreamStart.longestLook
        let since = max(earliest, filter.since ?? earliest)
        filter.since = since
        self.filter = filter
        self.since = request.wantsStored ? since : nil
    }
}
