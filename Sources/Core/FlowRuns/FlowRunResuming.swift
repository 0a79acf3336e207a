public import JSON

/// Letting a paused flow run go on, with the input that it waits for.
public enum FlowRunResuming: Sendable, Equatable {
    /// The run may go on from the state that was looked at.
    case ready(Readiness)
    /// The run stays as it is.
    case refused(Refusal)

    /// What is to be done, once nothing has changed since.
    public struct Readiness: Sendable, Equatable {
        fileprivate var run: RunFacts
        fileprivate var input: FlowRunInput?
    }

    /// Why a run does not go on.
    public struct Refusal: Error, Sendable, Equatable {
        public var run: RunFacts
        /// False for a run that is not paused: nothing is refused then, the request is void.
        public var isPaused: Bool
        public var reason: String
    }

    /// Looks whether a run may go on, and whether the input is what it waits for. Throws ``Failure/runNotFound(_:)``.
    ///
    /// This may take long (a schema is checked), so it is done apart from the write.
    public static func check(
        _ id: ID, input: JSONObject?, reading tx: any OrchestrationReading & FlowRunInputReading & VariableReading
    ) throws -> FlowRunResuming {
        guard let run = try tx.flowRunFacts(id) else { throw Failure.runNotFound("Flow run with id \(id) not found") }
        guard let state = run.state, state.type == .paused else { return .refused(.notPaused(run)) }
        guard let keyset = state.details.members["run_input_keyset"]?.object, !keyset.isEmpty else {
            return .ready(Readiness(run: run, input: nil))
        }
        let schema = try keyset["schema"]?.string.flatMap { try tx.value(ofInput: $0, of: id) }
        do {
            let hydrated: JSONObject
            do { hydrated = try ParameterHydration(tx).hydrate(input ?? [:]) } catch let problem
                as ParameterHydration.Problem
            {
                throw InputProblem(text: "Error hydrating run input: \(problem.message)")
            }
            try check(hydrated, schema)
            let response = keyset["response"]?.string
            let kept =
                hydrated.isEmpty
                ? nil
                : response.map {
                    FlowRunInput(flowRunID: id, key: $0, value: JSONValue.object(hydrated).text)
                }
            return .ready(Readiness(run: run, input: kept))
        } catch let problem as InputProblem {
            return .refused(Refusal(run: run, isPaused: true, reason: problem.text))
        }
    }

    private struct InputProblem: Error { let text: String }

    private static func check(_ input: JSONObject, _ stored: String?) throws(InputProblem) {
        guard let stored else { throw InputProblem(text: "Run input schema not found.") }
        guard let schema = try? JSONValue(parsing: stored), let schema = schema.object else {
            throw InputProblem(text: "Run input schema is not valid JSON.")
        }
        do throws(ParameterSchema.Problem) { try ParameterSchema(schema).check(input) } catch {
            switch error {
            case .mismatch(let text): throw InputProblem(text: "Reason: \(text)")
            case .circular: throw InputProblem(text: ParameterSchema.circularText)
            }
        }
    }
}

extension FlowRunResuming.Refusal {
    fileprivate static func notPaused(_ run: RunFacts) -> FlowRunResuming.Refusal {
        .init(run: run, isPaused: false, reason: "Cannot resume a flow run that is not paused.")
    }
}

extension FlowRunResuming.Readiness {
    /// Asks for the state in which the run goes on, and keeps the input when it gets it.
    ///
    /// Throws ``FlowRunResuming/Refusal`` when the run has changed its state since it was looked at.
    public func carryOut(
        in tx: any OrchestrationReading & OrchestrationWriting & FlowRunInputWriting, effects: Effects,
        at now: Timestamp
    ) throws -> Decision {
        let id = run.id
        guard let current = try tx.flowRunFacts(id) else {
            throw Failure.runNotFound("Flow run with id \(id) not found")
        }
        guard current.state == run.state else { throw FlowRunResuming.Refusal.notPaused(current) }
        var state = State(id: effects.newID(at: now), type: .running, timestamp: now)
        if run.state?.details.pauseReschedule == true {
            state = .scheduled(for: now, id: state.id, at: now)
            state.name = "Resuming"
        }
        let decision = try StateSetting.setState(
            ofFlowRun: id, to: state, force: false, chance: effects.random(), at: now, in: tx)
        if let input, decision.status == .accepted {
            // A pause that is left a second time gets the newer answer.
            _ = try tx.deleteInput(input.key, of: id)
            try tx.createInput(input, id: effects.newID(at: now), at: now)
        }
        return decision
    }
}
