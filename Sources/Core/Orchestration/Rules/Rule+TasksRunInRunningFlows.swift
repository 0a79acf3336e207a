extension Rule {
    /// A task runs only while its flow runs; while that is paused, the task is told to wait with it.
    static let tasksRunInRunningFlows = Rule(from: .anyOrNone, to: [.running]) { transition, proposed, facts in
        guard let id = transition.run.flowRunID, let flowRun = try facts.flowRunFacts(id) else { return .pass }
        switch flowRun.state?.type {
        case .running: return .pass
        case .paused:
            var state = State(id: proposed.id, type: .paused, name: "NotReady", timestamp: transition.now)
            state.details.pauseTimeout = flowRun.state?.details.pauseTimeout
            state.details.pauseReschedule = flowRun.state?.details.pauseReschedule ?? false
            return .reject(
                state, reason: "The flow is paused, new tasks can execute after resuming flow run: \(id).")
        default: return .abort("The enclosing flow must be running to begin task execution.")
        }
    }
}
