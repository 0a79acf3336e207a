"""Steps with deployments, their schedules, work pools, queues and workers."""

from __future__ import annotations

from typing import Any

from .runs import PARAMETERS, state
from .walker import Walker, step

QUEUES = ["default", "q-1", "q-2"]
SCHEDULES = [
    {"interval": 3600, "anchor_date": "2026-01-01T00:00:00Z", "timezone": "UTC"},
    {"interval": 86400, "anchor_date": "2026-03-01T09:00:00+01:00", "timezone": "Europe/Berlin"},
    {"cron": "0 9 * * 1-5", "timezone": "America/New_York"}, {"cron": "*/10 * * * *", "day_or": False},
    {"rrule": "FREQ=DAILY;COUNT=5;BYHOUR=3"}, {"rrule": "DTSTART:20260101T000000\nRRULE:FREQ=WEEKLY", "timezone": "Asia/Tokyo"},
]
SCHEMA = {"type": "object", "properties": {"x": {"type": "integer", "default": 3}}, "required": ["x"]}
VARIABLES = {"image": {"type": "string", "default": "i"}, "cpu": {"type": "integer"}}
TEMPLATE = {"job_configuration": {"image": "{{ image }}"}, "variables": {"type": "object", "properties": VARIABLES}}
COLLISIONS = [{"collision_strategy": "ENQUEUE"}, {"collision_strategy": "CANCEL_NEW", "grace_period_seconds": 90}, None]


def schedule(walker: Walker) -> dict[str, Any]:
    # Two equal schedules make one run of a slot, and the real server forgets parameters that are not sent again.
    return {"schedule": walker.one(SCHEDULES), "parameters": {"n": walker.chance.randrange(1000)}, **walker.members(
        0.2, active=[True, False], slug=["s-1", "s-2"], max_scheduled_runs=[1, 7])}


def schedules(walker: Walker) -> list[dict[str, Any]]:
    return [schedule(walker) for _ in range(walker.chance.randint(1, 2))]


def deployment(walker: Walker) -> dict[str, Any]:
    # Where nothing changes, the real server nevertheless deletes the coming runs; and it finds a queue without its pool by its name alone.
    changed = {"description": f"step {len(walker.api.calls)}"}
    pool = {"work_pool_name": walker.name("pool"), **walker.members(0.5, work_queue_name=[*QUEUES, None])} if walker.perhaps(0.2) else {}
    return changed | pool | walker.members(
        0.2, tags=[walker.some_tags], version=["1", "2"], paused=[True, False], parameter_openapi_schema=[SCHEMA, {}, None],
        enforce_parameter_schema=[True, False], concurrency_limit=[1, 2, None], concurrency_options=COLLISIONS,
        job_variables=[{}, {"image": "x"}, {"cpu": 2}, {"cpu": "many"}], path=["/p"], entrypoint=["f.py:f"])


@step(6)
def deploy(walker: Walker) -> None:
    # Rigel keeps what is not sent again, the real server empties these.
    always = {"parameters": walker.one(PARAMETERS), "labels": walker.one([{}, {"a": 1}]), "schedules": schedules(walker)}
    walker.keep("deployment", walker.api.post("/deployments/", {
        "name": walker.name("deployment"), "flow_id": walker.id("flow"), **always, **deployment(walker),
        **walker.members(0.15, pull_steps=[[], [{"prefect.x": {"a": 1}}]], storage_document_id=[None])}))


@step(5)
def change_deployment(walker: Walker) -> None:
    id = walker.id("deployment")
    walker.api.patch(f"/deployments/{id}", {
        **deployment(walker), **walker.members(0.2, parameters=PARAMETERS, schedules=[lambda: schedules(walker)])})
    walker.api.get(f"/deployments/{id}")


@step(2)
def pause_deployment(walker: Walker) -> None:
    id = walker.id("deployment")
    walker.api.post(f"/deployments/{id}/{walker.one(['pause_deployment', 'resume_deployment'])}")
    walker.api.get(f"/deployments/{id}")


@step(4)
def change_schedules(walker: Walker) -> None:
    at = f"/deployments/{walker.id('deployment')}/schedules"
    found = walker.api.get(at).body
    if walker.perhaps(0.4):
        walker.api.post(at, schedules(walker))
    if isinstance(found, list) and found:
        one = f"{at}/{walker.chance.choice(found)['id']}"
        if walker.perhaps(0.7):
            # Without parameters the real server forgets those that are there.
            walker.api.patch(one, {"parameters": walker.one(PARAMETERS), **walker.members(
                0.4, active=[True, False], schedule=SCHEDULES, slug=["s-1", "s-3"], max_scheduled_runs=[2, None])})
        else:
            walker.api.delete(one)
    walker.api.get(at)


