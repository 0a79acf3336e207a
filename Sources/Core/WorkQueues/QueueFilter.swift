import JSON

/// By what a queue of Prefect 2 picks its runs.
public enum QueueFilter {
    public static let wire = WireObject(
        "QueueFilter",
        [
            .nullable("tags", .json(default: nil), as: .list(.text)),
            .nullable("deployment_ids", .json(default: nil), as: .list(.id)),
        ])
}
