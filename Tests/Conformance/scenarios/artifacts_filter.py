"""Lists of artifacts, and of the latest by key: filters of their own and of what they belong to, order, pages, counts."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run
from twin.scenario import scenario

from .artifacts import an_artifact, keyed


def some_artifacts(api: API):
    """Of two runs, one of a deployment, and of none; two versions of one key, and one without a key."""
    flow = a_flow(api, tags=["x"])
    deployment = a_deployment(api, flow)
    one, two = a_flow_run(api, flow, "one", deployment_id=deployment["id"], tags=["t"]), a_flow_run(api, a_flow(api, "other"), "two")
    task = a_task_run(api, one)
    made = [
        an_artifact(api, "a", data="a1", flow_run_id=one["id"]),
        an_artifact(api, "b", data="b1", type="table", flow_run_id=one["id"], task_run_id=task["id"]),
        an_artifact(api, "a", data="a2", flow_run_id=two["id"]),
        an_artifact(api, data="none", type="progress", flow_run_id=two["id"]),
        an_artifact(api, "c", data="c1", type=None),
    ]
    return flow, deployment, (one, two), task, made


@scenario
def filter_artifacts(api: API):
    flow, deployment, runs, task, made = some_artifacts(api)
    mine = {"any_": [one["id"] for one in made]}
    for filter in (
        {}, {"key": {"any_": [keyed(api, "a")]}}, {"key": {"like_": "-A"}}, {"key": {"like_": ""}}, {"key": {"exists_": True}}, {"key": {"exists_": False}}, {"key": {"any_": []}},
        {"flow_run_id": {"any_": [runs[0]["id"]]}}, {"flow_run_id": {"any_": []}}, {"task_run_id": {"any_": [task["id"], MISSING]}}, {"type": {"any_": ["markdown", "table"]}},
        {"type": {"not_any_": ["markdown"]}}, {"type": {"not_any_": []}}, {"type": {"any_": []}}, {"type": {}}, {"type": None, "key": None}, {"type": {"any_": ["markdown"], "not_any_": ["table"]}},
    ):
        filter = {"id": mine, **filter}
        api.post("/artifacts/filter", {"artifacts": filter, "sort": "CREATED_DESC"})
        api.post("/artifacts/count", {"artifacts": filter})
    either = {"operator": "or_", "id": {"any_": [made[0]["id"]]}, "task_run_id": {"any_": [task["id"]]}}
    api.post("/artifacts/filter", {"artifacts": either, "sort": "CREATED_DESC"})
    for body in (
        {"flows": {"name": {"any_": [flow["name"]]}}}, {"flow_runs": {"id": {"any_": [runs[1]["id"]]}}}, {"task_runs": {"id": {"any_": [task["id"]]}}}, {"deployments": {"id": {"any_": [deployment["id"]]}}},
        {"deployments": {"id": {"any_": [MISSING]}}}, {"flow_runs": {}}, {"task_runs": {}}, {"flows": {"tags": {"all_": ["x"]}}, "flow_runs": {"tags": {"all_": ["t"]}}, "task_runs": {"name": {"like_": "task"}}},
        {"flows": None, "artifacts": None, "flow_runs": {"id": {"any_": [runs[0]["id"]]}}},
    ):
        body = {"artifacts": {"id": mine}, **body}
        api.post("/artifacts/filter", {**body, "sort": "CREATED_DESC"})
        api.post("/artifacts/count", body)


@scenario
def order_and_pages_of_artifacts(api: API):
    *_, made = some_artifacts(api)
    mine = {"artifacts": {"id": {"any_": [one["id"] for one in made]}}}
    api.patch(f"/artifacts/{made[0]['id']}", {"data": "changed"})
    for sort in ("CREATED_DESC", "UPDATED_DESC"):
        api.post("/artifacts/filter", {**mine, "sort": sort})
    keys = {"artifacts": {"id": {"any_": [one["id"] for one in made[1:]]}}}
    for sort in ("KEY_ASC", "KEY_DESC"):
        api.post("/artifacts/filter", {**keys, "sort": sort})
    api.post("/artifacts/filter", mine, any_order="data")
    api.post("/artifacts/filter", {**mine, "sort": "ID_DESC"}, any_order="data")
    for page in ({"limit": 2}, {"limit": 2, "offset": 4}, {"offset": 9}, {"limit": 0}, {"limit": 200}):
        api.post("/artifacts/filter", {**mine, "sort": "CREATED_DESC", **page})


@scenario
def filter_latest_artifacts(api: API):
    flow, deployment, runs, task, made = some_artifacts(api)
    mine = {"any_": [keyed(api, key) for key in "abcd"]}
    for filter in (
        {}, {"key": {**mine, "like_": "-A"}}, {"key": {**mine, "exists_": True}}, {"key": {**mine, "exists_": False}}, {"latest_id": {"any_": [made[2]["id"]]}}, {"latest_id": {"any_": [made[0]["id"]]}},
        {"latest_id": {}}, {"flow_run_id": {"any_": [runs[0]["id"]]}}, {"flow_run_id": {"any_": [runs[1]["id"]]}}, {"task_run_id": {"any_": [task["id"]]}}, {"type": {"any_": ["markdown"]}},
        {"type": {"not_any_": ["markdown"]}}, {"type": {"not_any_": []}}, {"type": None},
    ):
        filter = {"key": mine, **filter}
        api.post("/artifacts/latest/filter", {"artifacts": filter, "sort": "KEY_ASC"})
        api.post("/artifacts/latest/count", {"artifacts": filter})
    for body in (
        {"flows": {"name": {"any_": [flow["name"]]}}}, {"flow_runs": {"id": {"any_": [runs[1]["id"]]}}}, {"task_runs": {"id": {"any_": [task["id"]]}}}, {"deployments": {"id": {"any_": [deployment["id"]]}}},
        {"flow_runs": {}}, {"task_runs": {}},
    ):
        body = {"artifacts": {"key": mine}, **body}
        api.post("/artifacts/latest/filter", {**body, "sort": "KEY_ASC"})
        api.post("/artifacts/latest/count", body)
    for sort in ("CREATED_DESC", "UPDATED_DESC", "KEY_DESC"):
        api.post("/artifacts/latest/filter", {"artifacts": {"key": mine}, "sort": sort})
    api.post("/artifacts/latest/filter", {"artifacts": {"key": mine}}, any_order="key")
    for page in ({"limit": 2}, {"limit": 2, "offset": 2}, {"limit": 0}):
        api.post("/artifacts/latest/filter", {"artifacts": {"key": mine}, "sort": "KEY_ASC", **page})


@scenario
def artifact_lists_with_bad_bodies(api: API):
    for path in ("filter", "count", "latest/filter", "latest/count"):
        for body in ({"artifacts": []}, {"artifacts": {"more": 1}}, {"artifacts": {"id": {"any_": ["x"]}}}, {"artifacts": {"latest_id": {"any_": "x"}}}, {"artifacts": {"key": {"any_": 7, "exists_": "x"}}},
                     {"artifacts": {"type": {"any_": [7]}}}, {"artifacts": {"operator": "xor_"}}, {"flow_runs": 7, "flows": {"more": 1}}, {"sort": "UP"}, {"limit": 201}, {"limit": -1}, {"offset": -1}):
            api.post(f"/artifacts/{path}", body)
