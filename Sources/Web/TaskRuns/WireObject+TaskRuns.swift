import Core
import JSON

/// What operations on task runs answer that is no row of one table.
extension WireObject {
    /// How many task runs are in each type of state.
    static let countsByState = WireObject("CountByState", StateType.allCases.map { WireField($0.rawValue, .integer) })

    /// How many task runs of a time went well, and how many did not.
    static let taskRunOutcomes = WireObject("TaskRunCount", [.init("completed", .integer), .init("failed", .integer)])

    /// Who waits for background task runs.
    static let taskWorker = WireObject(
        "TaskWorkerResponse",
        [
            .init("identifier", .text), .init("task_keys", .json(default: []), as: .list(.text)),
            .init("timestamp", .time),
        ])
}
