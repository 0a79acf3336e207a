import Core

extension WirePlan {
    /// How deployments are answered to clients of an age.
    static func deployment(_ dialect: WireDialect) -> WirePlan {
        switch dialect {
        case .newest: newestDeployment
        case .earlyPrefect3: earlyPrefect3Deployment
        case .prefect2: prefect2Deployment
        }
    }

    /// How schedules are answered to clients of an age.
    static func deploymentSchedule(_ dialect: WireDialect) -> WirePlan {
        switch dialect {
        case .newest, .earlyPrefect3: newestSchedule
        case .prefect2: prefect2Schedule
        }
    }

    private static let newestDeployment = WirePlan(.deployment(Deployment.wire, DeploymentSchedule.wire))
    private static let earlyPrefect3Deployment = WirePlan(
        .deployment(Deployment.earlyPrefect3Wire, DeploymentSchedule.wire))
    private static let prefect2Deployment = WirePlan(
        .deployment(Deployment.prefect2Wire, DeploymentSchedule.prefect2Wire))
    private static let newestSchedule = WirePlan(.deploymentSchedule(DeploymentSchedule.wire))
    private static let prefect2Schedule = WirePlan(.deploymentSchedule(DeploymentSchedule.prefect2Wire))
}

extension WireTable {
    fileprivate static func deployment(_ wire: WireObject, _ schedule: WireObject) -> WireTable {
        WireTable(
            wire: wire, name: "deployment",
            joins: [
                .concurrencyLimit:
                    """
                LEFT JOIN concurrency_limit AS concurrencyLimit ON concurrencyLimit.id = deployment.concurrency_limit_id
                """,
                .workQueue: .workQueue(of: "deployment"), .workPool: .workPool(of: "deployment"),
            ],
            lists: [
                .schedules: WireList(
                    table: .deploymentSchedule(schedule), owner: "deployment_id", order: .schedulesByChange)
            ],
            derivations: [
                .takenSlots: { now in .takenSlots(of: "concurrencyLimit", at: now) },
                .workQueueName: { _ in "coalesce(workQueue.name, deployment.work_queue_name)" },
                .shownSchedule: { _ in .shownSchedule("schedule") },
                .isScheduleActive: { _ in "NOT deployment.paused AND coalesce(\(.shownSchedule("active")), TRUE)" },
            ])
    }

    fileprivate static func deploymentSchedule(_ wire: WireObject) -> WireTable {
        WireTable(wire: wire, name: "deployment_schedule")
    }
}

extension SQL {
    /// The oldest first: clients that know of one schedule are shown the first, which stays the same one while others
    /// come and go.
    static let schedulesByAge: SQL = "created, id"

    /// A column of the schedule that such clients are shown.
    fileprivate static func shownSchedule(_ column: String) -> SQL {
        """
        (SELECT \(SQL(name: column)) FROM deployment_schedule WHERE deployment_id = deployment.id
        ORDER BY \(schedulesByAge) LIMIT 1)
        """
    }
}
