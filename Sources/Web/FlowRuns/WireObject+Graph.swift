import Core
import JSON

/// A flow run as a graph.
extension WireObject {
    static let graph = WireObject(
        "Graph",
        [
            .nullable("start_time", .time), .nullable("end_time", .time),
            .init("root_node_ids", .json(default: []), as: .list(.id)),
            .init("nodes", .json(default: []), as: .list(.pair(.id, .object(graphNode)))), graphArtifacts,
            .init("states", .list(graphState)),
        ])

    private static let graphNode = WireObject(
        "Node",
        [
            .init("kind", .text, as: .choice(nil, ["flow-run", "task-run"])), .init("id", .id), .init("label", .text),
            .init("state_type", .text, as: .one(of: StateType.self)), .init("start_time", .time),
            .nullable("end_time", .time), edges("parents"), edges("children"), edges("encapsulating"), graphArtifacts,
        ])

    private static func edges(_ name: String) -> WireField {
        .init(name, .list(WireObject("Edge", [.init("id", .id)])))
    }

    private static let graphState = WireObject(
        "GraphState",
        [
            .init("id", .id), .init("timestamp", .time), .init("type", .text, as: .one(of: StateType.self)),
            .init("name", .text),
        ])

    private static let graphArtifacts = WireField(
        "artifacts",
        .list(
            WireObject(
                "GraphArtifact",
                [
                    .init("id", .id), .init("created", .time), .nullable("key", .text), .nullable("type", .text),
                    .init("is_latest", .boolean), .nullable("data", .json(default: nil)),
                ])))
}
