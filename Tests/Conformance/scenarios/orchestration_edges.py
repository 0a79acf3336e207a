"""Changes of states at the edges of rules: what a state brings with it, odd names, keys of changes, pauses that are none, late runs that are stopped."""

from __future__ import annotations

import datetime

from twin.api import API, MISSING, Reply
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, scheduled, set_state
from twin.moments import SLOW
from twin.scenario import scenario

from .work_pools import a_pool

AHEAD, AGO = "2090-01-01T00:00:00Z", "2020-01-01T00:00:00Z"
WHOLE = {
    "flow_run_id": MISSING, "task_run_id": MISSING, "child_flow_run_id": MISSING, "scheduled_time": "2031-02-03T04:05:06.5Z", "cache_key": "k",
    "cache_expiration": "2032-01-01T00:00:00+02:00", "deferred": False, "untrackable_result": False, "pause_timeout": AHEAD, "pause_reschedule": False,
    "pause_key": "p", "run_input_keyset": {"a": "b"}, "refresh_cache": False, "retriable": True, "transition_id": MISSING,
    "task_parameters_id": MISSING, "traceparent": "00-aa-bb-01", "deployment_concurrency_lease_id": MISSING}


def looked_at(api: API, run: Reply, kind: str = "flow_runs") -> None:
    """The run as it is now. The order of its pause keys is random on the real server."""
    seen = api.get(f"/{kind}/{run['id']}")
    if keys := seen["empirical_policy"].get("pause_keys"):
        seen["empirical_policy"]["pause_keys"] = sorted(f"<key of {len(key)}>" if len(key) == 36 else key for key in keys)


def walk(api: API, run: Reply, kind: str = "flow_runs") -> None:
    api.get(f"/{kind[:-1]}_states/?{kind[:-1]}_id={run['id']}")


def waiting(reply: Reply, until: str) -> None:
    """Says whether the client is told to wait until a moment."""
    ahead = (datetime.datetime.fromisoformat(until) - datetime.datetime.now(datetime.timezone.utc)).total_seconds()
    reply["details"]["until then"] = abs(reply["details"]["delay_seconds"] - ahead) < SLOW


@scenario
def details_of_states_come_back(api: API):
    flow = a_flow(api)
    for type in ("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED"):
        run = a_flow_run(api, flow, type, state={"type": type, "state_details": WHOLE})
        set_state(api, run, type, force=True, state_details=WHOLE)
        looked_at(api, run)
        walk(api, run)


