"""Artifacts of runs: results that states bring, graphs that show artifacts, and what is left when a run is deleted."""

from twin.api import API
from twin.making import a_flow, a_flow_run, a_task_run, scheduled, set_state
from twin.scenario import scenario

from .artifacts import an_artifact, keyed

RESULT = {"type": "reference", "storage_key": "k", "artifact_type": "result", "artifact_description": "Result of `x`", "serializer_type": "pickle"}


def artifacts_of(api: API, **criteria):
    api.post("/artifacts/filter", {"artifacts": {name: {"any_": [run["id"]]} for name, run in criteria.items()}, "sort": "CREATED_DESC"})


@scenario
def results_of_states_are_artifacts(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    task = a_task_run(api, run, state={"type": "RUNNING"})
    set_state(api, task, "COMPLETED", kind="task_runs", data=RESULT)
    api.get(f"/task_runs/{task['id']}")
    artifacts_of(api, task_run_id=task)
    set_state(api, run, "COMPLETED", data={"storage_key": "k", "expiration": None})
    api.get(f"/flow_runs/{run['id']}")
    artifacts_of(api, flow_run_id=run)
    api.get(f"/flow_runs/{run['id']}/graph-v2")


@scenario
def odd_results_of_states(api: API):
    for number, data in enumerate(("text", 7, [1], {}, "", 0, False, {"type": "unpersisted"}, {"type": "unpersisted", "artifact_type": "x"}, {"artifact_type": "", "artifact_key": "", "x": 1}, None)):
        run = a_flow_run(api, name=f"run{number}", state={"type": "RUNNING"})
        set_state(api, run, "COMPLETED", data=data)
        api.get(f"/flow_runs/{run['id']}")
        artifacts_of(api, flow_run_id=run)


@scenario
def result_with_a_key(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    set_state(api, run, "COMPLETED", data={**RESULT, "artifact_key": keyed(api, "result")})
    api.get(f"/artifacts/{keyed(api, 'result')}/latest")
    artifacts_of(api, flow_run_id=run)


@scenario(differs=("the real server fails",))
def results_from_the_beginning(api: API):
    run = a_flow_run(api)
    state = {"type": "COMPLETED", "data": RESULT}
    api.post("/flow_runs/", {"flow_id": run["flow_id"], "state": state})
    api.post("/task_runs/", {"flow_run_id": run["id"], "task_key": "t", "dynamic_key": "0", "state": state})


@scenario
def result_of_a_subflow(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    stands = a_task_run(api, run)
    subflow = a_flow_run(api, a_flow(api, "child"), "child", parent_task_run_id=stands["id"])
    set_state(api, subflow, "RUNNING")
    set_state(api, subflow, "COMPLETED", data=RESULT)
    api.get(f"/task_runs/{stands['id']}")
    artifacts_of(api, flow_run_id=subflow)
    artifacts_of(api, task_run_id=stands)


@scenario
def graph_with_artifacts(api: API):
    run = a_flow_run(api, state=scheduled("2031-02-03T04:05:06Z"))
    task = a_task_run(api, run, state=scheduled("2031-02-03T04:05:07Z"))
    ids = {"flow_run_id": run["id"]}
    an_artifact(api, "a", **ids)
    an_artifact(api, "p", type="progress", data=30.5, **ids, task_run_id=task["id"])
    an_artifact(api, type="progress", data={"x": 1}, **ids)
    an_artifact(api, "a", **ids, task_run_id=task["id"])
    an_artifact(api, type="result", data={"a": 1}, **ids)
    an_artifact(api, "no-type", type=None, **ids)
    an_artifact(api, "alone", task_run_id=task["id"])
    an_artifact(api, type="table", data="[]", **ids)
    api.get(f"/flow_runs/{run['id']}/graph-v2")


@scenario
def artifacts_outlive_their_run(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    task = a_task_run(api, run, state={"type": "RUNNING"})
    set_state(api, task, "COMPLETED", kind="task_runs", data=RESULT)
    one = an_artifact(api, "one", flow_run_id=run["id"])
    two = an_artifact(api, "two", flow_run_id=run["id"], task_run_id=task["id"])
    api.delete(f"/task_runs/{task['id']}")
    api.get(f"/artifacts/{two['id']}")
    api.delete(f"/flow_runs/{run['id']}")
    api.get(f"/artifacts/{one['id']}")
    api.get(f"/artifacts/{two['key']}/latest")
    artifacts_of(api, flow_run_id=run)
    api.post("/artifacts/filter", {"artifacts": {"id": {"any_": [one["id"]]}}, "flow_runs": {}})


@scenario(differs=("results stay with their states",))
def result_whose_artifact_goes(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    set_state(api, run, "COMPLETED", data=RESULT)
    found = api.post("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    api.delete(f"/artifacts/{found[0]['id']}")
    api.get(f"/flow_runs/{run['id']}")
    artifacts_of(api, flow_run_id=run)
