"""Task runs whose states the server decides: caches that expire, retries with a list of delays and with chance, runs of background tasks, tasks that stand for flows."""

from __future__ import annotations

import datetime

from twin.api import API, Reply
from twin.making import a_flow, a_flow_run, a_task_run, set_state
from twin.scenario import scenario

AHEAD, AGO = "2090-01-01T00:00:00Z", "2020-01-01T00:00:00Z"


def task_state(api: API, task: Reply, type: str, force: bool | None = None, **members) -> Reply:
    return set_state(api, task, type, force, "task_runs", **members)


def cached(api: API, run: Reply, name: str, key: str, **details) -> Reply:
    """A task run that is complete and leaves its result under a key."""
    task = a_task_run(api, run, name, name)
    task_state(api, task, "RUNNING", state_details={"cache_key": key, **details})
    task_state(api, task, "COMPLETED", data={"made by": name}, message=f"made by {name}", state_details={"cache_key": key, **details})
    return task


def looks(api: API, run: Reply, name: str, key: str | None, **details) -> None:
    """A task run that begins with a key, and what becomes of it."""
    task = a_task_run(api, run, name, name)
    task_state(api, task, "RUNNING", state_details={"cache_key": key, **details})
    api.get(f"/task_runs/{task['id']}")
    api.get(f"/task_run_states/?task_run_id={task['id']}")


@scenario
def caches_of_tasks_expire(api: API):
    run, other = a_flow_run(api, state={"type": "RUNNING"}), a_flow_run(api, name="other", state={"type": "RUNNING"})
    forever, ahead, over, forced = (api.unique(name) for name in ("forever", "ahead", "over", "forced"))
    cached(api, run, "forever", forever)
    cached(api, run, "ahead", ahead, cache_expiration=AHEAD)
    cached(api, run, "over", over, cache_expiration=AGO)
    for number, key in enumerate((forever, ahead, over, forever.upper(), "", None)):
        looks(api, run, f"looks{number}", key)
        looks(api, other, f"elsewhere{number}", key)
    # What was there stays the newest until somebody makes it anew.
    cached(api, run, "refreshed", forever, refresh_cache=True)
    looks(api, other, "later", forever)
    looks(api, other, "anew", forever, refresh_cache=True)
    looks(api, other, "not anew", forever, refresh_cache=False)
    task = a_task_run(api, run, "forced", "forced")
    task_state(api, task, "COMPLETED", True, state_details={"cache_key": forced})
    looks(api, run, "after force", forced)


