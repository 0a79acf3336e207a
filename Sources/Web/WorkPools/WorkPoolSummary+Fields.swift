import Core

extension PageFields {
    /// Where runs wait: the pool, which has a page, and the queue. Nil when there is neither.
    static func place(pool: String?, queue: String?) -> PageFields? {
        guard pool != nil || queue != nil else { return nil }
        return [
            "pool": .group(pool.map(PageFields.link(toPool:))), "queue": .text(queue),
            "has_both": .flag(pool != nil && queue != nil),
        ]
    }

    /// Enough to link to the page of a pool.
    static func link(toPool name: String) -> PageFields {
        ["name": .text(name), "address": .text(PercentCoding.encode(name))]
    }
}

extension WorkPoolSummary {
    /// One row of the list of pools.
    var fields: PageFields {
        PageFields.link(toPool: name).adding([
            "type": .text(type), "status": .status(status), "is_paused": .flag(isPaused), "queues": .number(queues),
            "workers": .number(workersOnline), "has_workers": .flag(workersOnline > 0),
            "active": .text(activeRuns.of(concurrencyLimit)), "late": lateRuns > 0 ? .number(lateRuns) : .nothing,
            "limit": .text(concurrencyLimit.map(String.init)),
        ])
    }
}

extension WorkQueueSummary {
    /// One row of a pool's queues.
    func fields(at now: Timestamp) -> PageFields {
        [
            "id": .text(id.description), "name": .text(name), "queue_address": .text(PercentCoding.encode(name)),
            "description": .text(description), "priority": .number(priority), "status": .status(status),
            "is_paused": .flag(isPaused),
            "active": .text(activeRuns.of(concurrencyLimit)), "late": lateRuns > 0 ? .number(lateRuns) : .nothing,
            "limit": .text(concurrencyLimit.map(String.init)), "polled": .time(lastPolled, at: now),
        ]
    }
}

extension WorkerSummary {
    /// One row of a pool's workers.
    func fields(at now: Timestamp) -> PageFields {
        [
            "name": .text(name), "heartbeat": .time(lastHeartbeat, at: now),
            "status": .group([
                "kind": .text(isOnline ? "completed" : "cancelled"), "name": .text(isOnline ? "Online" : "Offline"),
            ]),
        ]
    }
}

extension PageValue {
    /// A status by colour and by word; nothing where there is none.
    static func status(_ status: WorkStatus?) -> PageValue {
        switch status {
        case .ready?: .group(["kind": "completed", "name": "Ready"])
        case .notReady?: .group(["kind": "pending", "name": "Not ready"])
        case .paused?: .group(["kind": "paused", "name": "Paused"])
        case nil: .nothing
        }
    }
}

extension Int {
    /// `3`, or `3 of 5` where there is a limit.
    fileprivate func of(_ limit: Int?) -> String { withCommas + (limit.map { " of \($0.withCommas)" } ?? "") }
}
