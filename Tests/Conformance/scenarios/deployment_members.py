"""Deployments, pools and queues: members that few clients send, each with what it may and may not be."""

from twin.api import API, MISSING
from twin.blocks import a_block
from twin.making import a_deployment, a_flow
from twin.scenario import scenario


@scenario(differs=("parameters that are not sent stay",))
def schedules_with_every_member(api: API):
    flow = a_flow(api)
    deployment = a_deployment(api, flow, schedules=[
        {"schedule": {"cron": "0 0 1 * 1", "day_or": False, "timezone": "Europe/Berlin"}, "active": False, "slug": "a", "parameters": {"x": 1}, "max_scheduled_runs": 3},
        {"schedule": {"cron": "0 0 1 * 1", "day_or": True}, "active": False, "slug": "b"},
        {"schedule": {"rrule": "FREQ=DAILY;COUNT=3", "timezone": "America/New_York"}, "active": False},
        {"schedule": {"interval": 3600, "anchor_date": "2020-01-01T00:00:00+02:00", "timezone": "Europe/Berlin"}, "active": False}])
    path = f"/deployments/{deployment['id']}/schedules"
    api.get(path)
    made = api.post(path, [{"schedule": {"cron": "5 4 * * *", "day_or": False}, "active": False, "parameters": {"y": 1}, "max_scheduled_runs": 2, "slug": "c"}])
    for change in (
            {"schedule": {"interval": 60, "anchor_date": "2021-01-01T00:00:00Z", "timezone": "UTC"}}, {"schedule": {"rrule": "FREQ=HOURLY", "timezone": "UTC"}},
            {"schedule": {"cron": "1 * * * *", "day_or": True, "timezone": "Asia/Tokyo"}}, {"max_scheduled_runs": None}, {"parameters": {}}, {"slug": "d"}, {"slug": None},
            {"slug": "a"}, {"replaces": "a"}, {}):
        api.patch(f"{path}/{made[0]['id']}", change)
        api.get(path)
    for replaces in ("a", "nobody", None, "", 7, "d"):
        api.post(path, [{"schedule": {"cron": "6 4 * * *"}, "active": False, "slug": "e", "replaces": replaces}])
        a_deployment(api, flow, schedules=[{"schedule": {"cron": "6 4 * * *"}, "active": False, "slug": "f", "replaces": replaces}])
        api.patch(f"/deployments/{deployment['id']}", {"schedules": [{"schedule": {"cron": "7 4 * * *"}, "active": False, "slug": "g", "replaces": replaces}]})
        api.get(path)


@scenario
def versions_of_deployments(api: API):
    flow = a_flow(api)
    for number, info in enumerate((
            {"type": "git", "version": "abc"}, {"type": "git", "version": "abc", "branch": "main", "more": {"a": 1}}, {"type": "x"}, {"version": "x"}, {}, None, 7,
            {"type": 7, "version": 7})):
        deployment = a_deployment(api, flow, str(number), version="v1", version_info=info)
        if deployment.status == 201:
            api.get(f"/deployments/{deployment['id']}")
            api.patch(f"/deployments/{deployment['id']}", {"version_info": info})
            api.patch(f"/deployments/{deployment['id']}", {"version_info": {"type": "other", "version": "2", "url": "x"}, "version": "v2"})
            api.get(f"/deployments/{deployment['id']}")


@scenario
def options_of_limited_deployments(api: API):
    deployment = a_deployment(api, a_flow(api), concurrency_limit=2, concurrency_options={"collision_strategy": "ENQUEUE"})
    path, enqueue = f"/deployments/{deployment['id']}", {"collision_strategy": "ENQUEUE"}
    for options in (
            {"collision_strategy": "CANCEL_NEW"}, {"collision_strategy": "CANCEL_NEW", "grace_period_seconds": 60}, {**enqueue, "grace_period_seconds": 3600},
            {**enqueue, "grace_period_seconds": 86400}, {**enqueue, "grace_period_seconds": 86401}, {**enqueue, "grace_period_seconds": 59}, {"grace_period_seconds": 60},
            {**enqueue, "grace_period_seconds": None}, None, {}):
        api.patch(path, {"concurrency_options": options})
        api.get(path)


@scenario
def pools_with_a_place_for_results(api: API):
    _, _, document = a_block(api)
    place = {"default_result_storage_block_id": document["id"]}
    for number, storage in enumerate((place, {"default_result_storage_block_id": MISSING}, {"default_result_storage_block_id": None}, {**place, "bundle_upload_step": {"a": 1}}, {})):
        pool = api.post("/work_pools/", {"name": api.unique(str(number)), "type": "process", "storage_configuration": storage})
        if pool.status == 201:
            path = f"/work_pools/{pool['name']}"
            api.get(path)
            for change in (place, {"default_result_storage_block_id": MISSING}, {"bundle_execution_step": {"b": 1}}):
                api.patch(path, {"storage_configuration": change})
                api.get(path)
    api.delete(f"/block_documents/{document['id']}")
    api.get(f"/work_pools/{api.unique('0')}")


@scenario
def queues_with_older_filters(api: API):
    queue = api.post("/work_queues/", {"name": api.unique("queue"), "filter": {"tags": ["a"], "deployment_ids": [MISSING]}})
    for filter in (
            {"tags": ["b"], "deployment_ids": [MISSING]}, {"deployment_ids": []}, {"tags": None, "deployment_ids": None}, {}, None, {"deployment_ids": ["x"]}, {"tags": 7}, 7, {"more": 1}):
        api.patch(f"/work_queues/{queue['id']}", {"filter": filter})
        api.get(f"/work_queues/{queue['id']}")
