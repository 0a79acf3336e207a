import Core
import JSON

/// What operations on flow runs answer that is no row of one table.
extension WireObject {
    /// One interval of a history, with the states of its runs.
    static let historyInterval = WireObject(
        "HistoryResponse",
        [
            .init("interval_start", .time), .init("interval_end", .time), .init("states", .list(historyState)),
        ])

    private static let historyState = WireObject(
        "HistoryResponseState",
        [
            .init("state_type", .text, as: .one(of: StateType.self)), .init("state_name", .text),
            .init("count_runs", .integer), .init("sum_estimated_run_time", .number),
            .init("sum_estimated_lateness", .number),
        ])

    /// The ids of what was deleted.
    static func deleted(_ name: String) -> WireObject {
        WireObject(name, [.init("deleted", .json(default: []), as: .list(.id))])
    }

    /// What came of a state that was asked for.
    static let decision = WireObject("OrchestrationResult", decisionFields)

    /// What came of one that was asked for of many runs.
    static let decisions = WireObject(
        "FlowRunBulkSetStateResponse",
        [
            .init(
                "results",
                .list(WireObject("FlowRunOrchestrationResult", [.init("flow_run_id", .id)] + decisionFields)))
        ])

    private static let decisionFields: [WireField] = [
        .nullable("state", .object(State.wire)),
        .init("status", .text, as: .choice("SetStateStatus", ["ACCEPT", "REJECT", "ABORT", "WAIT"])),
        .init(
            "details", .json(default: nil),
            as: .either([
                .object(details("Accept", [])), .object(details("Wait", [.init("delay_seconds", .integer), reason])),
                .object(details("Reject", [reason])), .object(details("Abort", [reason])),
            ])),
    ]

    private static let reason = WireField.nullable("reason", .text)

    private static func details(_ name: String, _ fields: [WireField]) -> WireObject {
        let type = WireField("type", .text, as: .constant("\(name.lowercased())_details"))
        return WireObject("State\(name)Details", [type] + fields)
    }
}
