"""Who holds the slots of pools and queues, and what stays when a pool or a queue goes."""

from twin.api import API
from twin.making import a_deployment, a_flow, set_state
from twin.scenario import scenario

from .work_pools import a_pool, at
from .work_queues import a_queue, queue_at


def a_run(api: API, deployment, name: str, *states: str):
    run = api.post(f"/deployments/{deployment['id']}/create_flow_run", {"name": api.unique(name), "state": {"type": states[0]}})
    for state in states[1:]:
        set_state(api, run, state, force=True)
    return run


def status(api: API, path: str, **body):
    """The runs that hold slots, by name: the real server has them in random order."""
    reply = api.post(f"{path}/concurrency_status", body)
    for queue in [reply.body, *reply.body.get("queues", [])]:
        queue.get("flow_runs", []).sort(key=lambda run: run["name"])


def busy(api: API):
    """A pool with two queues, and runs in every state in the first."""
    pool = a_pool(api, concurrency_limit=9)
    queue, other = a_queue(api, pool, concurrency_limit=3), a_queue(api, pool, "other")
    flow = a_flow(api)
    deployment = a_deployment(api, flow, work_pool_name=pool["name"], work_queue_name=queue["name"])
    elsewhere = a_deployment(api, flow, "elsewhere", work_pool_name=pool["name"], work_queue_name=other["name"])
    for name, states in (
        ("scheduled", ["SCHEDULED"]), ("pending", ["PENDING"]), ("running", ["PENDING", "RUNNING"]), ("again", ["RUNNING", "FAILED", "RUNNING"]),
        ("cancelling", ["RUNNING", "CANCELLING"]), ("completed", ["RUNNING", "COMPLETED"]), ("paused", ["RUNNING", "PAUSED"]),
    ):
        a_run(api, deployment, name, *states)
    a_run(api, elsewhere, "elsewhere", "RUNNING")
    return pool, queue, deployment


@scenario
def slots_of_pools_and_queues(api: API):
    pool, queue, _ = busy(api)
    api.get(at(pool))
    api.post("/work_pools/filter", {"work_pools": {"id": {"any_": [pool["id"]]}}})
    api.get(queue_at(pool, queue))
    api.post(at(pool, "/queues/filter"), {})
    api.get(f"/work_queues/{queue['id']}")
    api.post("/work_queues/filter", {"work_queues": {"id": {"any_": [queue["id"]]}}})


@scenario
def holders_of_slots(api: API):
    pool, queue, _ = busy(api)
    path = f"/work_queues/{queue['id']}"
    for body in ({}, {"flow_run_limit": 0}, {"limit": 1}, {"limit": 1, "page": 2}, {"limit": 2, "page": 2}, {"page": 9}):
        status(api, at(pool), **body)
    for body in ({}, {"limit": 200}, {"page": 2}, {"limit": 4}, {"limit": 0}):
        status(api, path, **body)
    api.patch(path, {"is_paused": True})
    status(api, at(pool))
    status(api, path)


@scenario(differs=("joined tags have no order",))
def slots_of_a_queue_with_a_filter(api: API):
    flow = a_flow(api)
    deployment, other = a_deployment(api, flow), a_deployment(api, flow, "other")
    tag = api.unique("tag")
    filters = ({"tags": [tag]}, {"tags": [tag, "x"]}, {"deployment_ids": [deployment["id"]]},
               {"tags": [tag], "deployment_ids": [deployment["id"]]}, {"tags": [api.unique("nobody")]})
    queues = [api.post("/work_queues/", {"name": api.unique(f"queue-{number}"), "concurrency_limit": 5, "filter": filter, "priority": 800 + number})
              for number, filter in enumerate(filters)]
    for name, place, tags in (("both", deployment, [tag, "x"]), ("elsewhere", other, [tag]), ("untagged", deployment, [])):
        api.post(f"/deployments/{place['id']}/create_flow_run", {"name": api.unique(name), "tags": tags, "state": {"type": "RUNNING"}})
    for queue in queues:
        api.get(f"/work_queues/{queue['id']}")
        api.get(f"/work_queues/name/{queue['name']}")
        api.delete(f"/work_queues/{queue['id']}")


@scenario
def delete_a_queue_with_deployments(api: API):
    pool, queue, deployment = busy(api)
    run = a_run(api, deployment, "last", "RUNNING")
    api.delete(queue_at(pool, queue))
    api.get(f"/deployments/{deployment['id']}")
    api.get(f"/flow_runs/{run['id']}")
    api.get(at(pool))
    status(api, at(pool))


@scenario
def delete_a_pool_with_deployments(api: API):
    pool, queue, deployment = busy(api)
    run = a_run(api, deployment, "last", "PENDING")
    api.delete(at(pool))
    api.get(f"/deployments/{deployment['id']}")
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/work_queues/{queue['id']}")
    # A pool of the same name is another pool.
    a_pool(api)
    api.get(f"/deployments/{deployment['id']}")
    set_state(api, run, "RUNNING")


@scenario
def rename_a_queue_with_deployments(api: API):
    pool, queue, deployment = busy(api)
    run = a_run(api, deployment, "last", "SCHEDULED")
    api.patch(queue_at(pool, queue), {"name": api.unique("new")})
    api.get(f"/deployments/{deployment['id']}")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def health_of_a_queue_with_late_runs(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool)
    deployment = a_deployment(api, a_flow(api), work_pool_name=pool["name"], work_queue_name=queue["name"])
    for number in range(2):
        api.post(f"/deployments/{deployment['id']}/create_flow_run", {
            "name": api.unique(f"late-{number}"), "state": {"type": "SCHEDULED", "name": "Late", "state_details": {"scheduled_time": "2026-01-01T00:00:00Z"}}})
    path = f"/work_queues/{queue['id']}"
    api.get(path + "/status")
    api.patch(path, {"last_polled": "2098-01-01T00:00:00Z"})
    api.get(path + "/status")
