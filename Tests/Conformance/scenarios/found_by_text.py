"""What lists find by a piece of a name, where the piece has the signs of SQL's patterns in it; and what the newest of a key is."""

from twin.api import API
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run
from twin.scenario import scenario

from .artifacts import an_artifact
from .variables import named


@scenario
def variables_by_case_and_like(api: API):
    base = named(api, "v")
    for name in ("one_x", "onexx", "one-x"):
        api.post("/variables/", {"name": f"{base}-{name}", "value": name})
    for like in (base + "-one_x", base + "-one%x", base.upper(), base + "-ONE", "%" + base, base + "%", "_" + base[1:], base + "-one\\_x"):
        api.post("/variables/filter", {"variables": {"name": {"like_": like}}, "sort": "NAME_ASC"})
        api.post("/variables/count", {"variables": {"name": {"like_": like}}})


@scenario
def names_like_odd_texts(api: API):
    flow = a_flow(api, "a_b c\\d")
    mine = {"flows": {"id": {"any_": [flow["id"]]}}}
    a_deployment(api, flow, "x_y z")
    run = a_flow_run(api, flow, "100%_done")
    a_task_run(api, run, "50%_Ü")
    for like in (api.prefix + "-a_b", api.prefix + "-A_B", "-a%b", "a b", "\\d", "%", "_", ""):
        api.post("/flows/filter", {"flows": {**mine["flows"], "name": {"like_": like}}})
    for like in ("x_y", "x%y", "X_Y", "xay"):
        for member in ("name", "flow_or_deployment_name"):
            api.post("/deployments/filter", {**mine, "deployments": {member: {"like_": like}}})
    for like in ("100%", "100%_", "0_d", "%_DONE", "0%%"):
        api.post("/flow_runs/count", {**mine, "flow_runs": {"name": {"like_": like}}})
    for like in ("50%_", "50__", "ü", "Ü"):
        api.post("/task_runs/count", {**mine, "task_runs": {"name": {"like_": like}}})


@scenario
def newest_of_a_key_after_deletions(api: API):
    made = [an_artifact(api, "k", data=type, type=type) for type in ("markdown", "table", "link")]
    mine = {"artifacts": {"key": {"any_": [made[0]["key"]]}}}
    for one in (made[2], made[0], made[1]):
        api.delete(f"/artifacts/{one['id']}")
        api.post("/artifacts/latest/filter", mine)
        api.post("/artifacts/latest/count", mine)
        api.get(f"/artifacts/{made[0]['key']}/latest")
        api.post("/artifacts/filter", {**mine, "sort": "CREATED_DESC"})
    an_artifact(api, "k", data="new")
    api.post("/artifacts/latest/filter", mine)


@scenario
def newest_of_keys_that_changed(api: API):
    one, two = an_artifact(api, "a", data="1"), an_artifact(api, "b", data="1", type="progress")
    mine = {"key": {"any_": [one["key"], two["key"]]}}
    api.patch(f"/artifacts/{two['id']}", {"data": 75.5, "description": "now"})
    for sort in ("UPDATED_DESC", "KEY_ASC", "KEY_DESC", "CREATED_DESC"):
        api.post("/artifacts/latest/filter", {"artifacts": mine, "sort": sort})
    for filter in ({"type": {"any_": ["progress"]}}, {"latest_id": {"any_": [two["id"]]}}, {"key": {**mine["key"], "like_": two["key"][:-1]}}, {"key": {**mine["key"], "like_": one["key"].upper()}}):
        api.post("/artifacts/latest/filter", {"artifacts": {**mine, **filter}, "sort": "KEY_ASC"})
        api.post("/artifacts/latest/count", {"artifacts": {**mine, **filter}})


@scenario
def artifacts_in_graphs(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    task = a_task_run(api, run, state={"type": "COMPLETED"})
    a_task_run(api, run, "second", "1", task_inputs={"x": [{"input_type": "task_run", "id": task["id"]}]}, state={"type": "COMPLETED"})
    both = {"flow_run_id": run["id"], "task_run_id": task["id"]}
    an_artifact(api, "g", **both)
    an_artifact(api, "g", data="2", **both)
    an_artifact(api, "h", flow_run_id=run["id"], type="progress", data=50)
    an_artifact(api, flow_run_id=run["id"], type="table", data="[]")
    an_artifact(api, "r", flow_run_id=run["id"], type="result", data={"a": 1})
    for query in ("", "?since=2099-01-01T00:00:00Z"):
        api.get(f"/flow_runs/{run['id']}/graph-v2{query}")
