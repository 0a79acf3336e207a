import Synchronization

/// Since when the server listens without a break. Silence counts from there: who could not be heard was not silent.
///
/// A break is noticed by the ticks that did not come: the server was down, its machine slept, or its clock was set.
final class Attention: Sendable {
    /// Longer than any tick of a service takes.
    static let longestBreak = Interval.minutes(1)

    private struct Watch {
        var since: Timestamp
        var last: Timestamp
    }

    private let watch = Mutex<Watch?>(nil)

    /// Tells that the server listens now, and answers since when.
    func since(at now: Timestamp) -> Timestamp {
        watch.withLock { watch in
            var current = watch ?? Watch(since: now, last: now)
            if now < current.last || now - current.last > Attention.longestBreak { current.since = now }
            current.last = now
            watch = current
            return current.since
        }
    }
}
