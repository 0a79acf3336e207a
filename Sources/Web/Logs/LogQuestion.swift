import Core

/// Which lines of a run's log the address asks for: `level=warning`, `log=end`, `log=after-…`, `log=before-…`.
struct LogQuestion {
    static let length = 200

    private let query: FormFields
    private let level: Level?
    let search: LogView

    init(_ query: FormFields, run: LogView.Run) {
        self.query = query
        level = query["level"].flatMap { word in Level.all.first { $0.word == word } }
        search = LogView(run: run, level: level?.number ?? 0, place: LogView.Place(text: query["log"] ?? ""))
    }

    /// The lines, the choice of levels, and links to the lines before and after.
    func fields(_ lines: Slice<LogLine>, at now: Timestamp) -> PageFields {
        let (isAtStart, isAtEnd) = ends(lines.hasMore)
        let first = lines.items.first.map { LogView.Place.before($0.position) }
        let last = lines.items.last.map { LogView.Place.after($0.position) }
        return [
            "lines": .list(lines.items.map { $0.fields(at: now) }),
            "is_filtered": .flag(level != nil), "shows_tasks": .flag(isOfFlowRun),
            "levels": .list(
                ([Level(word: "", name: "all", number: 0)] + Level.all).map { other in
                    [
                        "name": .text(other.name), "is_on": .flag(other.word == level?.word ?? ""),
                        "link": .text(link(level: other.word)),
                    ]
                }),
            "first": .text(isAtStart ? nil : link(.start)), "previous": .text(isAtStart ? nil : first.map(link)),
            "following": .text(isAtEnd ? nil : last.map(link)), "last": .text(isAtEnd ? nil : link(.end)),
        ]
    }

    private var isOfFlowRun: Bool {
        if case .flowRun = search.run { true } else { false }
    }

    /// Whether the page touches the start and the end of the log.
    private func ends(_ hasMore: Bool) -> (isAtStart: Bool, isAtEnd: Bool) {
        switch search.place {
        case .start: (true, !hasMore)
        case .after: (false, !hasMore)
        case .before: (!hasMore, false)
        case .end: (!hasMore, true)
        }
    }

    private func link(_ place: LogView.Place) -> String {
        "?" + query.replacing(["log"], with: place.text.map { [("log", $0)] } ?? []).encoded + "#logs"
    }

    private func link(level: String) -> String {
        "?" + query.replacing(["log", "level"], with: level.isEmpty ? [] : [("level", level)]).encoded + "#logs"
    }
}

/// A level of Python's logging, by the word in the address.
private struct Level {
    let word: String
    let name: String
    let number: Int

    static let all = [
        Level(word: "debug", name: "debug", number: 10), Level(word: "info", name: "info", number: 20),
        Level(word: "warning", name: "warning", number: 30), Level(word: "error", name: "error", number: 40),
        Level(word: "critical", name: "critical", number: 50),
    ]

    /// The level that a number lies in.
    static func of(_ number: Int) -> Level {
        all.last { $0.number <= number } ?? Level(word: "debug", name: "\(number)", number: number)
    }
}

extension LogLine {
    fileprivate var position: LogView.Position { .init(timestamp: timestamp, sequence: sequence) }

    fileprivate func fields(at now: Timestamp) -> PageFields {
        let level = Level.of(self.level)
        return [
            "time": .time(timestamp, at: now), "level": .text(level.name), "kind": .text(level.word),
            "logger": .text(logger), "message": .text(message), "task_run": .group(taskRun?.fields),
        ]
    }
}

extension LogView.Place {
    /// As it stands in an address; nil for the start, which needs no word.
    fileprivate var text: String? {
        switch self {
        case .start: nil
        case .end: "end"
        case .after(let place): "after-\(place.timestamp.microseconds)-\(place.sequence)"
        case .before(let place): "before-\(place.timestamp.microseconds)-\(place.sequence)"
        }
    }

    fileprivate init(text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 3, let time = Int64(parts[1]), let sequence = Int64(parts[2]) else {
            self = text == "end" ? .end : .start
            return
        }
        let place = LogView.Position(timestamp: Timestamp(microseconds: time), sequence: sequence)
        self = parts[0] == "before" ? .before(place) : .after(place)
    }
}
