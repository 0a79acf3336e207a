extension Rule {
    /// A task run runs only with a slot of each of its tags that has a limit; until there is one it is told to wait.
    ///
    /// Only for task runs whose states the server keeps: other clients take these slots themselves.
    static let takeSlotsOfTags = Rule(from: .anyOrNone, to: [.running]) { transition, _, facts in
        let run = transition.run
        let limits = try facts.limits(ofTagsOfTaskRun: run.id, at: transition.now).filter(\.isActive)
        guard !limits.isEmpty else { return .pass }
        if let tag = limits.first(where: { $0.slots == 0 })?.tag { return .abort(TagLimit.isZero(tag)) }
        let full = limits.filter { !$0.hasRoom(for: 1) }
        guard full.isEmpty else {
            let turns = full.map {
                (id: $0.id, turn: $0.comeBack(wanting: 1, chance: transition.chance, at: transition.now))
            }
            let seconds = turns.map(\.turn.seconds).max() ?? 1
            let tags = limits.compactMap(\.tag).joined(separator: ", ")
            return Ruling(
                .wait(
                    seconds: max(1, Int64(seconds.rounded())), reason: "Concurrency limit reached for tags: \(tags)"),
                slots: turns.map { .wait(limit: $0.id, $0.turn.line) })
        }
        return Ruling(
            .pass, slots: [.take(SlotTaking(limits: limits.map(\.id), holder: SlotHolder(run), isByRule: true))])
    }
}
