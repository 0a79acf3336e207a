"""Task runs: set_state as 2.x clients send it, and from every state to every state."""

from twin.api import API, MISSING
from twin.making import a_flow_run, a_task_run, refused_bodies, set_state
from twin.scenario import scenario

TYPES = ("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED")


def from_each_state(api: API, initial: str):
    """One task run for each state to go to, all of a running flow run and starting in the same state."""
    run = a_flow_run(api, state={"type": "RUNNING"})
    for key, type in enumerate(TYPES):
        task = a_task_run(api, run, type, str(key), state={"type": initial})
        set_state(api, task, type, kind="task_runs")
        api.get(f"/task_runs/{task['id']}")


@scenario
def task_run_from_scheduled(api: API):
    from_each_state(api, "SCHEDULED")


@scenario
def task_run_from_pending(api: API):
    from_each_state(api, "PENDING")


@scenario
def task_run_from_running(api: API):
    from_each_state(api, "RUNNING")


@scenario
def task_run_from_completed(api: API):
    from_each_state(api, "COMPLETED")


@scenario
def task_run_from_failed(api: API):
    from_each_state(api, "FAILED")


@scenario
def task_run_from_cancelled(api: API):
    from_each_state(api, "CANCELLED")


@scenario
def task_run_from_paused(api: API):
    from_each_state(api, "PAUSED")


@scenario
def a_task_run_waits_for_its_flow_run(api: API):
    for number, state in enumerate(("SCHEDULED", "PENDING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED")):
        run = a_flow_run(api, name=state, state={"type": state})
        task = a_task_run(api, run)
        set_state(api, task, "RUNNING", kind="task_runs")
        set_state(api, task, "RUNNING", force=True, kind="task_runs")
        api.get(f"/task_runs/{task['id']}")


@scenario
def a_task_run_retries(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for key, policy in enumerate(({"retries": 2, "retry_delay": 5}, {"retries": 1, "retry_delay": [0, 7]}, {"max_retries": 1, "retry_delay_seconds": 1.5}, {"retries": 1})):
        task = a_task_run(api, run, str(key), str(key), empirical_policy=policy)
        for _ in range(3):
            set_state(api, task, "RUNNING", kind="task_runs")
            set_state(api, task, "RUNNING", force=True, kind="task_runs", name="Retrying")
            set_state(api, task, "FAILED", kind="task_runs", message="boom")
            api.get(f"/task_runs/{task['id']}")
        api.get(f"/task_run_states/?task_run_id={task['id']}")


@scenario
def a_task_run_is_cached(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    key = api.unique("cache")
    first, second, third = (a_task_run(api, run, name, name) for name in ("first", "second", "third"))
    details = {"cache_key": key}
    set_state(api, first, "RUNNING", kind="task_runs", state_details=details)
    set_state(api, first, "COMPLETED", kind="task_runs", state_details=details, data={"type": "unpersisted"}, message="made")
    set_state(api, second, "RUNNING", kind="task_runs", state_details=details)
    set_state(api, third, "RUNNING", kind="task_runs", state_details={**details, "refresh_cache": True})
    for task in (first, second, third):
        api.get(f"/task_runs/{task['id']}")


@scenario
def task_set_state_with_bad_bodies(api: API):
    task = a_task_run(api, a_flow_run(api, state={"type": "RUNNING"}))
    refused_bodies(
        api, "POST", f"/task_runs/{task['id']}/set_state", {}, {"state": None}, {"state": {}}, {"state": "RUNNING"}, {"state": {"type": "x"}},
        {"state": {"type": "RUNNING", "more": 1}}, {"state": {"type": "RUNNING"}, "force": 7}, {"state": {"type": "RUNNING", "id": MISSING}})
    api.get(f"/task_run_states/?task_run_id={task['id']}")
