import Core
import JSON

extension App {
    /// `POST /api/flow_runs/{id}/resume`
    func resumeFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let input = try call.embeddedBody(FlowRunResumeBody.self).input
        let effects = effects
        switch try storage.read({ try FlowRunResuming.check(id, input: input, reading: $0) }) {
        case .refused(let refusal): return .refusal(refusal)
        case .ready(let readiness):
            do {
                return .decision(try storage.write { try readiness.carryOut(in: $0, effects: effects, at: now) })
            } catch let refusal as FlowRunResuming.Refusal {
                return .refusal(refusal)
            }
        }
    }
}

/// The body of `POST /api/flow_runs/{id}/resume`.
struct FlowRunResumeBody: Body {
    let input: JSONObject?
    init(from reader: inout BodyReader) { input = reader.optional("run_input", .dictionary) }
}

extension Response {
    fileprivate static func refusal(_ refusal: FlowRunResuming.Refusal) -> Response {
        let details: JSONObject = ["type": "abort_details", "reason": .string(refusal.reason)]
        return .json { writer in
            writer.object {
                $0.members(
                    state: refusal.isPaused ? refusal.run.state : nil, of: refusal.run,
                    status: refusal.isPaused ? "REJECT" : "ABORT", details: details)
            }
        }
    }
}