@step(2)
def schedule_runs(walker: Walker) -> None:
    id = walker.id("deployment")
    # After a change of a deployment both have no coming runs of it; after less they differ in what they keep.
    walker.api.patch(f"/deployments/{id}", {"description": f"step {len(walker.api.calls)}"})
    walker.api.post(f"/deployments/{id}/schedule", {"start_time": "2030-01-01T00:00:00Z", **walker.members(
        0.5, end_time=["2030-01-01T06:00:00Z", "2030-02-01T00:00:00Z"], min_runs=[1, 4], max_runs=[2, 5], min_time=[60, 7200])})
    walker.api.post("/flow_runs/count", {"flow_runs": {"deployment_id": {"any_": [id]}, "state": {"type": {"any_": ["SCHEDULED"]}}}})


@step(4)
def run_deployment(walker: Walker) -> None:
    walker.keep("run", walker.api.post(f"/deployments/{walker.id('deployment')}/create_flow_run", {"name": walker.name("run"), **walker.members(
        0.2, parameters=PARAMETERS, state=[lambda: state(walker)], tags=[walker.some_tags], work_queue_name=QUEUES, context=[{"d": 1}],
        idempotency_key=[walker.api.unique("key-1"), walker.api.unique("key-3")], job_variables=[{"image": "z"}, {"cpu": "few"}],
        enforce_parameter_schema=[True, False], parent_task_run_id=[lambda: walker.id("task")], labels=[{"x": 1}])}))


@step(1)
def delete_deployment(walker: Walker) -> None:
    if walker.perhaps(0.5):
        walker.delete("deployment", walker.id("deployment"))


@step(1)
def find_deployments(walker: Walker) -> None:
    walker.api.post("/deployments/count", {"deployments": {"name": {"like_": walker.api.prefix}}})
    walker.api.get(f"/deployments/name/{walker.name('flow')}/{walker.name('deployment')}")


def pool(walker: Walker) -> str:
    return f"/work_pools/{walker.name('pool')}"


@step(4)
def create_pool(walker: Walker) -> None:
    walker.api.post("/work_pools/", {"name": walker.name("pool"), **walker.members(
        0.3, type=["process", "docker", "prefect-agent"], description=["words"], is_paused=[True, False], concurrency_limit=[0, 2, None],
        base_job_template=[{}, TEMPLATE])})


@step(3)
def change_pool(walker: Walker) -> None:
    at = pool(walker)
    walker.api.patch(at, walker.members(
        0.3, description=["other", None], is_paused=[True, False], concurrency_limit=[1, 5, None], base_job_template=[TEMPLATE, {}]))
    walker.api.get(at)


@step(1)
def delete_pool(walker: Walker) -> None:
    if walker.perhaps(0.4):
        walker.api.delete(pool(walker))


@step(4)
def change_queue(walker: Walker) -> None:
    at, name = f"{pool(walker)}/queues", walker.one(QUEUES)
    members = walker.members(
        0.4, description=["words", ""], is_paused=[True, False], concurrency_limit=[0, 3, None], priority=[1, 2, 3])
    what = walker.chance.random()
    if what < 0.4:
        walker.api.post(at, {"name": name, **members})
    elif what < 0.8:
        walker.api.patch(f"{at}/{name}", {**members, **walker.members(0.1, name=["q-2", "q-3"])})
    elif what < 0.9:
        walker.api.delete(f"{at}/{name}")
    walker.api.get(f"{at}/{name}")
    walker.api.post(f"{at}/filter", {})


@step(2)
def poll_pool(walker: Walker) -> None:
    walker.api.post(f"{pool(walker)}/get_scheduled_flow_runs", walker.members(
        0.4, work_queue_names=[lambda: walker.some(QUEUES)], scheduled_before=["2026-01-20T00:00:00Z", "2040-01-01T00:00:00Z"],
        scheduled_after=["2026-01-20T00:00:00Z"], limit=[1, 50]))


@step(1)
def beat(walker: Walker) -> None:
    at = pool(walker)
    walker.api.post(f"{at}/workers/heartbeat", {
        "name": walker.one(["w-1", "w-2"]), **walker.members(0.5, heartbeat_interval_seconds=[30, 60])})
    walker.api.post(f"{at}/concurrency_status", {})
    walker.api.get(at)


@step(2)
def queues_of_agents(walker: Walker) -> None:
    first, second = ({"tags": [tag]} for tag in walker.tags[:2])
    if walker.perhaps(0.5):
        walker.keep("queue", walker.api.post("/work_queues/", {"name": walker.name("queue"), **walker.members(
            0.3, description=["words"], is_paused=[True, False], concurrency_limit=[1, None], filter=[first], priority=[1])}))
    at = f"/work_queues/{(id := walker.id('queue'))}"
    walker.api.patch(at, walker.members(
        0.3, description=["other"], is_paused=[True, False], concurrency_limit=[2, None], filter=[second]))
    walker.api.get(at)
    walker.api.post(f"{at}/get_runs", walker.members(0.5, limit=[1, 10], scheduled_before=["2040-01-01T00:00:00Z"]))
    if walker.perhaps(0.15):
        walker.delete("queue", id)