@scenario
def details_of_states_of_tasks_come_back(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    # Each with a key of its own: what is cached is not run.
    for number, type in enumerate(("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED")):
        details = {**WHOLE, "cache_key": api.unique(type)}
        task = a_task_run(api, run, type, str(number), state={"type": type, "state_details": details})
        set_state(api, task, type, force=True, kind="task_runs", state_details=details)
        set_state(api, task, type, kind="task_runs", state_details={**details, "transition_id": api.uuid("other")})
        looked_at(api, task, "task_runs")
        walk(api, task, "task_runs")


@scenario
def states_with_odd_names_and_words(api: API):
    flow = a_flow(api)
    for number, (type, name, message) in enumerate((
        ("RUNNING", "", ""), ("RUNNING", " ", None), ("COMPLETED", "Läuft 🙂", "zwei\nZeilen"), ("SCHEDULED", "late", "x" * 5000), ("SCHEDULED", "Late", None),
        ("FAILED", "Completed", "named otherwise"), ("PENDING", "InfrastructurePending", None), ("PENDING", "Submitting", None), ("CANCELLED", "Running", None), ("COMPLETED", "x" * 300, None),
    )):
        run = a_flow_run(api, flow, str(number), state={"type": type, "name": name, "message": message})
        set_state(api, run, type, name=name, message=message)
        set_state(api, run, type, True, name=name, message=message)
        looked_at(api, run)
        for field in ("any_", "not_any_"):
            api.post("/flow_runs/count", {"flow_runs": {"id": {"any_": [run["id"]]}, "state": {"name": {field: [name]}}}})


@scenario
def the_same_change_twice(api: API):
    run = a_flow_run(api, state={"type": "PENDING"})
    first, second = ({"transition_id": api.uuid(name)} for name in ("first", "second"))
    set_state(api, run, "RUNNING", state_details=first)
    for details in (first, second, second, {}):
        set_state(api, run, "RUNNING", state_details=details)
    set_state(api, run, "RUNNING", force=True, state_details=second)
    set_state(api, run, "COMPLETED", state_details=second)
    set_state(api, run, "COMPLETED", force=True, state_details=second)
    walk(api, run)
    pending = a_flow_run(api, name="pending", state={"type": "SCHEDULED"})
    for details in (first, first, second):
        set_state(api, pending, "PENDING", state_details=details)
    walk(api, pending)


@scenario
def names_of_pending_states_go_on(api: API):
    run = a_flow_run(api, state=scheduled(AGO))
    for name in (None, "Submitting", "Submitting", "InfrastructurePending", "Pending", None, "Submitting"):
        set_state(api, run, "PENDING", **({"name": name} if name else {}))
    looked_at(api, run)
    walk(api, run)


@scenario
def scheduled_without_a_time(api: API):
    flow = a_flow(api)
    for number, state in enumerate(({"type": "SCHEDULED"}, {"type": "SCHEDULED", "state_details": {}}, {"type": "SCHEDULED", "state_details": {"scheduled_time": None}}, {"type": "PENDING"})):
        run = a_flow_run(api, flow, str(number), state=state)
        for type in ("SCHEDULED", "PENDING", "RUNNING", "SCHEDULED"):
            set_state(api, run, type)
        walk(api, run)


@scenario
def those_who_are_early_wait(api: API):
    flow = a_flow(api)
    for number, until in enumerate((AHEAD, "2035-05-05T05:05:05.9Z")):
        run = a_flow_run(api, flow, str(number), state=scheduled(until))
        waiting(set_state(api, run, "RUNNING"), until)
        # The time goes with the run when it becomes pending.
        set_state(api, run, "PENDING")
        waiting(set_state(api, run, "RUNNING"), until)
        # A named time of its own does not help.
        waiting(set_state(api, run, "RUNNING", state_details={"scheduled_time": AGO}), until)
        walk(api, run)
    parent = a_flow_run(api, flow, "parent", state={"type": "RUNNING"})
    task = a_task_run(api, parent, state=scheduled(AHEAD))
    waiting(set_state(api, task, "RUNNING", kind="task_runs"), AHEAD)
    set_state(api, task, "PENDING", kind="task_runs")
    waiting(set_state(api, task, "RUNNING", kind="task_runs"), AHEAD)
    walk(api, task, "task_runs")


@scenario
def pauses_that_are_none(api: API):
    flow = a_flow(api)
    deployed = {"deployment_id": a_deployment(api, flow)["id"]}
    suspend = {"pause_reschedule": True, "pause_timeout": AHEAD, "pause_key": "s"}
    parent = a_task_run(api, a_flow_run(api, flow, "parent", state={"type": "RUNNING"}))
    for number, (members, name, details) in enumerate((
        ({}, None, {}), ({}, "Suspended", {"pause_timeout": AHEAD}), ({}, "Paused", suspend), ({}, "Suspended", suspend), (deployed, "Suspended", suspend), (deployed, "Mine", suspend),
        ({**deployed, "parent_task_run_id": parent["id"]}, "Suspended", suspend), ({"parent_task_run_id": parent["id"]}, "Paused", suspend),
        ({"parent_task_run_id": parent["id"]}, None, {"pause_timeout": AHEAD, "pause_key": "1"}), (deployed, None, {"pause_key": ""}),
    )):
        run = a_flow_run(api, flow, str(number), state={"type": "RUNNING"}, **members)
        set_state(api, run, "PAUSED", **({"name": name} if name else {}), state_details=details)
        looked_at(api, run)
        set_state(api, run, "PAUSED", name="Suspended", state_details=details)
        for type in ("PENDING", "PAUSED"):
            set_state(api, run, type, state_details={"pause_key": "again"})
        api.post(f"/flow_runs/{run['id']}/resume", {})
        looked_at(api, run)


@scenario
def pauses_of_what_does_not_run(api: API):
    flow = a_flow(api)
    for type in ("SCHEDULED", "PENDING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED"):
        run = a_flow_run(api, flow, type, state={"type": type})
        for name in ("Paused", "Suspended"):
            set_state(api, run, "PAUSED", name=name, state_details={"pause_timeout": AHEAD, "pause_key": "1"})
        looked_at(api, run)


@scenario
def pauses_that_are_over_when_somebody_looks(api: API):
    flow = a_flow(api)
    deployed = {"deployment_id": a_deployment(api, flow)["id"]}
    for way in (False, True):
        details = {"pause_timeout": AGO, "pause_key": "1", "pause_reschedule": way}
        for type, name in (("RUNNING", None), ("SCHEDULED", "Resuming"), ("COMPLETED", None), ("CANCELLING", None), ("CANCELLED", None), ("CRASHED", "Suspended"), ("PENDING", None)):
            run = a_flow_run(api, flow, f"{type}{way}", state={"type": "RUNNING"}, **deployed)
            set_state(api, run, "PAUSED", name="Suspended" if way else "Paused", state_details=details)
            set_state(api, run, type, **({"name": name} if name else {}))
            looked_at(api, run)
        run = a_flow_run(api, flow, f"resumed{way}", state={"type": "RUNNING"}, **deployed)
        set_state(api, run, "PAUSED", name="Suspended" if way else "Paused", state_details=details)
        api.post(f"/flow_runs/{run['id']}/resume", {})
        api.post(f"/flow_runs/{run['id']}/resume", {})
        walk(api, run)


@scenario
def a_run_that_is_retried_pauses_again(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"}, empirical_policy={"retries": 1, "retry_delay": 0})
    pause = {"state_details": {"pause_timeout": AHEAD, "pause_key": "1"}}
    for _ in range(2):
        set_state(api, run, "PAUSED", **pause)
        api.post(f"/flow_runs/{run['id']}/resume", {})
        set_state(api, run, "RUNNING")
        looked_at(api, run)
        set_state(api, run, "FAILED", message="boom")
        looked_at(api, run)
        set_state(api, run, "RUNNING")


@scenario
def runs_are_stopped_before_they_begin(api: API):
    flow = a_flow(api)
    pool = a_pool(api)
    deployed = {"deployment_id": a_deployment(api, flow, work_pool_name=pool["name"])["id"]}
    for number, state in enumerate((
        scheduled(AHEAD), scheduled(AGO, name="Late"), scheduled(AGO, name="AwaitingRetry"), scheduled(AGO, name="AwaitingConcurrencySlot"), {"type": "PENDING", "name": "Submitting"},
        {"type": "PENDING", "name": "InfrastructurePending"}, {"type": "PAUSED", "name": "Suspended", "state_details": {"pause_timeout": AHEAD, "pause_reschedule": True}},
    )):
        for name, members in (("alone", {}), ("deployed", deployed)):
            for ends in (("CANCELLING", "CANCELLING", "CANCELLED", "CANCELLING", "RUNNING"), ("CANCELLED", "CANCELLING", "SCHEDULED", "PENDING")):
                run = a_flow_run(api, flow, f"{number}{name}{ends[0]}", state=state, **members)
                for type in ends:
                    set_state(api, run, type, message=f"to {type}")
                looked_at(api, run)
                walk(api, run)


@scenario
def what_is_being_stopped_goes_nowhere_else(api: API):
    flow = a_flow(api)
    deployed = {"deployment_id": a_deployment(api, flow)["id"]}
    for type in ("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "COMPLETED", "FAILED", "CRASHED", "CANCELLED"):
        run = a_flow_run(api, flow, type, state={"type": "RUNNING"}, **deployed)
        api.patch(f"/flow_runs/{run['id']}", {"infrastructure_pid": "host:7"})
        set_state(api, run, "CANCELLING", name="Cancelling")
        set_state(api, run, type)
        set_state(api, run, "RUNNING")
        looked_at(api, run)


@scenario
def states_still_name_a_parent_that_is_gone(api: API):
    parent = a_flow_run(api)
    task = a_task_run(api, parent)
    child = a_flow_run(api, name="child", parent_task_run_id=task["id"])
    set_state(api, child, "CANCELLED")
    api.delete(f"/task_runs/{task['id']}")
    set_state(api, child, "CANCELLING")
    looked_at(api, child)
    set_state(api, child, "RUNNING", force=True)
    looked_at(api, child)


@scenario
def tasks_of_a_run_that_is_retried(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"}, empirical_policy={"retries": 1, "retry_delay": 0})
    tasks = [a_task_run(api, run, f"task{number}", f"{number}", empirical_policy={"retries": 1, "retry_delay": 0}) for number in range(3)]
    for task, end in zip(tasks, ("FAILED", "COMPLETED", "CRASHED")):
        set_state(api, task, "RUNNING", kind="task_runs")
        set_state(api, task, end, kind="task_runs", state_details={"retriable": False})
    for type in ("FAILED", "RUNNING"):
        set_state(api, run, type)
    for task in tasks:
        looked_at(api, task, "task_runs")
        for type in ("RUNNING", "FAILED", "RUNNING", "COMPLETED"):
            set_state(api, task, type, kind="task_runs")
        looked_at(api, task, "task_runs")
        walk(api, task, "task_runs")
    for type in ("FAILED", "RUNNING", "COMPLETED"):
        set_state(api, run, type)
        looked_at(api, run)


@scenario
def results_are_not_lost(api: API):
    flow = a_flow(api)
    deployed = {"deployment_id": a_deployment(api, flow)["id"]}
    kept, unkept = {"type": "reference", "storage_key": "k"}, {"type": "unpersisted"}
    for number, (members, data) in enumerate(((members, data) for members in ({}, deployed) for data in (kept, unkept, None, {"x": 1}, 0, "text", [1]))):
        run = a_flow_run(api, flow, str(number), state={"type": "RUNNING"}, **members)
        set_state(api, run, "COMPLETED", data=data)
        for type in ("COMPLETED", "FAILED", "CANCELLED", "RUNNING", "PENDING", "SCHEDULED"):
            set_state(api, run, type, data=None)
            looked_at(api, run)
