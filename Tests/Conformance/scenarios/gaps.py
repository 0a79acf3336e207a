"""Outcomes of single operations that no other scenario comes by."""

from __future__ import annotations

from twin.api import MISSING, API
from twin.making import a_deployment, a_flow, refused_bodies
from twin.scenario import scenario


@scenario
def operations_of_a_deployment_that_is_not_there(api: API):
    api.post(f"/deployments/{MISSING}/schedule", {})
    api.post(f"/deployments/{MISSING}/create_flow_run/bulk", [{}])
    api.post(f"/deployments/{MISSING}/create_flow_run/bulk", [])
    api.post(f"/flow_runs/{MISSING}/input/filter", {"prefix": "x"})


@scenario
def bulk_creation_with_bad_bodies(api: API):
    deployment = a_deployment(api, a_flow(api))
    refused_bodies(api, "POST", f"/deployments/{deployment['id']}/create_flow_run/bulk", {}, [7], [{"more": 1}], [{"name": 7}], [{}, {"parameters": []}])


@scenario
def update_a_schedule_with_bad_bodies(api: API):
    deployment = a_deployment(api, a_flow(api), schedules=[{"schedule": {"interval": 3600}, "active": False}])
    refused_bodies(
        api, "PATCH", f"/deployments/{deployment['id']}/schedules/{deployment['schedules'][0]['id']}", {"more": 1}, {"active": "maybe"},
        {"schedule": {"interval": -1}}, {"schedule": {"cron": "x"}}, {"schedule": 7}, {"max_scheduled_runs": -1}, {"max_scheduled_runs": "x"})


@scenario
def block_schemas_by_a_bad_version(api: API):
    api.get("/block_schemas/checksum/nothing")
    api.get("/block_schemas/checksum/nothing?version=non-version")
    api.get("/block_schemas/checksum/nothing?version=")


@scenario
def task_workers_that_nobody_is(api: API):
    api.post("/task_workers/filter", {"task_worker_filter": {"task_keys": [api.unique("nobody's")]}})
    refused_bodies(api, "POST", "/task_workers/filter", {"task_worker_filter": 7}, {"task_worker_filter": {"task_keys": "x"}}, {"task_worker_filter": {}})
