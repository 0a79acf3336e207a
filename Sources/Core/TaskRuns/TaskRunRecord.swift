public import JSON

/// A task run as a client tells of it: the state it entered and all that the client knew of the run then.
///
/// Members that are nil were not told and leave what is known as it is.
public struct TaskRunRecord: Sendable, Equatable {
    public var id: ID
    public var flowRunID: ID?
    public var taskKey: String
    public var dynamicKey: String
    public var state: State
    public var name: String?
    public var cacheKey: String?
    public var cacheExpiration: Timestamp?
    public var taskVersion: String?
    public var empiricalPolicy: JSONObject?
    public var tags: [String]?
    public var labels: JSONObject?
    public var taskInputs: JSONObject?
    public var runCount: Int64?
    public var flowRunRunCount: Int64?
    public var expectedStartTime: Timestamp?
    public var nextScheduledStartTime: Timestamp?
    public var startTime: Timestamp?
    public var endTime: Timestamp?
    public var totalRunTime: Interval?
}
