"""Steps with flows, flow runs, task runs and what hangs on them."""

from __future__ import annotations

from typing import Any

from .walker import Walker, step

TYPES = ["SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING"]
TIMES = ["2026-01-05T10:00:00Z", "2026-02-05T10:00:00+02:00", "2035-06-01T00:00:00Z"]
PARAMETERS = [{}, {"x": 1}, {"x": "text", "y": [1, {"z": None}]}, {"x": 2.5, "y": True}]


def state(walker: Walker) -> dict[str, Any]:
    details = walker.members(
        0.12, scheduled_time=TIMES, pause_timeout=TIMES, cache_key=["k1", "k2"], pause_reschedule=[True, False], pause_key=["p1", "p2"],
        refresh_cache=[True], retriable=[True, False], transition_id=[walker.api.uuid("t1"), walker.api.uuid("t2")])
    names = ["Own", "Retrying", "AwaitingRetry", "Late", "Suspended"]
    more = {"state_details": details} if details else {}
    return {"type": walker.one(TYPES), **walker.members(0.15, name=names, message=["why", None, ""]), **more}


def proposed(walker: Walker) -> dict[str, Any]:
    """A state with data, which the real server fails at where a run is made with it."""
    return {"state": {**state(walker), **walker.members(0.15, data=[{"a": 1}, None])}, **walker.members(0.15, force=[True, False])}


@step(3)
def create_flow(walker: Walker) -> None:
    walker.keep("flow", walker.api.post("/flows/", {
        "name": walker.name("flow"), **walker.members(0.4, tags=[walker.some_tags], labels=[{"a": 1}, {"b": "text", "c": True}])}))


@step(1)
def change_flow(walker: Walker) -> None:
    id = walker.id("flow")
    walker.api.patch(f"/flows/{id}", walker.members(0.7, tags=[walker.some_tags]))
    if walker.perhaps(0.3):
        walker.api.patch(f"/flows/{id}/labels", walker.members(0.5, a=[1, "x"], b=[True], c=[2.5]))
    walker.api.get(f"/flows/{id}")


@step(1)
def delete_flow(walker: Walker) -> None:
    if walker.perhaps(0.3):
        walker.delete("flow", walker.id("flow"))


@step(6)
def create_flow_run(walker: Walker) -> None:
    walker.keep("run", walker.api.post("/flow_runs/", {"flow_id": walker.id("flow"), "name": walker.name("run"), **walker.members(
        0.2, state=[lambda: state(walker)], tags=[walker.some_tags], parameters=PARAMETERS, context=[{"c": 1}],
        idempotency_key=[walker.api.unique("key-1"), walker.api.unique("key-2")], flow_version=["v1"],
        parent_task_run_id=[lambda: walker.id("task")], work_pool_name=[lambda: walker.name("pool")], work_queue_name=["default", "q-1"],
        empirical_policy=[{"retries": 2, "retry_delay": 5}, {"max_retries": 1}, {"retries": 1, "resuming": True}], labels=[{"l": 1}],
        job_variables=[{"image": "x"}, {}], infrastructure_document_id=[None])}))


@step(14)
def set_flow_run_state(walker: Walker) -> None:
    id = walker.id("run")
    walker.api.post(f"/flow_runs/{id}/set_state", proposed(walker))
    if walker.perhaps(0.6):
        walker.api.get(f"/flow_runs/{id}")


@step(3)
def change_flow_run(walker: Walker) -> None:
    id = walker.id("run")
    walker.api.patch(f"/flow_runs/{id}", walker.members(
        0.3, name=[lambda: walker.name("renamed")], tags=[walker.some_tags], flow_version=["v2"], parameters=PARAMETERS,
        job_variables=[{"image": "y"}], infrastructure_pid=["host:1"],
        empirical_policy=[{"retries": 3}, {"retries": 1, "retry_delay": 2, "pause_keys": ["p1"]}]))
    if walker.perhaps(0.3):
        walker.api.patch(f"/flow_runs/{id}/labels", walker.members(0.5, a=[1, "x"], b=[True]))
    walker.api.get(f"/flow_runs/{id}")


