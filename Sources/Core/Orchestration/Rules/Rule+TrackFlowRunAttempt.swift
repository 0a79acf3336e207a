extension Rule {
    /// A task run that runs remembers in which attempt of its flow run it did.
    static let trackFlowRunAttempt = Rule(from: .anyOrNone, to: [.running]) { transition, _, facts in
        guard let id = transition.run.flowRunID, let flowRun = try facts.flowRunFacts(id) else { return .pass }
        return Ruling(.pass, afterwards: [.flowRunRunCount(flowRun.progress.runCount)])
    }
}
