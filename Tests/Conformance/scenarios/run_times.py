"""When runs began, ended and are expected, how often and how long they ran, on the ways that runs take."""

from __future__ import annotations

import time

from twin.api import API, Reply
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, scheduled, set_state
from twin.moments import moments
from twin.scenario import scenario

# Long enough for sums of several spans to be told from one of them.
A_WHILE = 0.03
AHEAD, AGO = "2090-01-01T00:00:00Z", "2020-01-01T00:00:00Z"


def way(api: API, run: Reply, *steps: str | tuple[str, dict], kind: str = "flow_runs", force: bool | None = None) -> None:
    """Goes from state to state and looks at the run's times after each."""
    moments(api, run, kind)
    for step in steps:
        type, members = (step, {}) if isinstance(step, str) else step
        time.sleep(A_WHILE)
        set_state(api, run, type, force, kind, **members)
        moments(api, run, kind)


def told(when: str, **members) -> tuple[str, dict]:
    """A SCHEDULED state for a moment, as a step."""
    return "SCHEDULED", {"state_details": {"scheduled_time": when}, **members}


@scenario
def times_of_a_run_from_start_to_end(api: API):
    for number, state in enumerate((None, scheduled(AGO), {"type": "PENDING"}, {"type": "RUNNING"})):
        run = a_flow_run(api, a_flow(api, str(number)), **({"state": state} if state else {}))
        way(api, run, "PENDING", "RUNNING", "COMPLETED")


@scenario
def times_of_a_run_that_is_made_in_each_state(api: API):
    flow = a_flow(api)
    for type in ("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED"):
        run = a_flow_run(api, flow, type, state={"type": type})
        moments(api, run)
        way(api, run, "RUNNING", "COMPLETED", "SCHEDULED", force=True)


@scenario
def times_of_a_run_that_is_retried(api: API):
    for number, policy in enumerate(({"retries": 1, "retry_delay": 0}, {"retries": 1, "retry_delay": 30}, {"retries": 2})):
        run = a_flow_run(api, a_flow(api, str(number)), state={"type": "PENDING"}, empirical_policy=policy)
        way(api, run, "RUNNING", "FAILED", "RUNNING", "FAILED", "RUNNING", "COMPLETED")


@scenario
def times_of_a_deployed_run_that_is_run_again(api: API):
    flow = a_flow(api)
    run = a_flow_run(api, flow, deployment_id=a_deployment(api, flow)["id"], state={"type": "PENDING"})
    again = "SCHEDULED", {"name": "AwaitingRetry", "message": "once more", "state_details": {"scheduled_time": AGO}}
    way(api, run, "RUNNING", "FAILED", again, "PENDING", "RUNNING", "CRASHED", again, "RUNNING", "COMPLETED")


@scenario
def times_of_a_run_that_is_put_off(api: API):
    flow = a_flow(api)
    deployed = {"deployment_id": a_deployment(api, flow)["id"]}
    for number, members in enumerate(({}, deployed)):
        run = a_flow_run(api, flow, str(number), state=scheduled(AGO), **members)
        way(api, run, told(AHEAD), told(AGO, name="Late"), told("2040-01-01T00:00:00Z"), "PENDING", "RUNNING", told(AGO), "PENDING", "RUNNING", "COMPLETED")


@scenario
def times_of_a_run_that_pauses(api: API):
    flow = a_flow(api)
    deployed = {"deployment_id": a_deployment(api, flow)["id"]}
    pause = "PAUSED", {"state_details": {"pause_timeout": AHEAD, "pause_key": "1"}}
    suspend = "PAUSED", {"name": "Suspended", "state_details": {"pause_timeout": AHEAD, "pause_key": "2", "pause_reschedule": True}}
    for number, (members, first) in enumerate((({}, pause), (deployed, pause), (deployed, suspend))):
        run = a_flow_run(api, flow, str(number), state={"type": "PENDING"}, **members)
        way(api, run, "RUNNING", first)
        time.sleep(A_WHILE)
        api.post(f"/flow_runs/{run['id']}/resume", {})
        way(api, run, "PENDING", "RUNNING", "COMPLETED")


@scenario
def times_of_a_run_that_is_cancelled(api: API):
    flow = a_flow(api)
    deployed = {"deployment_id": a_deployment(api, flow)["id"]}
    for number, steps in enumerate((("CANCELLING", "CANCELLED"), ("CANCELLED",), ("PENDING", "CANCELLING", "CANCELLED"), ("RUNNING", "CANCELLING", "CRASHED"), ("RUNNING", "CANCELLING", "COMPLETED"))):
        for name, members in (("alone", {}), ("deployed", deployed)):
            run = a_flow_run(api, flow, f"{name}{number}", state=scheduled(AHEAD if number < 2 else AGO), **members)
            way(api, run, *steps)


@scenario
def times_of_runs_that_are_forced(api: API):
    run = a_flow_run(api, state={"type": "COMPLETED"})
    way(api, run, "RUNNING", "RUNNING", "COMPLETED", "COMPLETED", "FAILED", told(AHEAD), "RUNNING", "PAUSED", "CANCELLED", force=True)


@scenario
def times_of_a_task_run(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, policy in enumerate(({}, {"retries": 1, "retry_delay": 0}, {"retries": 2, "retry_delay": [0, 40]})):
        task = a_task_run(api, run, str(number), str(number), empirical_policy=policy)
        way(api, task, "PENDING", "RUNNING", "FAILED", "RUNNING", "COMPLETED", kind="task_runs")
        way(api, task, "RUNNING", "FAILED", told(AGO), "RUNNING", "COMPLETED", kind="task_runs", force=True)


@scenario
def times_of_a_task_run_that_is_made_in_each_state(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for key, type in enumerate(("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED")):
        task = a_task_run(api, run, type, str(key), state={"type": type})
        way(api, task, "RUNNING", "COMPLETED", kind="task_runs")
    task = a_task_run(api, run, "ahead", "ahead", state=scheduled(AHEAD))
    way(api, task, "RUNNING", told(AGO), "RUNNING", "COMPLETED", kind="task_runs")


@scenario
def times_of_the_tasks_of_a_flow_run_that_runs_again(api: API):
    flow = a_flow(api)
    run = a_flow_run(api, flow, deployment_id=a_deployment(api, flow)["id"], state={"type": "RUNNING"})
    task = a_task_run(api, run)
    way(api, task, "RUNNING", "FAILED", kind="task_runs")
    for type, members in (("FAILED", {}), ("SCHEDULED", {"name": "AwaitingRetry", "state_details": {"scheduled_time": AGO}}), ("PENDING", {}), ("RUNNING", {})):
        set_state(api, run, type, **members)
    way(api, task, "RUNNING", "COMPLETED", "RUNNING", kind="task_runs")


@scenario
def times_of_a_subflow_and_its_task_run(api: API):
    flow = a_flow(api)
    parent = a_flow_run(api, flow, "parent", state={"type": "RUNNING"})
    for key, end in enumerate(("COMPLETED", "FAILED", "CRASHED", "CANCELLED")):
        task = a_task_run(api, parent, end, str(key), state={"type": "PENDING"})
        child = a_flow_run(api, flow, end, parent_task_run_id=task["id"], state={"type": "PENDING"})
        for type in ("RUNNING", end):
            time.sleep(A_WHILE)
            set_state(api, child, type)
            moments(api, child)
            moments(api, task, "task_runs")
