import Core

extension PageValue {
    /// A state by colour and by word.
    static func state(_ mark: StateMark?, at now: Timestamp) -> PageValue {
        guard let mark else { return .group(["kind": "none", "name": "No state", "since": .nothing]) }
        return .group([
            "kind": .text(mark.kind), "name": .text(mark.name), "since": .time(mark.since, at: now),
        ])
    }
}

extension StateMark {
    /// The name of the colour. Late runs are scheduled ones that want to be looked at, so they have their own.
    var kind: String { type == .scheduled && name == "Late" ? "late" : type.rawValue.lowercased() }
}

/// The states that people look for, in the order of a run's life; each has a word for the address of a page.
struct StateWord {
    let word: String
    let name: String
    let choice: StateChoice

    static let all: [StateWord] =
        [StateWord(word: "late", name: "Late", choice: StateChoice(type: .scheduled, name: "Late"))]
        + [.scheduled, .pending, .running, .paused, .completed, .failed, .crashed, .cancelling, .cancelled].map {
            (type: StateType) in
            StateWord(word: type.rawValue.lowercased(), name: type.defaultName, choice: StateChoice(type: type))
        }
}
