"""Flow runs: set_state, from every state to every state and in the orders that clients send."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, refused_bodies, scheduled, set_state
from twin.scenario import scenario

TYPES = ("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED")


def from_each_state(api: API, initial: str, **members):
    """One run for each state to go to, all starting in the same one."""
    flow = a_flow(api)
    if "deployment_id" in members:
        members["deployment_id"] = a_deployment(api, flow)["id"]
    for type in TYPES:
        run = a_flow_run(api, flow, type, state={"type": initial}, **members)
        set_state(api, run, type)
        api.get(f"/flow_runs/{run['id']}")


@scenario
def flow_run_from_scheduled(api: API):
    from_each_state(api, "SCHEDULED")


@scenario
def flow_run_from_pending(api: API):
    from_each_state(api, "PENDING")


@scenario
def flow_run_from_running(api: API):
    from_each_state(api, "RUNNING")


@scenario
def flow_run_from_paused(api: API):
    from_each_state(api, "PAUSED")


@scenario
def flow_run_from_cancelling(api: API):
    from_each_state(api, "CANCELLING")


@scenario
def flow_run_from_completed(api: API):
    from_each_state(api, "COMPLETED")


@scenario
def flow_run_from_failed(api: API):
    from_each_state(api, "FAILED")


@scenario
def flow_run_from_crashed(api: API):
    from_each_state(api, "CRASHED")


@scenario
def flow_run_from_cancelled(api: API):
    from_each_state(api, "CANCELLED")


@scenario
def deployed_flow_run_from_running(api: API):
    from_each_state(api, "RUNNING", deployment_id=True)


@scenario
def deployed_flow_run_from_completed(api: API):
    from_each_state(api, "COMPLETED", deployment_id=True)


@scenario
def deployed_flow_run_from_failed(api: API):
    from_each_state(api, "FAILED", deployment_id=True)


@scenario
def flow_run_forced_from_everywhere(api: API):
    flow = a_flow(api)
    for initial in TYPES:
        run = a_flow_run(api, flow, initial, state={"type": initial})
        for type in ("COMPLETED", "SCHEDULED", "PENDING", "RUNNING", "PAUSED", "RUNNING", "CANCELLED", "RUNNING"):
            set_state(api, run, type, force=True)
        api.get(f"/flow_runs/{run['id']}")


@scenario
def a_run_from_start_to_end(api: API):
    run = a_flow_run(api, state={"type": "PENDING"})
    set_state(api, run, "RUNNING", name="Running", message="", state_details={"transition_id": MISSING})
    set_state(api, run, "COMPLETED", message="All good", data={"type": "unpersisted"}, state_details={"flow_run_id": MISSING, "task_run_id": MISSING})
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def a_run_retries_until_it_may_not(api: API):
    run = a_flow_run(api, state={"type": "PENDING"}, empirical_policy={"retries": 2, "retry_delay": 30})
    set_state(api, run, "RUNNING")
    for _ in range(2):
        set_state(api, run, "FAILED", message="boom", data={"e": 1})
        api.get(f"/flow_runs/{run['id']}")
        set_state(api, run, "RUNNING")
        set_state(api, run, "RUNNING", name="Retrying", force=True)
        api.get(f"/flow_runs/{run['id']}")
    set_state(api, run, "FAILED", message="for good")
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def a_run_retries_without_delay(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"}, empirical_policy={"retries": 1, "retry_delay": 0})
    set_state(api, run, "FAILED")
    set_state(api, run, "RUNNING")
    api.get(f"/flow_runs/{run['id']}")
    set_state(api, run, "FAILED")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def a_scheduled_run_has_to_wait(api: API):
    run = a_flow_run(api, state=scheduled("2090-01-01T00:00:00Z"))
    set_state(api, run, "RUNNING")
    set_state(api, run, "PENDING")
    set_state(api, run, "RUNNING")
    set_state(api, run, "RUNNING", force=True)
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def a_scheduled_run_in_the_past_goes_on(api: API):
    run = a_flow_run(api, state=scheduled("2020-01-01T00:00:00Z"))
    set_state(api, run, "PENDING")
    set_state(api, run, "RUNNING")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def a_run_becomes_late(api: API):
    run = a_flow_run(api, state=scheduled("2020-01-01T00:00:00Z"))
    set_state(api, run, "SCHEDULED", name="Late", state_details={"scheduled_time": "2020-01-01T00:00:00Z"})
    set_state(api, run, "SCHEDULED", name="Late", state_details={"scheduled_time": "2020-01-01T00:00:00Z"})
    set_state(api, run, "SCHEDULED", state_details={"scheduled_time": "2021-01-01T00:00:00Z"})
    set_state(api, run, "PENDING")
    set_state(api, run, "SCHEDULED", name="Late")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def a_run_is_paused_and_resumed(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    paused = {"pause_timeout": "2090-01-01T00:00:00Z", "pause_key": "p", "pause_reschedule": False}
    set_state(api, run, "PAUSED", state_details=paused)
    set_state(api, run, "PAUSED", state_details=paused)
    api.get(f"/flow_runs/{run['id']}")
    set_state(api, run, "RUNNING", name="Resuming")
    set_state(api, run, "PAUSED", state_details=paused)
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def a_pause_that_timed_out(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    set_state(api, run, "PAUSED", state_details={"pause_timeout": "2020-01-01T00:00:00Z", "pause_key": "p"})
    set_state(api, run, "RUNNING")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def a_run_is_suspended(api: API):
    flow = a_flow(api)
    deployment = a_deployment(api, flow)
    for number, members in enumerate(({}, {"deployment_id": deployment["id"]})):
        run = a_flow_run(api, flow, str(number), state={"type": "RUNNING"}, **members)
        set_state(api, run, "PAUSED", name="Suspended", state_details={"pause_timeout": "2090-01-01T00:00:00Z", "pause_reschedule": True, "pause_key": "k"})
        set_state(api, run, "SCHEDULED", name="Resuming")
        api.get(f"/flow_runs/{run['id']}")


@scenario
def a_run_is_cancelled(api: API):
    flow = a_flow(api)
    deployment = a_deployment(api, flow)
    for initial in ("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "COMPLETED"):
        for members in ({}, {"deployment_id": deployment["id"]}, {"infrastructure_pid": "x"}):
            pid = members.pop("infrastructure_pid", None)
            run = a_flow_run(api, flow, initial, state={"type": initial}, **members)
            if pid:
                api.patch(f"/flow_runs/{run['id']}", {"infrastructure_pid": pid})
            set_state(api, run, "CANCELLING", message="stop")
            set_state(api, run, "CANCELLING")
            set_state(api, run, "CANCELLED", message="stopped")
            api.get(f"/flow_runs/{run['id']}")


@scenario
def set_state_with_bad_bodies(api: API):
    run = a_flow_run(api, state={"type": "PENDING"})
    refused_bodies(
        api, "POST", f"/flow_runs/{run['id']}/set_state", {}, {"state": None}, {"state": {}}, {"state": "RUNNING"}, {"state": []},
        {"state": {"type": "running"}}, {"state": {"type": None}}, {"state": {"type": "RUNNING", "name": 7}}, {"state": {"type": "RUNNING", "more": 7}},
        {"state": {"type": "RUNNING", "id": MISSING}}, {"state": {"type": "RUNNING", "timestamp": "2020-01-01T00:00:00Z"}},
        {"state": {"type": "RUNNING", "state_details": {"scheduled_time": "never"}}}, {"state": {"type": "RUNNING", "state_details": {"flow_run_id": "x"}}},
        {"state": {"type": "RUNNING", "state_details": {"cache_key": 7}}}, {"state": {"type": "RUNNING", "state_details": None}},
        {"state": {"type": "RUNNING"}, "force": "maybe"}, {"force": True}, {"state": {"type": "RUNNING", "message": 7}})
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def set_state_takes_nulls_and_more(api: API):
    run = a_flow_run(api, state={"type": "PENDING"})
    api.post(f"/flow_runs/{run['id']}/set_state", {"state": {"type": "RUNNING", "name": None, "message": None, "data": None}, "force": False, "more": 1})
    api.post(f"/flow_runs/{run['id']}/set_state", {"state": {"type": "COMPLETED", "name": "Fine", "message": "ü🙂", "data": [1, {"a": None}, 1e3, 0.1]}, "force": "true"})
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")
    api.get(f"/flow_runs/{run['id']}")
