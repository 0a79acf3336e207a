import Core
import JSON

/// The body of `POST /api/task_runs/`.
struct TaskRunCreateBody: Body {
    private let id: ID?
    /// Nil asks for a pending run.
    private let state: StateBody?
    /// Nil or empty asks for a random name.
    private let name: String?
    private let run: NewTaskRun

    init(from reader: inout BodyReader) {
        id = reader.optional("id", .id)
        state = reader.optional("state", .object(StateBody.self))
        name = reader.optional("name", .string)
        let none = ID(high: 0, low: 0)
        var run = NewTaskRun(
            id: none, name: "", flowRunID: reader.optional("flow_run_id", .id),
            taskKey: reader.required("task_key", .string), dynamicKey: reader.required("dynamic_key", .string),
            state: State(id: none, type: .pending, timestamp: .earliest))
        run.cacheKey = reader.optional("cache_key", .cacheKey)
        run.cacheExpiration = reader.optional("cache_expiration", .time)
        run.taskVersion = reader.optional("task_version", .string)
        run.policy = reader.optional("empirical_policy", .object(TaskRunPolicyBody.self))?.sparse ?? JSONObject()
        run.tags = reader.optional("tags", .strings, default: [])
        run.labels = reader.optional("labels", .labels) ?? JSONObject()
        run.taskInputs = reader.optional("task_inputs", .taskInputs, default: JSONObject())
        self.run = run
    }

    /// The run with what the server gives it.
    func run(_ effects: Effects, at now: Timestamp) throws -> NewTaskRun {
        var run = run
        run.id = id ?? effects.newID(at: now)
        run.name = name.flatMap { $0.isEmpty ? nil : $0 } ?? RunName.make(random: effects.random)
        let stateID = effects.newID(at: now)
        run.state = state?.state(id: stateID, at: now) ?? State(id: stateID, type: .pending, timestamp: now)
        return run
    }
}

extension Kind where Value == String {
    /// A cache key of bounded length.
    fileprivate static var cacheKey: Kind {
        string.map(fallback: "", shape: .text.with(["maxLength": 2000])) { text, json, location, problems in
            let most = problems.bounds.cacheKeyLength
            guard text.unicodeScalars.count > most else { return text }
            return problems.note(
                "value_error", "Value error, Cache key exceeded maximum allowed length of \(most) characters.", json,
                at: location, context: ["error": [:]])
        }
    }
}
