"""Task runs over HTTP: create, read, update, delete."""

from twin.api import API, MISSING
from twin.making import a_flow, a_flow_run, a_task_run, refused_bodies, set_state
from twin.scenario import scenario


@scenario
def create_task_run_with_little(api: API):
    run = a_flow_run(api, labels={"r": 1})
    task = api.post("/task_runs/", {"flow_run_id": run["id"], "task_key": "k", "dynamic_key": "0"})
    api.get(f"/task_runs/{task['id']}")
    api.get(f"/task_run_states/?task_run_id={task['id']}")
    api.get(f"/task_run_states/{task['state_id']}")


@scenario
def create_task_run_with_everything(api: API):
    run = a_flow_run(api, a_flow(api, labels={"f": 1}), state={"type": "RUNNING"}, labels={"r": "x"})
    first = a_task_run(api, run, "first")
    task = a_task_run(
        api, run, "second", "1", id=api.uuid("task"), cache_key="ck", cache_expiration="2031-01-01T00:00:00Z", task_version="3", tags=["b", "a", "b"], labels={"r": "y", "t": 2},
        empirical_policy={"max_retries": 1, "retry_delay_seconds": 1.5, "retries": 2, "retry_delay": [1, 2], "retry_jitter_factor": 0.5},
        task_inputs={"x": [{"input_type": "task_run", "id": first["id"]}], "p": [{"input_type": "parameter", "name": "n"}],
                     "c": [{"input_type": "constant", "type": "int"}], "r": [{"input_type": "flow_run", "id": run["id"]}], "e": []},
        state={"type": "SCHEDULED", "state_details": {"scheduled_time": "2031-01-01T00:00:00Z", "deferred": True}})
    api.get(f"/task_runs/{task['id']}")
    api.get(f"/task_run_states/?task_run_id={task['id']}")


@scenario
def create_task_run_in_each_state(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for key, type in enumerate(("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING")):
        task = a_task_run(api, run, type, str(key), state={"type": type, "message": "m"})
        api.get(f"/task_runs/{task['id']}")
        api.get(f"/task_run_states/?task_run_id={task['id']}")


@scenario
def create_task_run_twice(api: API):
    run, other = a_flow_run(api), a_flow_run(api, name="other")
    a_task_run(api, run, "first", state={"type": "PENDING"})
    a_task_run(api, run, "second", state={"type": "RUNNING"}, tags=["x"])
    a_task_run(api, run, "third", "1")
    a_task_run(api, other, "fourth")
    api.post("/task_runs/count", {"flow_runs": {"id": {"any_": [run["id"], other["id"]]}}})


@scenario
def create_task_run_with_a_taken_id(api: API):
    run = a_flow_run(api)
    a_task_run(api, run, "first", "0", id=api.uuid("same"))
    a_task_run(api, run, "second", "1", id=api.uuid("same"))
    api.get(f"/task_runs/{api.uuid('same')}")


@scenario
def create_task_run_without_flow_run(api: API):
    for number in range(2):
        task = api.post("/task_runs/", {"task_key": api.unique("task"), "dynamic_key": "0", "name": api.unique("task"),
                                        "state": {"type": "SCHEDULED", "state_details": {"deferred": False}}})
        api.get(f"/task_runs/{task['id']}")
    api.post("/task_runs/filter", {"task_runs": {"id": {"any_": [task["id"]]}, "flow_run_id": {"is_null_": True}}})


@scenario
def create_task_run_with_bad_bodies(api: API):
    run = a_flow_run(api)
    good = {"flow_run_id": run["id"], "task_key": "k", "dynamic_key": "0"}
    refused_bodies(
        api, "POST", "/task_runs/", {}, {"task_key": "k"}, {"dynamic_key": "0"}, {**good, "flow_run_id": "x"}, {**good, "task_key": None}, {**good, "dynamic_key": 0},
        {**good, "more": 1}, {**good, "name": 7}, {**good, "tags": "x"}, {**good, "task_inputs": {"x": [{"input_type": "task_run"}]}},
        {**good, "task_inputs": {"x": [{"input_type": "nothing", "id": MISSING}]}}, {**good, "task_inputs": {"x": 1}}, {**good, "task_inputs": []},
        {**good, "empirical_policy": {"retries": "x"}}, {**good, "empirical_policy": {"retry_delay": "x"}}, {**good, "empirical_policy": {"retry_jitter_factor": -1}},
        {**good, "empirical_policy": {"retry_delay": list(range(51))}}, {**good, "cache_expiration": "never"}, {**good, "state": {"type": "GONE"}},
        {**good, "id": "x"}, {**good, "labels": {"a": []}}, {**good, "cache_key": "x" * 2001})
    api.post("/task_runs/", {**good, "flow_run_id": MISSING})


@scenario
def update_task_run(api: API):
    task = a_task_run(api, a_flow_run(api))
    for body in ({"name": api.unique("renamed")}, {}, {"name": ""}):
        api.patch(f"/task_runs/{task['id']}", body)
        api.get(f"/task_runs/{task['id']}")
    refused_bodies(api, "PATCH", f"/task_runs/{task['id']}", {"name": None}, {"name": 7}, {"tags": []}, {"state": {"type": "RUNNING"}})


@scenario
def task_runs_that_are_not_there(api: API):
    path = f"/task_runs/{MISSING}"
    api.get(path)
    api.patch(path, {})
    api.patch(path, {"name": "x"})
    api.delete(path)
    api.post(path + "/set_state", {"state": {"type": "RUNNING"}})
    api.get(f"/task_run_states/?task_run_id={MISSING}")
    api.get("/task_run_states/?task_run_id=x")
    api.get("/task_run_states/")
    api.get(f"/task_run_states/{MISSING}")


@scenario
def delete_task_run(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    task = a_task_run(api, run)
    child = a_flow_run(api, a_flow(api), "child", parent_task_run_id=task["id"])
    set_state(api, task, "RUNNING", kind="task_runs")
    api.delete(f"/task_runs/{task['id']}")
    api.delete(f"/task_runs/{task['id']}")
    api.get(f"/task_runs/{task['id']}")
    api.get(f"/task_run_states/?task_run_id={task['id']}")
    api.get(f"/flow_runs/{child['id']}")
    api.get(f"/flow_runs/{run['id']}")
