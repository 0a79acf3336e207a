"""Flow runs: create, read, update, labels, delete."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, refused_bodies, scheduled, set_state
from twin.scenario import scenario


@scenario
def create_flow_run_with_nothing_but_a_flow(api: API):
    flow = a_flow(api, labels={"team": "x"})
    run = api.post("/flow_runs/", {"flow_id": flow["id"]})
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")
    api.get(f"/flow_run_states/{run['state_id']}")


@scenario
def create_flow_run_with_everything(api: API):
    flow = a_flow(api, labels={"team": "x", "kept": 1})
    deployment = a_deployment(api, flow, tags=["d"], parameters={"d": 1}, labels={"dep": True})
    run = a_flow_run(
        api, flow, deployment_id=deployment["id"], flow_version="v1", parameters={"a": 1, "b": {"c": [1.0, None, "ü"]}},
        context={"x": {"y": 1}}, tags=["t2", "t1", "t2"], labels={"team": "y", "more": 1.5}, idempotency_key=api.unique("key"),
        empirical_policy={"retries": 3, "retry_delay": 10, "max_retries": 1, "retry_delay_seconds": 2.5, "pause_keys": ["k"],
                          "resuming": True, "retry_type": "in_process", "more": 1},
        job_variables={"env": {"A": "1"}},
        state={"type": "SCHEDULED", "name": "AwaitingRetry", "message": "m", "data": {"type": "unpersisted"},
               "state_details": {"scheduled_time": "2031-02-03T04:05:06.789Z", "more": 1, "cache_key": "c"}})
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def create_flow_run_in_each_state(api: API):
    flow = a_flow(api)
    for type in ("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING"):
        run = a_flow_run(api, flow, type, state={"type": type, "message": "m"})
        api.get(f"/flow_runs/{run['id']}")
        api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def create_flow_run_scheduled_in_many_spellings(api: API):
    flow = a_flow(api)
    for number, time in enumerate((
        "2031-02-03T04:05:06Z", "2031-02-03T04:05:06+02:00", "2031-02-03 04:05:06.123456+00:00", "2031-02-03T04:05:06",
        "2031-02-03T04:05", "2031-02-03", "2031-02-03T04:05:06.1234567Z", 1927771506, 1927771506.5, "1927771506", "never", "", None, True,
        "2031-13-03T04:05:06Z", "2031-02-30T04:05:06Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    )):
        api.post("/flow_runs/", {"flow_id": flow["id"], "name": api.unique(str(number)), "state": scheduled(time)})


@scenario
def idempotency_key_gives_the_first_run(api: API):
    flow, other = a_flow(api), a_flow(api, "other")
    key = api.unique("key")
    a_flow_run(api, flow, "first", idempotency_key=key, state={"type": "PENDING"})
    a_flow_run(api, flow, "second", idempotency_key=key, state={"type": "RUNNING"}, tags=["x"])
    a_flow_run(api, other, "third", idempotency_key=key)
    a_flow_run(api, flow, "fourth", idempotency_key="")
    api.post("/flow_runs/count", {"flows": {"id": {"any_": [flow["id"], other["id"]]}}})


@scenario
def create_flow_run_with_bad_bodies(api: API):
    flow = a_flow(api)
    good = {"flow_id": flow["id"]}
    refused_bodies(
        api, "POST", "/flow_runs/", {}, {"flow_id": None}, {"flow_id": "x"}, {"flow_id": 7}, {**good, "more": 1}, {**good, "name": 7},
        {**good, "name": None}, {**good, "tags": "x"}, {**good, "tags": None}, {**good, "parameters": []}, {**good, "parameters": None},
        {**good, "context": "x"}, {**good, "state": "RUNNING"}, {**good, "state": {}}, {**good, "state": {"type": "running"}},
        {**good, "state": {"type": "RUNNING", "more": 1}}, {**good, "state": {"type": "RUNNING", "timestamp": "2020-01-01T00:00:00Z"}},
        {**good, "state": {"type": "RUNNING", "id": MISSING}}, {**good, "state": {"type": "RUNNING", "name": 7, "message": []}},
        {**good, "state": {"type": "RUNNING", "state_details": "x"}}, {**good, "state": {"type": "RUNNING", "state_details": {"deferred": "maybe"}}},
        {**good, "empirical_policy": {"retries": "x"}}, {**good, "empirical_policy": {"retries": 1.5}},
        {**good, "empirical_policy": {"retry_type": "x"}}, {**good, "labels": {"a": None}},
        {**good, "idempotency_key": 7}, {**good, "parent_task_run_id": "x"}, {**good, "deployment_id": "x"}, {**good, "job_variables": 3},
        {**good, "flow_version": 1}, {**good, "id": MISSING}, {**good, "work_queue_name": 1})


@scenario
def create_flow_run_pointing_nowhere(api: API):
    flow = a_flow(api)
    a_flow_run(api, flow, "parent", parent_task_run_id=MISSING)
    a_flow_run(api, flow, "deployment", deployment_id=MISSING)
    api.post("/flow_runs/", {"flow_id": MISSING})
    a_flow_run(api, flow, "queue", work_pool_name=api.unique("nobody"))
    api.post("/flow_runs/count", {"flows": {"id": {"any_": [flow["id"]]}}})


@scenario(differs=("the real server fails",))
def flow_run_bodies_that_the_real_server_fails_on(api: API):
    flow = a_flow(api)
    run = a_flow_run(api, flow)
    api.patch(f"/flow_runs/{run['id']}", {"empirical_policy": None})
    api.post("/flow_runs/", {"flow_id": flow["id"], "empirical_policy": None})
    api.post("/flow_runs/", {"flow_id": flow["id"], "state": {"type": "COMPLETED", "data": {"storage_key": "k"}}})


@scenario
def update_flow_run(api: API):
    run = a_flow_run(api, tags=["a"], parameters={"x": 1})
    for body in (
        {"name": api.unique("renamed")}, {"flow_version": "v2"}, {"tags": ["b", "a"]}, {"parameters": {"y": 2}}, {"infrastructure_pid": "77"},
        {"job_variables": {"v": 1}}, {"empirical_policy": {"retries": 2, "resuming": True}}, {}, {"name": None}, {"flow_version": None},
        {"infrastructure_pid": None}, {"job_variables": None}, {"tags": []}, {"parameters": {}},
    ):
        api.patch(f"/flow_runs/{run['id']}", body)
        api.get(f"/flow_runs/{run['id']}")


@scenario
def update_flow_run_with_bad_bodies(api: API):
    run = a_flow_run(api)
    refused_bodies(
        api, "PATCH", f"/flow_runs/{run['id']}", {"more": 1}, {"tags": None}, {"tags": "x"}, {"parameters": None}, {"parameters": []},
        {"name": 7}, {"empirical_policy": {"retry_delay": "x"}}, {"infrastructure_pid": 7}, {"state": {"type": "RUNNING"}})
    api.get(f"/flow_runs/{run['id']}")


@scenario
def label_flow_run(api: API):
    run = a_flow_run(api, a_flow(api, labels={"from": "flow"}))
    for labels in ({"a": 1}, {"b": "x", "a": 2.5, "c": True}, {"from": "run"}, {}, {"prefect.flow.id": "mine"}):
        api.patch(f"/flow_runs/{run['id']}/labels", labels)
        api.get(f"/flow_runs/{run['id']}")
    refused_bodies(api, "PATCH", f"/flow_runs/{run['id']}/labels")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def flow_runs_that_are_not_there(api: API):
    path = f"/flow_runs/{MISSING}"
    api.get(path)
    api.patch(path, {})
    api.patch(path, {"name": "x"})
    api.delete(path)
    api.patch(path + "/labels", {"a": 1})
    api.post(path + "/set_state", {"state": {"type": "RUNNING"}})
    api.get(f"/flow_run_states/?flow_run_id={MISSING}")
    api.get("/flow_run_states/?flow_run_id=x")
    api.get("/flow_run_states/")
    api.get(f"/flow_run_states/{MISSING}")


@scenario
def delete_flow_run(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    task = a_task_run(api, run)
    api.post("/logs/", [{"name": "l", "level": 20, "message": "m", "timestamp": "2030-01-01T00:00:00Z", "flow_run_id": run["id"]}])
    api.delete(f"/flow_runs/{run['id']}")
    api.delete(f"/flow_runs/{run['id']}")
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/task_runs/{task['id']}")
    api.get(f"/task_run_states/?task_run_id={task['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")
    api.get(f"/flow_run_states/{run['state_id']}")
    api.once("/logs/filter", lambda logs: not logs, {"logs": {"flow_run_id": {"any_": [run["id"]]}}})


@scenario
def subflow_run(api: API):
    flow = a_flow(api)
    parent = a_flow_run(api, flow, "parent", state={"type": "RUNNING"}, labels={"p": 1})
    task = a_task_run(api, parent, state={"type": "RUNNING"})
    child = a_flow_run(api, flow, "child", parent_task_run_id=task["id"], state={"type": "PENDING"})
    api.get(f"/task_runs/{task['id']}")
    set_state(api, child, "RUNNING")
    set_state(api, child, "COMPLETED", message="done")
    api.get(f"/flow_runs/{child['id']}")
    api.get(f"/task_runs/{task['id']}")
    api.get(f"/task_run_states/?task_run_id={task['id']}")
    for filter in ({"parent_flow_run_id": {"any_": [parent["id"]]}}, {"parent_task_run_id": {"any_": [task["id"]]}}):
        api.post("/flow_runs/filter", {"flow_runs": filter})
    for exists in (True, False):
        api.post("/task_runs/filter", {"task_runs": {"flow_run_id": {"any_": [parent["id"]]}, "subflow_runs": {"exists_": exists}}})


@scenario
def rename_a_flow_run_to_an_odd_name(api: API):
    run = a_flow_run(api)
    for name in ("", " ", "a/b%&<>", "ü🙂", "x" * 500):
        api.patch(f"/flow_runs/{run['id']}", {"name": name})
        api.get(f"/flow_runs/{run['id']}")
