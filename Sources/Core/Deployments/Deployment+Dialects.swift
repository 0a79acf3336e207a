import JSON

extension Deployment {
    /// What the API answers Prefect 2's clients for a deployment: more members, and the same ones otherwise.
    public static let prefect2Wire = WireObject(
        wire.name,
        wire.fields.filter { $0.name != "schedules" } + [
            .init("schedules", .list(DeploymentSchedule.prefect2Wire), from: .relation(.schedules)),
            .nullable("schedule", .json(default: nil), from: .derived(.shownSchedule), as: Schedule.shape),
            .init("is_schedule_active", .boolean, from: .derived(.isScheduleActive)),
            .init("infra_overrides", .json(default: [:]), from: .column("job_variables"), as: .map(.any)),
            .nullable("manifest_path", .text),
        ])
}

extension Deployment {
    /// What the API answers Prefect 3's clients before 3.4: their servers did not tell the id of the queue, and those of 3.0
    /// fail where it is null.
    public static let earlyPrefect3Wire = WireObject(wire.name, wire.fields.filter { $0.name != "work_queue_id" })
}

extension DeploymentSchedule {
    /// With two members that no server ever acted on; their defaults are all that is known of them.
    public static let prefect2Wire = WireObject(
        wire.name,
        wire.fields + [
            .nullable("max_active_runs", .integer, from: .constant(nil)),
            .init("catchup", .boolean, from: .constant(false)),
        ])
}
