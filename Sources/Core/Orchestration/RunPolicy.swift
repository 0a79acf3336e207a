public import JSON

/// What a run does about failures and pauses, as rules look at it: the members that differ from their defaults.
public struct RunPolicy: Sendable, Equatable {
    public var members: JSONObject

    public init(_ members: JSONObject = JSONObject()) { self.members = members }

    /// How often a failed run may be tried again; nil when it may not.
    public var retries: Int64? { members["retries"]?.int }

    /// Seconds to wait before each retry, the last one for all that follow; empty when there is no wait.
    public var retryDelays: [Double] {
        guard let delay = members["retry_delay"] else { return [] }
        return delay.array?.compactMap(\.double) ?? delay.double.map { [$0] } ?? []
    }

    /// By what part of itself a delay may grow or shrink.
    public var retryJitter: Double { members["retry_jitter_factor"]?.double ?? 0 }

    /// The pauses that this run has been through.
    public var pauseKeys: [String] {
        get { members["pause_keys"]?.array?.compactMap(\.string) ?? [] }
        set { members["pause_keys"] = newValue.isEmpty ? nil : .array(newValue.map(JSONValue.string)) }
    }

    /// True from leaving a pause until the run runs again.
    public var isResuming: Bool {
        get { members["resuming"]?.bool ?? false }
        set { members["resuming"] = newValue ? true : nil }
    }

    /// `in_process` or `reschedule` while a run is being retried.
    public var retryType: String? {
        get { members["retry_type"]?.string }
        set { members["retry_type"] = newValue.map(JSONValue.string) }
    }
}
