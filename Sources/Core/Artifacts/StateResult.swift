public import JSON

/// The result that a state brings: an artifact of its run, and what of it stays with the state.
///
/// Clients of Prefect 2 say beside the result how its artifact is to be called; that is taken out of the state's data.
public struct StateResult: Sendable, Equatable {
    public var key: String?
    public var type: String?
    public var description: String?
    public var data: JSONValue

    /// Nil when the state has no result, or one that is kept nowhere.
    public init?(of data: JSONValue?) {
        guard let data, data != .null, data["type"] != "unpersisted" else { return nil }
        self.data = data
        guard var object = data.object else { return }
        func take(_ name: String) -> String? {
            let text = object[name]?.string
            object[name] = nil
            return text?.isEmpty == true ? nil : text
        }
        key = take("artifact_key")
        type = take("artifact_type")
        description = take("artifact_description")
        self.data = .object(object)
    }

    /// The artifact of a run's result.
    public func artifact(_ id: ID, flowRun: ID?, taskRun: ID?) -> Artifact {
        Artifact(
            id: id, key: key, type: type, description: description, data: data, flowRunID: flowRun, taskRunID: taskRun)
    }
}
