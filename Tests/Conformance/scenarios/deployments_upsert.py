"""Deployments: what deploying again keeps, empties and replaces, and what becomes of the runs that are scheduled."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, scheduled
from twin.scenario import scenario

HOURLY = {"schedule": {"interval": 3600, "anchor_date": "2030-01-01T00:00:00Z"}}
DAILY = {"schedule": {"cron": "0 6 * * *", "timezone": "Europe/Rome"}}
SCHEMA = {"title": "Parameters", "type": "object", "properties": {"n": {"title": "n", "type": "integer", "default": 3}}}
QUEUEING = {"collision_strategy": "ENQUEUE"}
FULL = {
    "version": "v1", "description": "d", "path": "p", "entrypoint": "e.py:f", "tags": ["a"], "parameters": {"n": 1}, "labels": {"l": 1}, "job_variables": {"cpu": 1},
    "pull_steps": [{"step": {}}], "parameter_openapi_schema": SCHEMA, "concurrency_limit": 2, "concurrency_options": {**QUEUEING, "grace_period_seconds": 90}, "schedules": [HOURLY],
}


@scenario(differs=("what is not sent stays",))
def deploy_again_member_by_member(api: API):
    flow = a_flow(api, labels={"team": "x"})
    first = a_deployment(api, flow, **FULL)
    for members in ({}, {"version": "v2"}, {"description": "e"}, {"path": "q", "entrypoint": "g.py:h"}, {"tags": []}, {"parameters": {}}, {"parameters": {"m": 2}}, {"labels": {}}, {"labels": {"k": 2}},
                    {"job_variables": {}}, {"job_variables": {"gpu": 1}}, {"pull_steps": []}, {"paused": True}, {"paused": False}, {"enforce_parameter_schema": False}, {"schedules": [HOURLY, DAILY]},
                    {"parameter_openapi_schema": {}}, {"schedules": []}):
        a_deployment(api, flow, **members)
        api.get(f"/deployments/{first['id']}")


@scenario(differs=("what is not sent stays",))
def deploy_again_with_nulls(api: API):
    flow = a_flow(api)
    first = a_deployment(api, flow, **FULL)
    for member in ("version", "description", "path", "entrypoint", "pull_steps", "work_queue_name", "concurrency_options", "storage_document_id", "infrastructure_document_id", "parameter_openapi_schema"):
        a_deployment(api, flow, **{member: None})
        api.get(f"/deployments/{first['id']}")


@scenario(differs=("what is not sent stays",))
def deploy_again_with_other_limits(api: API):
    flow = a_flow(api)
    first = a_deployment(api, flow)
    for members in ({"concurrency_limit": 2}, {}, {"concurrency_limit": 2}, {"concurrency_limit": 7, "concurrency_options": QUEUEING}, {"concurrency_options": {"collision_strategy": "CANCEL_NEW"}},
                    {"concurrency_limit": None}, {"concurrency_limit": 1}, {"concurrency_options": None}):
        a_deployment(api, flow, **members)
        api.get(f"/deployments/{first['id']}")
    for members in ({"concurrency_limit": 4}, {"concurrency_limit": 4, "concurrency_options": QUEUEING}, {"concurrency_limit": None}, {"concurrency_limit": None}, {"concurrency_options": None}):
        api.patch(f"/deployments/{first['id']}", members)
        api.get(f"/deployments/{first['id']}")


@scenario(differs=("what is not sent stays",))
def deployments_that_share_a_limit(api: API):
    flow = a_flow(api)
    owner = a_deployment(api, flow, "owner", concurrency_limit=3)
    limit = owner["global_concurrency_limit"]["id"]
    shared = a_deployment(api, flow, "shared", global_concurrency_limit_id=limit)
    api.get(f"/deployments/{shared['id']}")
    a_deployment(api, flow, "shared")
    a_deployment(api, flow, "both", global_concurrency_limit_id=limit, concurrency_limit=2)
    api.patch(f"/deployments/{shared['id']}", {"global_concurrency_limit_id": limit, "concurrency_limit": 2})
    api.patch(f"/deployments/{shared['id']}", {"global_concurrency_limit_id": None})
    api.get(f"/deployments/{shared['id']}")
    api.patch(f"/deployments/{shared['id']}", {"global_concurrency_limit_id": limit})
    api.patch(f"/deployments/{shared['id']}", {"global_concurrency_limit_id": MISSING})
    api.get(f"/deployments/{shared['id']}")
    api.get(f"/deployments/{owner['id']}")
    api.patch(f"/deployments/{shared['id']}", {"concurrency_limit": 5})
    api.get(f"/deployments/{owner['id']}")


@scenario(differs=("runs stay while nothing changes", "what is not sent stays"))
def runs_of_a_deployment_that_is_deployed_again(api: API):
    flow = a_flow(api)
    deployment = a_deployment(api, flow, tags=["a"], schedules=[HOURLY])
    runs = {"flow_runs": {"deployment_id": {"any_": [deployment["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"}
    by_hand = a_flow_run(api, flow, "by-hand", deployment_id=deployment["id"], state=scheduled("2031-01-01T00:00:00Z"))
    window = {"start_time": "2030-01-01T00:00:00Z", "end_time": "2030-01-01T03:00:00Z"}
    api.post(f"/deployments/{deployment['id']}/schedule", window)
    a_deployment(api, flow)
    api.post("/flow_runs/count", runs)
    for change in ({"tags": ["b"]}, {"parameters": {"x": 1}}, {"version": "2"}, {"schedules": [HOURLY]}, {"schedules": [DAILY]}, {"job_variables": {"cpu": 1}}):
        api.post(f"/deployments/{deployment['id']}/schedule", window)
        a_deployment(api, flow, **{"schedules": [HOURLY], **change})
        api.post("/flow_runs/count", runs)
    for change in ({"tags": ["c"]}, {"parameters": {"x": 2}}, {"schedules": [HOURLY]}, {"schedules": []}):
        api.post(f"/deployments/{deployment['id']}/schedule", window)
        api.patch(f"/deployments/{deployment['id']}", change)
        api.post("/flow_runs/count", runs)
    api.get(f"/flow_runs/{by_hand['id']}")
    api.delete(f"/deployments/{deployment['id']}")
    api.get(f"/flow_runs/{by_hand['id']}")