@step(2)
def resume_flow_run(walker: Walker) -> None:
    id = walker.id("run")
    walker.api.post(f"/flow_runs/{id}/resume", walker.members(0.5, run_input=[{}, {"a": 1}, None]))
    walker.api.get(f"/flow_runs/{id}")


@step(2)
def inputs(walker: Walker) -> None:
    at = f"/flow_runs/{walker.id('run')}/input"
    key, value = walker.one(["k-1", "k-2", "other", "bad key"]), walker.one(["{}", "[1]", "text"])
    walker.api.post(at, {"key": key, "value": value, **walker.members(0.3, sender=["prefect.flow-run.x"])})
    walker.api.post(f"{at}/filter", {"prefix": walker.one(["k", "k-1", ""]), **walker.members(0.3, limit=[1, 5], exclude_keys=[["k-1"]])})
    key = walker.one(["k-1", "k-2", "none"])
    (walker.api.get if walker.perhaps(0.6) else walker.api.delete)(f"{at}/{key}")


@step(1)
def delete_flow_run(walker: Walker) -> None:
    walker.delete("run", walker.id("run"))


@step(1)
def change_many_flow_runs(walker: Walker) -> None:
    runs = {"flow_runs": {"id": {"any_": [walker.id("run")]}, **walker.members(0.3, state=[{"type": {"any_": TYPES[:4]}}])}}
    if walker.perhaps(0.7):
        walker.api.post("/flow_runs/bulk_set_state", {**runs, "state": state(walker), **walker.members(0.2, force=[True], limit=[1, 5])})
    else:
        walker.api.post("/flow_runs/bulk_delete", {**runs, **walker.members(0.2, limit=[1, 5])})
    walker.api.post("/flow_runs/filter", runs)


@step(5)
def create_task_run(walker: Walker) -> None:
    walker.keep("task", walker.api.post("/task_runs/", {
        "flow_run_id": walker.id("run"), "name": walker.name("task"), "task_key": walker.one(["t-1", "t-2"]),
        "dynamic_key": walker.one(["0", "1", "2"]), **walker.members(
            0.2, state=[lambda: state(walker)], tags=[walker.some_tags], cache_key=["c1"], cache_expiration=TIMES, task_version=["v"],
            empirical_policy=[
                {"retries": 2, "retry_delay": 1}, {"max_retries": 1, "retry_delay_seconds": 2.5}, {"retries": 2, "retry_delay": [1, 2]}],
            task_inputs=[{"x": [{"input_type": "constant", "type": "int"}]}, {"p": [{"input_type": "parameter", "name": "n"}]}],
            labels=[{"l": "m"}])}))


@step(10)
def set_task_run_state(walker: Walker) -> None:
    id = walker.id("task")
    walker.api.post(f"/task_runs/{id}/set_state", proposed(walker))
    if walker.perhaps(0.5):
        walker.api.get(f"/task_runs/{id}")


@step(1)
def change_task_run(walker: Walker) -> None:
    id = walker.id("task")
    walker.api.patch(f"/task_runs/{id}", walker.members(0.7, name=[lambda: walker.name("renamed")]))
    walker.api.get(f"/task_runs/{id}")


@step(1)
def delete_task_run(walker: Walker) -> None:
    walker.delete("task", walker.id("task"))


@step(1)
def read_states(walker: Walker) -> None:
    kind, of = walker.one([("flow_run", "run"), ("task_run", "task")])
    walker.api.get(f"/{kind}_states/?{kind}_id={walker.id(of)}")


@step(1)
def count_runs(walker: Walker) -> None:
    walker.api.post("/task_runs/count", {"flow_runs": {"id": {"any_": [walker.id("run")]}}})
    kinds = [{"type": {"any_": ["RUNNING", "PENDING"]}}, {"type": {"any_": ["FAILED", "CRASHED"]}}, {"type": {"not_any_": ["SCHEDULED"]}}]
    walker.api.post("/flow_runs/count", {
        "flows": {"name": {"like_": walker.api.prefix}}, "flow_runs": {"state": walker.one(kinds), **walker.members(
            0.3, tags=[{"all_": walker.tags[:1]}], parent_task_run_id=[{"is_null_": True}])}})
