extension WorkQueueFacts {
    /// A queue that nobody has polled for so long is not ready.
    public static let longestSilence = Interval(microseconds: 60_000_000)

    /// The status that a queue has after a change: only pausing and going on with it make a difference.
    public func status(after change: WorkQueueChange, at now: Timestamp) -> WorkStatus {
        switch (change.isPaused, status) {
        case (true?, _): return .paused
        case (false?, .paused):
            guard let polled = change.lastPolled ?? lastPolled else { return .notReady }
            return now - polled <= WorkQueueFacts.longestSilence ? .ready : .notReady
        case (false?, _), (nil, _): return status
        }
    }
}

extension WorkQueue {
    public static let nameIsTaken = Failure.conflict("A work queue with this name already exists.")
    public static let isDefault = Failure.conflict(
        "A work pool's default queue cannot be deleted. Delete the work pool, or pause the queue.")
}
