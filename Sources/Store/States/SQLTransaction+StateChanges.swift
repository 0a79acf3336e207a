import Core
import JSON

extension SQLTransaction {
    /// Keeps a state of a flow run. A subflow's state also names the task run that stands for it.
    func insertState(_ state: State, ofFlowRun id: ID, taskRun: ID?) throws {
        try connection.run(
            """
            INSERT INTO flow_run_state (id, flow_run_id, task_run_id, timestamp, type, name, message, data, details)
            VALUES (\(state.id), \(id), \(taskRun), \(state.timestamp), \(state.type.rawValue), \(state.name),
                \(state.message), \(state.storedData), \(state.details.stored))
            """)
    }

    /// Keeps a state of a task run.
    func insertState(_ state: State, ofTaskRun id: ID, flowRun: ID?) throws {
        try connection.run(
            """
            INSERT INTO task_run_state (id, task_run_id, flow_run_id, timestamp, type, name, message, data, details)
            VALUES (\(state.id), \(id), \(flowRun), \(state.timestamp), \(state.type.rawValue), \(state.name),
                \(state.message), \(state.storedData), \(state.details.stored))
            """)
    }
}

extension State {
    /// A result that the client says was kept nowhere is not kept here either.
    fileprivate var storedData: JSONValue? { data?["type"] == "unpersisted" ? nil : data }
}

extension State {
    /// True for a task run that a worker of its own is to execute.
    var isForTaskWorkers: Bool { type == .scheduled && details.isDeferred }

    /// When the pause that this state is has lasted too long.
    var pauseTimeout: Timestamp? { type == .paused ? details.pauseTimeout : nil }
}

extension StateDetails {
    /// NULL where all members have their defaults, which is the usual case.
    fileprivate var stored: JSONObject? { members.isEmpty ? nil : members }
}
