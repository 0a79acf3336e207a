import Core

extension Routes {
    static let deployments: [Route] = [
        Route(
            "POST /api/deployments/", App.createDeployment, "Make a deployment, or change the one of that name",
            takes: .kind { DeploymentCreateBody.kind(.described(for: $0)) },
            gives: .one(Deployment.wire, .created, .ok).ofDeployments),
        Route(
            "POST /api/deployments/filter", App.filterDeployments, "List deployments",
            takes: .parameters(ListBody<DeploymentSort, RunQueryBody>.self),
            gives: .list(Deployment.wire).ofDeployments),
        Route(
            "POST /api/deployments/count", App.countDeployments, "Count deployments",
            takes: .parameters(RunQueryBody.self), gives: .count),
        Route(
            "POST /api/deployments/paginate", App.paginateDeployments, "List deployments in numbered pages",
            takes: .parameters(PagesListBody<DeploymentSort, RunQueryBody>.self),
            gives: .pages("DeploymentPaginationResponse", of: Deployment.wire)),
        Route(
            "POST /api/deployments/bulk_delete", App.deleteDeployments, "Delete the deployments of a filter",
            takes: .parameters(DeploymentBulkDeleteBody.self), gives: .one(.deleted("DeploymentBulkDeleteResponse"))),
        Route(
            "GET /api/deployments/name/{flow_name}/{deployment_name}", App.readDeploymentByName,
            "Read the deployment of a name",
            gives: .one(Deployment.wire).ofDeployments),
        Route(
            "PATCH /api/deployments/{id}", App.updateDeployment, "Change a deployment",
            takes: .kind { DeploymentUpdateBody.kind(.described(for: $0)) }, gives: .nothing),
        Route(
            "GET /api/deployments/{id}", App.readDeployment, "Read a deployment",
            gives: .one(Deployment.wire).ofDeployments),
        Route("DELETE /api/deployments/{id}", App.deleteDeployment, "Delete a deployment", gives: .nothing),
        Route(
            "POST /api/deployments/{id}/create_flow_run", App.createFlowRunOfDeployment, "Make a run of a deployment",
            takes: .body(DeploymentRunBody.self), gives: .one(FlowRun.wire, .created, .ok)),
        Route(
            "POST /api/deployments/{id}/create_flow_run/bulk", App.createFlowRunsOfDeployment,
            "Make many runs of a deployment",
            takes: .value(.list(of: .object(DeploymentRunBody.self))), gives: .one(.createdRuns)),
        Route(
            "POST /api/deployments/{id}/schedule", App.scheduleDeployment,
            "Make the scheduled runs of a window of time",
            takes: .parameters(ScheduleWindowBody.self), gives: .null),
        Route(
            "POST /api/deployments/{id}/resume_deployment", App.resumeDeployment, "Resume a deployment that is paused",
            gives: .null),
        Route(
            "POST /api/deployments/{id}/pause_deployment", App.pauseDeployment,
            "Pause a deployment: its schedules make no runs",
            gives: .null),
        Route(
            "POST /api/deployments/{id}/set_schedule_active", App.activateDeployment,
            "Switch the schedule of a deployment on",
            gives: .null, for: .olderClients),
        Route(
            "POST /api/deployments/{id}/set_schedule_inactive", App.pauseDeployment,
            "Switch the schedule of a deployment off",
            gives: .null, for: .olderClients),
        Route(
            "GET /api/deployments/{id}/work_queue_check", App.checkWorkQueues,
            "List the queues whose filters let a deployment in",
            gives: .list(WorkQueue.plainWire)),
        Route(
            "POST /api/ui/schemas/validate", App.validateSchemaValues, "Say what is wrong with the values of a form",
            takes: .parameters(SchemaValuesBody.self), gives: .one(ValuesReport.wire)),
        Route(
            "GET /api/deployments/{id}/schedules", App.listSchedules, "List the schedules of a deployment",
            gives: .list(DeploymentSchedule.wire).older(DeploymentSchedule.prefect2Wire, for: .prefect2)),
        Route(
            "POST /api/deployments/{id}/schedules", App.createSchedules, "Add schedules to a deployment",
            takes: .kind { .list(of: ScheduleReading.described(for: $0).new) },
            gives: .list(DeploymentSchedule.wire, .created).older(DeploymentSchedule.prefect2Wire, for: .prefect2)),
        Route(
            "PATCH /api/deployments/{id}/schedules/{schedule_id}", App.updateSchedule, "Change a schedule",
            takes: .kind { ScheduleReading.described(for: $0).change }, gives: .nothing),
        Route(
            "DELETE /api/deployments/{id}/schedules/{schedule_id}", App.deleteSchedule, "Delete a schedule",
            gives: .nothing),
    ]
}

extension RouteOutput {
    /// The same with deployments as older clients get them.
    fileprivate var ofDeployments: RouteOutput {
        older(Deployment.prefect2Wire, for: .prefect2).older(Deployment.earlyPrefect3Wire, for: .earlyPrefect3)
    }
}
