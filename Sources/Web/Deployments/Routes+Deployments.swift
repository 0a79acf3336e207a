extension Routes {
    static let deployments: [Route] = [
        Route("POST /api/deployments/", App.createDeployment),
        Route("POST /api/deployments/filter", App.filterDeployments),
        Route("POST /api/deployments/count", App.countDeployments),
        Route("POST /api/deployments/paginate", App.paginateDeployments),
        Route("POST /api/deployments/bulk_delete", App.deleteDeployments),
        Route("GET /api/deployments/name/{flow_name}/{deployment_name}", App.readDeploymentByName),
        Route("PATCH /api/deployments/{id}", App.updateDeployment),
        Route("GET /api/deployments/{id}", App.readDeployment),
        Route("DELETE /api/deployments/{id}", App.deleteDeployment),
        Route("POST /api/deployments/{id}/create_flow_run", App.createFlowRunOfDeployment),
        Route("POST /api/deployments/{id}/create_flow_run/bulk", App.createFlowRunsOfDeployment),
        Route("POST /api/deployments/{id}/schedule", App.scheduleDeployment),
        Route("POST /api/deployments/{id}/resume_deployment", App.resumeDeployment),
        Route("POST /api/deployments/{id}/pause_deployment", App.pauseDeployment),
        Route("GET /api/deployments/{id}/work_queue_check", App.checkWorkQueues),
        Route("GET /api/deployments/{id}/schedules", App.listSchedules),
        Route("POST /api/deployments/{id}/schedules", App.createSchedules),
        Route("PATCH /api/deployments/{id}/schedules/{schedule_id}", App.updateSchedule),
        Route("DELETE /api/deployments/{id}/schedules/{schedule_id}", App.deleteSchedule),
    ]
}
