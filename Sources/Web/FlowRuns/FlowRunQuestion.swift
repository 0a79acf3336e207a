import Core

/// What the address of the list of runs asks for. Words that mean nothing are passed over.
struct FlowRunQuestion: Sendable {
    let query: FormFields
    let now: Timestamp
    private let states: [StateWord]
    private let when: Span

    init(_ query: FormFields, now: Timestamp) {
        self.query = query
        self.now = now
        let words = query.all("state")
        states = StateWord.all.filter { words.contains($0.word) }
        // Runs that lie ahead would push all others down; who asks for scheduled ones wants to see them.
        let wantsScheduled = states.contains { $0.choice.type == .scheduled }
        when =
            query["when"].flatMap { word in Span.all.first { $0.word == word } }
            ?? (wantsScheduled ? .any : .past)
    }

    /// The search, or why there is nothing to be found.
    func search(
        _ tx: some FlowPageReading & DeploymentPageReading & WorkPoolReading & WorkQueueReading
    ) throws -> (FlowRunSearch, problem: String?) {
        var search = FlowRunSearch()
        search.states = states.map(\.choice)
        search.name = query["name"]
        search.tag = query["tag"]
        search.from = when.isAhead ? now : when.length.map { now - $0 }
        search.to = when.isPast ? now : nil
        search.order = isOldestFirst ? .oldestFirst : .newestFirst
        search.after = query["after"].flatMap(FlowRunSearch.Place.init(text:))
        if let flow = query["flow"] {
            search.flow = try tx.flowID(named: flow)
            if search.flow == nil { return (search, "There is no flow named “\(flow)”.") }
        }
        if let name = query["deployment"] {
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            let ids = try tx.deploymentIDs(named: parts.last ?? name, ofFlow: parts.count > 1 ? parts[0] : nil)
            if ids.isEmpty { return (search, "There is no deployment named “\(name)”.") }
            search.deployments = ids
        }
        let (queues, problem) = try queues(tx)
        search.queues = queues
        return (search, problem)
    }

    /// The queues in which runs are looked for; nil for all.
    private func queues(_ tx: some WorkPoolReading & WorkQueueReading) throws -> ([ID]?, problem: String?) {
        guard let name = query["pool"] else {
            return (nil, query["queue"] == nil ? nil : "Say of which work pool the queue is.")
        }
        guard let pool = try tx.workPool(named: name) else { return (nil, "There is no work pool named “\(name)”.") }
        guard let queue = query["queue"] else { return (try tx.workQueues(ofPool: pool.id).map(\.id), nil) }
        guard let found = try tx.workQueue(named: queue, inPool: pool.id) else {
            return (nil, "The work pool “\(name)” has no queue named “\(queue)”.")
        }
        return ([found.id], nil)
    }

    /// The words of the address that leave runs out.
    private static let filters = ["state", "name", "flow", "deployment", "pool", "queue", "tag", "when"]

    private var isOldestFirst: Bool { query["sort"].map { $0 == "oldest" } ?? when.isAhead }

    var title: String { states.isEmpty ? "Runs" : states.map(\.name).joined(separator: ", ") + " runs" }

    /// The query of the page that follows.
    func next(after run: FlowRunSummary?) -> String? {
        guard let run, let start = run.expectedStart else { return nil }
        let place = FlowRunSearch.Place(expectedStart: start, id: run.id)
        return query.replacing(["after"], with: [("after", place.text)]).encoded
    }

    /// The form with what was asked filled in.
    var fields: PageFields {
        [
            "states": .list(
                StateWord.all.map { state in
                    [
                        "word": .text(state.word), "name": .text(state.name),
                        "is_on": .flag(states.contains { $0.word == state.word }),
                    ]
                }),
            "spans": .list(
                Span.all.map {
                    ["word": .text($0.word), "name": .text($0.name), "is_on": .flag($0.word == when.word)]
                }),
            "name": .text(query["name"]), "flow": .text(query["flow"]), "deployment": .text(query["deployment"]),
            "tag": .text(query["tag"]), "pool": .text(query["pool"]), "queue": .text(query["queue"]),
            "is_oldest_first": .flag(isOldestFirst),
            "is_filtered": .flag(query != query.replacing(FlowRunQuestion.filters)),
            "first": .text(query["after"] == nil ? nil : "?" + query.replacing(["after"]).encoded),
        ]
    }
}

/// A span of time of the expected start, by the word in the address.
private struct Span: Sendable {
    let word: String
    let name: String
    var length: Interval?
    var isPast = true
    var isAhead = false

    static let past = Span(word: "past", name: "until now")
    static let any = Span(word: "any", name: "any time", isPast: false)
    static let all = [
        past,
        Span(word: "hour", name: "past hour", length: .hours(1)),
        Span(word: "day", name: "past 24 hours", length: .hours(24)),
        Span(word: "week", name: "past 7 days", length: .days(7)),
        Span(word: "month", name: "past 30 days", length: .days(30)),
        Span(word: "ahead", name: "ahead", isPast: false, isAhead: true),
        any,
    ]
}

extension FlowRunSearch.Place {
    /// `1732190400000000-0197c0de…`, as it stands in an address.
    var text: String { "\(expectedStart.microseconds)-\(id)" }

    init?(text: String) {
        let parts = text.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let start = Int64(parts[0]), let id = ID(String(parts[1])) else { return nil }
        self.init(expectedStart: Timestamp(microseconds: start), id: id)
    }
}
