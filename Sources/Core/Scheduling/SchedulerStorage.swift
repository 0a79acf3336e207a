/// What the scheduler asks of the database.
public protocol SchedulerReading {
    /// True when a schedule wants to be looked at.
    func hasDueSchedules(at now: Timestamp) throws -> Bool
}

/// What the scheduler changes in the database.
public protocol SchedulerWriting {
    /// Active schedules that want to be looked at, the longest waiting first; also those of paused deployments.
    func dueSchedules(at now: Timestamp, limit: Int) throws -> [DueSchedule]
    /// The active schedules of one deployment.
    func activeSchedules(ofDeployment id: ID) throws -> [DueSchedule]
    /// Makes a run unless its slot has one. False when it has.
    func insertScheduledRun(_ run: ScheduledRun, _ template: ScheduledRunTemplate, at now: Timestamp) throws -> Bool
    /// Leaves a schedule alone until a moment, or until its deployment changes.
    func setNextLook(_ moment: Timestamp, ofSchedule id: ID) throws
}
