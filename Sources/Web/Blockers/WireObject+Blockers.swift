import Core
import JSON

/// Why a run does not run.
extension WireObject {
    static let blocker = WireObject(
        "Blocker",
        [
            .init("kind", .text, as: .one(of: Blocker.Kind.self, named: "BlockerKind")), .init("message", .text),
            .nullable("since", .time), .nullable("until", .time),
            .nullable(
                "resource",
                .object(WireObject("BlockerResource", [.init("kind", .text), .init("id", .id), .init("name", .text)]))),
            .init(
                "holders",
                .list(
                    WireObject(
                        "BlockerHolder",
                        [.init("flow_run_id", .id), .init("name", .text), .nullable("since", .time)]))),
            .init("remedy", .object(remedy)),
        ])

    private static let remedy = WireObject(
        "BlockerRemedy",
        [
            .init("text", .text), .nullable("method", .text), .nullable("path", .text),
            .nullable("body", .json(default: nil), as: .map(.any)), .nullable("command", .text),
        ])
}
