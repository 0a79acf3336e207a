"""What states and policies carry: every member of them that a client may send, when a run is made and when its state is set."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, set_state
from twin.scenario import scenario

# Members that no rule reads, with a value each.
DETAILS = {
    "flow_run_id": MISSING, "task_run_id": MISSING, "child_flow_run_id": MISSING, "cache_key": "a key", "cache_expiration": "2031-01-02T03:04:05Z",
    "deferred": True, "untrackable_result": True, "pause_timeout": "2031-01-01T00:00:00Z", "pause_reschedule": True, "pause_key": "p",
    "run_input_keyset": {"schema": "s", "response": "r"}, "refresh_cache": True, "retriable": False, "transition_id": MISSING,
    "task_parameters_id": MISSING, "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "deployment_concurrency_lease_id": MISSING,
    "scheduled_time": "2031-01-01T00:00:00Z"}
POLICY = {"max_retries": 3, "retry_delay_seconds": 2.0, "retries": 4, "retry_delay": 5, "pause_keys": ["a"], "resuming": False, "retry_type": "reschedule"}


@scenario
def flow_runs_made_with_each_detail(api: API):
    flow = a_flow(api)
    for name, value in DETAILS.items():
        run = a_flow_run(api, flow, name, state={"type": "PENDING", "state_details": {name: value}})
        api.get(f"/flow_runs/{run['id']}")
    run = a_flow_run(api, flow, "all", state={"type": "SCHEDULED", "state_details": DETAILS, "message": "all of them", "name": "Mine"})
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def states_of_flow_runs_with_each_detail(api: API):
    flow = a_flow(api)
    for name, value in DETAILS.items():
        run = a_flow_run(api, flow, name)
        set_state(api, run, "PENDING", state_details={name: value})
        set_state(api, run, "RUNNING", state_details={name: value})
        api.get(f"/flow_runs/{run['id']}")
    run = a_flow_run(api, flow, "forced")
    set_state(api, run, "SCHEDULED", force=True, state_details=DETAILS)
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def details_that_are_none(api: API):
    flow = a_flow(api)
    run = a_flow_run(api, flow)
    for name in DETAILS:
        for value in (7, "x", [], {"a": 1}, None):
            api.post("/flow_runs/", {"flow_id": MISSING, "state": {"type": "PENDING", "state_details": {name: value}}, "tags": 7})
    set_state(api, run, "PENDING", state_details={"more": 1})
    set_state(api, run, "PENDING", state_details=None)
    set_state(api, run, "PENDING", state_details=7)


@scenario
def task_runs_made_with_each_detail(api: API):
    flow_run = a_flow_run(api)
    for number, (name, value) in enumerate(DETAILS.items()):
        task = a_task_run(api, flow_run, name, str(number), state={"type": "PENDING", "state_details": {name: value}})
        api.get(f"/task_runs/{task['id']}")


@scenario
def states_of_task_runs_with_each_detail(api: API):
    flow_run = a_flow_run(api, state={"type": "RUNNING"})
    for number, (name, value) in enumerate(DETAILS.items()):
        task = a_task_run(api, flow_run, name, str(number))
        for type in ("PENDING", "RUNNING", "COMPLETED"):
            set_state(api, task, type, kind="task_runs", state_details={name: value} if name != "cache_key" else {name: api.unique("key")})
        api.get(f"/task_runs/{task['id']}")


@scenario
def policies_of_runs(api: API):
    flow = a_flow(api)
    for name, value in POLICY.items():
        run = a_flow_run(api, flow, name, empirical_policy={name: value})
        api.get(f"/flow_runs/{run['id']}")
        api.patch(f"/flow_runs/{run['id']}", {"empirical_policy": {**POLICY, "resuming": None, name: value}})
        api.get(f"/flow_runs/{run['id']}")
    for policy in ({}, {"retries": None, "retry_delay": None}, {"retry_delay": 7}, {"retry_delay": []}, {"retry_delay": 1.5}, {"retries": -1}, {"retries": 1.5}, {"retry_delay": ["x"]}, {"retry_type": "x"},
                   {"pause_keys": ["a", "a"]}, {"pause_keys": "a"}, {"pause_keys": None}, {"retries": 0, "max_retries": 2}, {"retry_delay": 0, "retry_delay_seconds": 3}, {"retry_delay": "x", "retry_delay_seconds": 1.5}, {"more": 1}):
        api.post("/flow_runs/", {"flow_id": flow["id"], "name": api.unique("p"), "empirical_policy": policy})


@scenario
def policies_of_task_runs(api: API):
    flow_run = a_flow_run(api)
    for number, (name, value) in enumerate({**POLICY, "retry_delay_seconds": 1.5, "retry_delay": [1, 2.5], "retry_jitter_factor": 0.5}.items()):
        task = a_task_run(api, flow_run, name, str(number), empirical_policy={name: value})
        if task.status == 201:
            api.get(f"/task_runs/{task['id']}")
    for number, policy in enumerate(({}, {"retries": None, "retry_delay": None}, {"retry_delay": 7}, {"retry_delay": [1, 2]}, {"retry_delay": ["x"]}, {"retries": "x"}, {"more": 1},
                                     {"retry_jitter_factor": "x"}, {"retry_jitter_factor": -1}, {"retries": 0, "max_retries": 2}, {"retry_delay": 0, "retry_delay_seconds": 3}, {"retry_delay": [], "retry_delay_seconds": 3})):
        a_task_run(api, flow_run, "p", f"p{number}", empirical_policy=policy)


@scenario
def runs_of_deployments_with_everything(api: API):
    deployment = a_deployment(api, a_flow(api))
    parent = a_task_run(api, a_flow_run(api, name="parent"))
    path = f"/deployments/{deployment['id']}/create_flow_run"
    everything = {"context": {"a": {"b": 1}}, "empirical_policy": POLICY, "labels": {"a": "b", "c": 1.5, "d": True}, "tags": ["x"], "parent_task_run_id": parent["id"], "enforce_parameter_schema": False,
                  "state": {"type": "SCHEDULED", "name": "Mine", "message": "said", "state_details": DETAILS}}
    made = api.post(path, {**everything, "name": api.unique("one")})
    api.get(f"/flow_runs/{made['id']}")
    for type in ("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CRASHED", "CANCELLING", "CANCELLED", "PAUSED"):
        made = api.post(path, {"name": api.unique(type), "state": {"type": type}})
        if made.status == 201:
            api.get(f"/flow_runs/{made['id']}")
