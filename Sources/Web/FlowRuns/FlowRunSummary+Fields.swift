import Core

extension FlowRunSummary {
    /// One row of a list of runs.
    func fields(at now: Timestamp) -> PageFields {
        let isAhead = state?.type == .scheduled && start == nil
        return [
            "id": .text(id.description), "name": .text(name), "flow": .group(flow.fields),
            "deployment": .group(deployment?.fields), "state": .state(state, at: now),
            "start": .time(start ?? expectedStart, at: now), "is_ahead": .flag(isAhead),
            "duration": .duration(runTime(at: now)), "tags": .texts(tags),
        ]
    }

    /// Time spent running, up to now for a run that runs; nil before the first start.
    func runTime(at now: Timestamp) -> Interval? {
        Interval.runTime(of: state, start: start, total: totalRunTime, at: now)
    }
}

extension TaskRunSummary {
    /// One row of a list of task runs.
    func fields(at now: Timestamp) -> PageFields {
        [
            "id": .text(id.description), "name": .text(name), "state": .state(state, at: now),
            "start": .time(start ?? expectedStart, at: now), "duration": .duration(runTime(at: now)),
            "tries": .text(runCount > 1 ? "\(runCount) tries" : nil), "tags": .texts(tags),
        ]
    }

    func runTime(at now: Timestamp) -> Interval? {
        Interval.runTime(of: state, start: start, total: totalRunTime, at: now)
    }
}

extension Interval {
    /// What a run has spent running, the time since its last change of state included while it runs.
    fileprivate static func runTime(
        of state: StateMark?, start: Timestamp?, total: Interval, at now: Timestamp
    ) -> Interval? {
        guard start != nil, let state else { return nil }
        return state.type == .running ? total + max(now - state.since, .zero) : total
    }
}

extension ObjectName {
    /// Enough for a link.
    var fields: PageFields { ["id": .text(id.description), "name": .text(name)] }
}

extension RunMark {
    func fields(at now: Timestamp) -> PageFields {
        ["id": .text(id.description), "name": .text(name), "state": .state(state, at: now)]
    }
}

extension StateRecord {
    /// One entry of a run's history.
    func fields(at now: Timestamp) -> PageFields {
        ["state": .state(mark, at: now), "time": .time(mark.since, at: now), "message": .text(message)]
    }
}

extension BoundedCount {
    /// `1,234`, or `10,000+` when counting stopped there.
    var text: String { value.withCommas + (isExceeded ? "+" : "") }
}