@scenario
def caches_of_ends_that_are_none(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, type in enumerate(("FAILED", "CANCELLED", "CRASHED", "PAUSED")):
        key = api.unique(type)
        task = a_task_run(api, run, type, type)
        task_state(api, task, "RUNNING", state_details={"cache_key": key})
        task_state(api, task, type, state_details={"cache_key": key})
        looks(api, run, f"after {type}", key)
    # The key counts that the end brings, not the one of the beginning.
    task = a_task_run(api, run, "other key", "other key")
    task_state(api, task, "RUNNING", state_details={"cache_key": api.unique("begins")})
    task_state(api, task, "COMPLETED", state_details={"cache_key": api.unique("ends")})
    for key in ("begins", "ends"):
        looks(api, run, f"looks for {key}", api.unique(key))


@scenario
def caches_with_long_keys(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for length in (2000, 2001):
        key = api.unique("k").ljust(length, "x")
        task = a_task_run(api, run, str(length), str(length))
        task_state(api, task, "RUNNING", state_details={"cache_key": key})
        task_state(api, task, "COMPLETED", state_details={"cache_key": key})
        api.get(f"/task_runs/{task['id']}")
    for number, length in enumerate((2000, 2001)):
        api.post("/task_runs/", {"flow_run_id": run["id"], "task_key": "t", "dynamic_key": f"long{number}", "name": api.unique(f"long{number}"), "cache_key": "x" * length})


def delay(api: API, task: Reply) -> None:
    """Fails a task run and says how long it is to wait for its next try."""
    task_state(api, task, "RUNNING", force=True)
    reply = task_state(api, task, "FAILED", message="boom")
    if reply["state"]["type"] == "SCHEDULED":
        begin, at = (datetime.datetime.fromisoformat(text) for text in (reply["state"]["state_details"]["scheduled_time"], reply["state"]["timestamp"]))
        reply.call.body["waits"] = abs(round((begin - at).total_seconds(), 1))


@scenario
def delays_of_the_tries_of_tasks(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, policy in enumerate((
        {"retries": 3, "retry_delay": [5, 10, 20]}, {"retries": 3, "retry_delay": [5, 10]}, {"retries": 2, "retry_delay": [7]}, {"retries": 2, "retry_delay": 3},
        {"retries": 1, "retry_delay": None}, {"retries": 1}, {"retries": 0, "retry_delay": 5}, {"retry_delay": 5}, {"max_retries": 2, "retry_delay_seconds": 4},
        {"max_retries": 1, "retries": 2, "retry_delay": 6, "retry_delay_seconds": 9}, {"retries": 1, "retry_delay": 0, "retry_jitter_factor": 0.5}, {"retries": 1, "retry_delay": [0, 5], "retry_jitter_factor": 1},
        {"retries": 1, "retry_delay": 5, "retry_jitter_factor": 0}, {"retries": 1, "retry_delay": 5, "retry_jitter_factor": None},
    )):
        task = a_task_run(api, run, str(number), str(number), empirical_policy=policy)
        for _ in range(4):
            delay(api, task)
        api.get(f"/task_runs/{task['id']}")


@scenario(differs=("the real server fails",))
def an_empty_list_of_delays(api: API):
    task = a_task_run(api, a_flow_run(api, state={"type": "RUNNING"}), empirical_policy={"retries": 1, "retry_delay": []})
    task_state(api, task, "RUNNING")
    task_state(api, task, "FAILED")


@scenario
def delays_of_tries_with_chance(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, factor in enumerate((0.2, 1, 3)):
        task = a_task_run(api, run, str(number), str(number), empirical_policy={"retries": 30, "retry_delay": 100, "retry_jitter_factor": factor})
        waits = []
        for _ in range(12):
            for type, force in (("RUNNING", True), ("FAILED", None)):
                reply = api.raw("POST", f"/task_runs/{task['id']}/set_state", f'{{"state": {{"type": "{type}"}}, "force": {str(bool(force)).lower()}}}'.encode(), {"content-type": "application/json"}, record=False)
            begin, at = (datetime.datetime.fromisoformat(text) for text in (reply["state"]["state_details"]["scheduled_time"], reply["state"]["timestamp"]))
            waits.append((begin - at).total_seconds())
        seen = api.get(f"/task_runs/{task['id']}")
        seen.call.body = {"not all alike": len({round(wait) for wait in waits}) > 2, "not too short": min(waits) >= 100 * (1 - factor), "not too long": max(waits) <= 100 * (1 + factor) + 1}


@scenario
def tries_that_are_not_to_be(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, retriable in enumerate((True, False, None)):
        task = a_task_run(api, run, str(number), str(number), empirical_policy={"retries": 1, "retry_delay": 5})
        task_state(api, task, "RUNNING")
        task_state(api, task, "FAILED", state_details={"retriable": retriable})
        api.get(f"/task_runs/{task['id']}")
    for type in ("CRASHED", "CANCELLED", "COMPLETED"):
        task = a_task_run(api, run, type, type, empirical_policy={"retries": 1})
        task_state(api, task, "RUNNING")
        task_state(api, task, type)


@scenario
def a_background_task_run_goes_its_way(api: API):
    def made(name: str, **details) -> Reply:
        return api.post("/task_runs/", {
            "flow_run_id": None, "name": api.unique(name), "task_key": api.unique("key"), "dynamic_key": name,
            "state": {"type": "SCHEDULED", "state_details": {"deferred": True, "scheduled_time": AGO, "task_parameters_id": api.uuid("parameters"), **details}}})

    task = made("first")
    for type in ("PENDING", "PENDING", "RUNNING", "RUNNING", "PENDING", "COMPLETED", "PENDING", "RUNNING", "COMPLETED"):
        task_state(api, task, type)
        api.get(f"/task_runs/{task['id']}")
    api.get(f"/task_run_states/?task_run_id={task['id']}")
    # Parameters go with it; those that a state brings count.
    other = made("second")
    task_state(api, other, "PENDING", state_details={"task_parameters_id": api.uuid("other")})
    task_state(api, other, "RUNNING")
    task_state(api, other, "SCHEDULED", name="AwaitingRetry", state_details={"deferred": True})
    api.get(f"/task_runs/{other['id']}")
    for end in ("CANCELLED", "CANCELLING"):
        third = made(end)
        for type in (end, "PENDING", "RUNNING", "CANCELLED"):
            task_state(api, third, type)
        api.get(f"/task_runs/{third['id']}")


@scenario
def a_task_that_stands_for_a_flow_shows_its_states(api: API):
    flow = a_flow(api)
    parent = a_flow_run(api, flow, "parent", state={"type": "RUNNING"})
    for key, type in enumerate(("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED")):
        task = a_task_run(api, parent, type, str(key), state={"type": "PENDING"})
        child = a_flow_run(api, flow, type, parent_task_run_id=task["id"], state={"type": "RUNNING"})
        api.get(f"/task_runs/{task['id']}")
        set_state(api, child, type, force=True, name=f"Mine {type}", message="said by the child", data={"x": 1}, state_details={"scheduled_time": "2031-02-03T04:05:06Z", "pause_key": "1", "cache_key": api.unique(type)})
        api.get(f"/task_runs/{task['id']}")
        api.get(f"/flow_runs/{child['id']}")
        api.get(f"/task_run_states/?task_run_id={task['id']}")


@scenario
def a_task_that_stands_for_a_flow_is_told_otherwise(api: API):
    flow = a_flow(api)
    parent = a_flow_run(api, flow, "parent", state={"type": "RUNNING"})
    task = a_task_run(api, parent, state={"type": "RUNNING"})
    child = a_flow_run(api, flow, "child", parent_task_run_id=task["id"], state={"type": "RUNNING"}, empirical_policy={"retries": 1, "retry_delay": 0})
    # The task run is over; the child goes on.
    task_state(api, task, "COMPLETED")
    set_state(api, child, "FAILED")
    api.get(f"/task_runs/{task['id']}")
    set_state(api, child, "RUNNING")
    api.get(f"/task_runs/{task['id']}")
    set_state(api, parent, "CANCELLING")
    set_state(api, parent, "CANCELLED")
    api.get(f"/flow_runs/{child['id']}")
    set_state(api, child, "CANCELLED")
    api.get(f"/task_runs/{task['id']}")
    api.delete(f"/flow_runs/{parent['id']}")
    api.get(f"/flow_runs/{child['id']}")
    set_state(api, child, "RUNNING", force=True)
    api.get(f"/flow_runs/{child['id']}")
