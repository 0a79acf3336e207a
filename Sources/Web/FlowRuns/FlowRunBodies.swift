import Core
import JSON

/// The body of `PATCH /api/flow_runs/{id}`.
struct FlowRunUpdateBody: Body {
    private let change: FlowRunUpdate

    /// The change, with a new random name where the name is to be empty or null, as in Prefect's server.
    func change(random: () -> UInt64) -> FlowRunUpdate {
        var change = change
        if let name = change.name, name?.isEmpty ?? true { change.name = RunName.make(random: random) }
        return change
    }

    init(from reader: inout BodyReader) {
        var change = FlowRunUpdate()
        change.name = reader.field("name", .string).nested
        change.flowVersion = reader.field("flow_version", .string).nested
        change.parameters = reader.present("parameters", .dictionary)
        change.empiricalPolicy = reader.optional("empirical_policy", .object(FlowRunPolicyBody.self))?.sparse
        change.tags = reader.present("tags", .strings)
        change.infrastructurePID = reader.field("infrastructure_pid", .string).nested
        change.jobVariables = reader.field("job_variables", .dictionary).nested
        self.change = change
    }
}

/// The policy of a flow run as it is sent; unknown members are passed over.
struct FlowRunPolicyBody: Body {
    /// Only the members that differ from their defaults.
    let sparse: JSONObject

    static var ignoresUnknownMembers: Bool { true }

    init(from reader: inout BodyReader) {
        var (sparse, delay) = reader.retries()
        sparse["retry_delay"] = reader.optional("retry_delay", .integer).map(JSONValue.int)
        switch reader.field("pause_keys", .setOfStrings) {
        case .absent: break
        case .null: sparse["pause_keys"] = .null
        case .value(let keys): if !keys.isEmpty { sparse["pause_keys"] = .array(keys.map(JSONValue.string)) }
        }
        switch reader.field("resuming", .boolean) {
        case .absent, .value(false): break
        case .null: sparse["resuming"] = .null
        case .value(true): sparse["resuming"] = true
        }
        sparse["retry_type"] = reader.optional("retry_type", .choice(RetryType.inProcess, problem: "literal_error")).map
        { .string($0.rawValue) }
        // The older member speaks for the newer one where that is silent.
        if !reader.says("retry_delay"), let delay {
            var problems = Problems()
            let place = reader.place(of: "retry_delay")
            sparse["retry_delay"] = Kind<Int64>.integer.read(delay, place, &problems).map(JSONValue.int)
            reader.add(problems)
        }
        self.sparse = sparse
    }

    private enum RetryType: String, CaseIterable {
        case inProcess = "in_process"
        case reschedule
    }
}

extension Kind where Value == [String] {
    /// Texts of which each counts once.
    fileprivate static var setOfStrings: Kind {
        let list = Kind.strings
        return Kind(fallback: [], shape: list.shape.with(["uniqueItems": true])) { json, location, problems in
            guard json.array != nil else {
                return problems.note("set_type", "Input should be a valid set", json, at: location)
            }
            return list.read(json, location, &problems).map { texts in
                var known: Set<String> = []
                return texts.filter { known.insert($0).inserted }
            }
        }
    }
}

extension Field {
    /// The form of changes in Core: nil leaves as it is, an inner nil makes null.
    var nested: Value?? {
        switch self {
        case .absent: .none
        case .null: .some(nil)
        case .value(let value): .some(value)
        }
    }
}
