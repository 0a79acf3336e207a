import Core
import JSON

/// What only Prefect 2's clients say of a deployment.
struct Prefect2DeploymentMembers {
    private let schedule: Field<Schedule>
    private let isScheduleActive: Bool?
    private let infraOverrides: JSONObject?
    private let manifestPath: Field<String>

    init(from reader: inout BodyReader, _ schedules: ScheduleReading) {
        schedule = reader.field("schedule", schedules.schedule)
        isScheduleActive = reader.present("is_schedule_active", .boolean)
        infraOverrides = reader.optional("infra_overrides", .dictionary)
        manifestPath = reader.field("manifest_path", .string)
    }

    /// Adds to a change what these members mean.
    ///
    /// 2.20's clients send `schedules` beside `schedule`. A list that has any counts alone; an empty one beside a schedule
    /// says that this is the only one.
    ///
    /// - Returns: Whether the list that was sent is done with.
    func apply(to change: inout DeploymentChange, schedulesSent count: Int?) -> Bool {
        if change.jobVariables?.isEmpty != false, let infraOverrides { change.jobVariables = infraOverrides }
        change.manifestPath = manifestPath.nested
        var single = SingleSchedule(id: .none, isActive: isScheduleActive)
        switch (schedule, count) {
        case (.value(let schedule), nil): single.schedule = schedule
        case (.value(let schedule), 0?):
            single.schedule = schedule
            single.isOnly = true
        case (.null, nil): single.schedule = .some(nil)
        default: break
        }
        if single.schedule != nil || single.isActive != nil { change.singleSchedule = single }
        return single.isOnly
    }
}
