"""What clients of Prefect 2 ask every day, beside the server that came with them."""

from __future__ import annotations

import json
from typing import Any, Callable

from twin.api import API
from twin.blocks import a_block, a_block_document
from twin.making import a_flow, a_flow_run, a_task_run, set_state
from twin.scenario import scenario

from .block_documents import reference
from .prefect2 import OLD

everyday: Callable[..., Any] = scenario(version=OLD, differs=("one wording of problems", "newer members"))
SHOWN = "?include_secrets=true"


@everyday
def blocks_of_prefect_2(api: API):
    type, schema, document = a_block(api, secret_fields=["x"], capabilities=("run-infrastructure",), data={"x": "hidden", "y": 2})
    slug = f"/block_types/slug/{type['slug']}"
    for path in (
            f"/block_types/{type['id']}", slug, f"/block_schemas/{schema['id']}", f"/block_schemas/checksum/{schema['checksum']}", f"{slug}/block_documents",
            f"{slug}/block_documents/name/{document['name']}{SHOWN}"):
        api.get(path)
    path = f"/block_documents/{document['id']}"
    for change in ({"data": {"y": 3}}, {"data": {"x": "********", "y": 4}}, {"data": {"x": "z"}, "merge_existing_data": False}):
        api.patch(path, change)
        api.get(path)
        api.get(path + SHOWN)
    api.post("/block_documents/filter", {"block_documents": {"block_type_id": {"any_": [type["id"]]}}, "include_secrets": True})
    api.post("/block_types/filter", {"block_types": {"slug": {"any_": [type["slug"]]}}, "block_schemas": {"block_capabilities": {"all_": ["run-infrastructure"]}}})
    a_block_document(api, schema)
    api.patch(f"/block_types/{type['id']}", {"description": "d", "code_example": "c"})
    api.get(f"/block_types/{type['id']}")
    api.delete(path)
    api.get(path)
    api.delete(f"/block_types/{type['id']}")
    api.get(slug)


@everyday
def nested_blocks_of_prefect_2(api: API):
    inner = a_block(api, "inner", data={"x": "i"}, secret_fields=["x"])[2]
    outer = a_block(api, "outer", data={"in": reference(inner)}, secret_fields=["in.x"])[2]
    for query in ("", SHOWN):
        api.get(f"/block_documents/{outer['id']}{query}")
    api.post("/block_documents/filter", {"block_documents": {"id": {"any_": [outer["id"]]}}})
    api.patch(f"/block_documents/{inner['id']}", {"data": {"x": "j"}})
    api.get(f"/block_documents/{outer['id']}{SHOWN}")
    api.delete(f"/block_documents/{inner['id']}")
    api.get(f"/block_documents/{outer['id']}")


@everyday
def runs_of_prefect_2(api: API):
    flow = a_flow(api, tags=["a"])
    a_flow(api)
    api.get(f"/flows/name/{flow['name']}")
    run = a_flow_run(api, flow, tags=["t"], parameters={"x": 1}, state={"type": "PENDING"})
    task = a_task_run(api, run, tags=["k"], empirical_policy={"retries": 1, "retry_delay": 2})
    set_state(api, run, "RUNNING")
    for type in ("PENDING", "RUNNING", "FAILED", "RUNNING"):
        set_state(api, task, type, kind="task_runs")
    set_state(api, task, "COMPLETED", kind="task_runs", data={"type": "literal", "value": 1}, message="done")
    set_state(api, run, "COMPLETED", message="done")
    api.patch(f"/flow_runs/{run['id']}", {"name": api.unique("new"), "tags": ["z"]})
    for path in (f"/flow_runs/{run['id']}", f"/task_runs/{task['id']}", f"/flow_run_states/?flow_run_id={run['id']}", f"/task_run_states/?task_run_id={task['id']}", f"/flow_runs/{run['id']}/graph"):
        api.get(path)
    for body in ({"flow_runs": {"id": {"any_": [run["id"]]}}}, {"flows": {"id": {"any_": [flow["id"]]}}, "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}):
        for kind in ("flow_runs", "task_runs", "flows"):
            api.post(f"/{kind}/filter", body)
            api.post(f"/{kind}/count", body)
    api.post("/logs/", [{"name": "n", "level": 20, "message": "m", "timestamp": "2030-01-01T00:00:00Z", "flow_run_id": run["id"]}])
    api.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}})
    for path in (f"/task_runs/{task['id']}", f"/flow_runs/{run['id']}", f"/flows/{flow['id']}"):
        api.delete(path)
        api.get(path)


@everyday
def places_of_prefect_2(api: API):
    pool = f"/work_pools/{api.post('/work_pools/', {'name': api.unique('p'), 'type': 'process', 'base_job_template': {}})['name']}"
    api.post(f"{pool}/queues", {"name": "q", "priority": 2})
    api.post(f"{pool}/queues/filter", {})
    api.patch(pool, {"is_paused": True, "concurrency_limit": 2})
    api.get(pool)
    api.post(f"{pool}/workers/heartbeat", {"name": "w"})
    api.post(f"{pool}/workers/filter", {})
    queue = api.post("/work_queues/", {"name": api.unique("old")})
    for path in (f"/work_queues/{queue['id']}", f"/work_queues/name/{queue['name']}", f"/work_queues/{queue['id']}/status"):
        api.get(path)
    api.patch(f"/work_queues/{queue['id']}", {"is_paused": True, "concurrency_limit": 3})
    api.get(f"/work_queues/{queue['id']}")
    api.post(f"/work_queues/{queue['id']}/get_runs", {"limit": 1})
    api.delete(f"/work_queues/{queue['id']}")


@everyday
def limits_of_prefect_2(api: API):
    body = json.dumps({"tag": api.unique("t"), "concurrency_limit": 2}).encode()
    # Answered with 200 in its time, with 201 since 3.
    tag = api.raw("POST", "/concurrency_limits/", body, {"content-type": "application/json"}, record=False)
    api.get(f"/concurrency_limits/tag/{tag['tag']}")
    api.get(f"/concurrency_limits/{tag['id']}")
    api.post(f"/concurrency_limits/tag/{tag['tag']}/reset", {"slot_override": None})
    api.delete(f"/concurrency_limits/tag/{tag['tag']}")
    limit = api.post("/v2/concurrency_limits/", {"name": api.unique("g"), "limit": 1})
    path, names = f"/v2/concurrency_limits/{limit['name']}", [limit["name"]]
    for _ in range(2):
        api.post("/v2/concurrency_limits/increment", {"names": names, "slots": 1})
        api.get(path)
    api.post("/v2/concurrency_limits/decrement", {"names": names, "slots": 1, "occupancy_seconds": 1})
    api.patch(path, {"limit": 5})
    api.get(path)


@everyday
def small_things_of_prefect_2(api: API):
    search = api.put("/saved_searches/", {"name": api.unique("s"), "filters": []})
    api.get(f"/saved_searches/{search['id']}")
    api.delete(f"/saved_searches/{search['id']}")
    path = f"/flow_runs/{a_flow_run(api)['id']}/input"
    api.post(path, {"key": "k", "value": "1"})
    api.post(path, {"key": "k", "value": "2"})
    api.get(f"{path}/k")
    api.post(f"{path}/filter", {"prefix": "k"})
    api.delete(f"{path}/k")
    api.get(f"{path}/k")
    for small in ("/health", "/ready", "/version", "/hello"):
        api.get(small)
