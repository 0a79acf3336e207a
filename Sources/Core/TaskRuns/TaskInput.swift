/// Where a parameter of a task run came from.
public enum TaskInput {
    public static let taskRun = wire("TaskRunResult", "task_run", .init("id", .id))

    /// Any of the sources.
    public static let shape = WireShape.either([
        .object(taskRun), .object(wire("FlowRunResult", "flow_run", .init("id", .id))),
        .object(wire("Parameter", "parameter", .init("name", .text))),
        .object(wire("Constant", "constant", .init("type", .text))),
    ])

    private static func wire(_ name: String, _ type: String, _ field: WireField) -> WireObject {
        WireObject(name, [.init("input_type", .text, as: .constant(type)), field])
    }
}
