import Core

extension Blocker {
    /// The blocker as a run's page shows it.
    func fields(at now: Timestamp) -> PageFields {
        [
            "message": .text(message), "since": .time(since, at: now), "until": .time(until, at: now),
            "is_full": .flag(!holders.isEmpty),
            "holders": .list(holders.map { ["id": "\($0.run.id)", "name": .text($0.run.name)] }),
            "remedy": .text(remedy.text), "command": .text(remedy.command),
        ]
    }
}
