"""What Prefect's own pages ask about runs."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, refused_bodies, scheduled
from twin.scenario import scenario


def ids(*objects) -> list[str]:
    return [object["id"] for object in objects]


@scenario
def ui_history_of_flow_runs(api: API):
    flow = a_flow(api)
    for number, state in enumerate((scheduled("2031-02-03T00:00:00Z"), scheduled("2031-02-04T00:00:00Z"), scheduled("2031-02-05T00:00:00Z"))):
        a_flow_run(api, flow, str(number), state=state)
    mine = {"flows": {"id": {"any_": ids(flow)}}}
    for body in (mine, {**mine, "sort": "EXPECTED_START_TIME_ASC"}, {**mine, "sort": "NAME_ASC", "limit": 1, "offset": 1}, {**mine, "limit": 1000},
                 {**mine, "limit": 1001}, {**mine, "limit": 0}, {**mine, "offset": -1}, {**mine, "sort": "x"}, {**mine, "work_pools": {"name": {"any_": ["x"]}}},
                 {"flow_runs": {"more": 1}}, {**mine, "more": 1}):
        api.post("/ui/flow_runs/history", body)


@scenario
def ui_counts_of_task_runs(api: API):
    flow = a_flow(api)
    one, two, three = (a_flow_run(api, flow, name) for name in ("one", "two", "three"))
    for number in range(3):
        a_task_run(api, one, str(number), str(number))
    stands = a_task_run(api, two, "stands", "stands")
    a_task_run(api, two, "other", "other")
    a_flow_run(api, flow, "child", parent_task_run_id=stands["id"])
    api.post("/ui/flow_runs/count-task-runs", {"flow_run_ids": ids(one, two, three) + [MISSING]})
    api.post("/ui/flow_runs/count-task-runs", {"flow_run_ids": []})
    refused_bodies(api, "POST", "/ui/flow_runs/count-task-runs", {}, {"flow_run_ids": None}, {"flow_run_ids": ["x"]}, {"flow_run_ids": "x"},
                   {"flow_run_ids": [MISSING] * 201})


@scenario
def ui_counts_and_next_runs_of_flows(api: API):
    flow, empty = a_flow(api), a_flow(api, "empty")
    for name in ("a", "b"):
        a_deployment(api, flow, name)
    for number, time in enumerate(("2031-02-04T00:00:00Z", "2031-02-03T00:00:00Z", "2031-02-05T00:00:00Z")):
        a_flow_run(api, flow, str(number), state=scheduled(time))
    a_flow_run(api, flow, "over", state={"type": "COMPLETED"})
    for path in ("/ui/flows/count-deployments", "/ui/flows/next-runs"):
        api.post(path, {"flow_ids": ids(flow, empty) + [MISSING]})
        api.post(path, {"flow_ids": []})
        refused_bodies(api, "POST", path, {}, {"flow_ids": None}, {"flow_ids": ["x"]}, {"flow_ids": 7}, {"flow_ids": [MISSING] * 201})


@scenario
def ui_task_run(api: API):
    run = a_flow_run(api)
    task = a_task_run(api, run, state={"type": "RUNNING"})
    api.get(f"/ui/task_runs/{task['id']}")
    alone = api.post("/task_runs/", {"name": api.unique("alone"), "task_key": api.unique("key"), "dynamic_key": "1"})
    api.get(f"/ui/task_runs/{alone['id']}")
    api.get(f"/ui/task_runs/{MISSING}")
    api.get("/ui/task_runs/x")


@scenario
def ui_counts_of_task_runs_by_state(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, type in enumerate(("COMPLETED", "COMPLETED", "FAILED", "PENDING", "RUNNING", "CRASHED")):
        a_task_run(api, run, str(number), str(number), state={"type": type})
    mine = {"flow_runs": {"id": {"any_": ids(run)}}}
    api.post("/ui/task_runs/count", mine)
    api.post("/ui/task_runs/count", {**mine, "task_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}})
    api.post("/ui/task_runs/count", {"flow_runs": {"id": {"any_": []}}})
    api.post("/ui/task_runs/count", {"flow_runs": 7})


@scenario
def ui_dashboard_of_task_runs(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, type in enumerate(("COMPLETED", "COMPLETED", "FAILED", "PENDING", "RUNNING", "CRASHED")):
        a_task_run(api, run, str(number), str(number), state={"type": type})
    mine = {"flow_runs": {"id": {"any_": ids(run)}}}
    for times in ({"after_": "2020-01-01T00:00:00Z", "before_": "2060-01-01T00:00:00Z"}, {"after_": "2060-01-01T00:00:00Z", "before_": "2061-01-01T00:00:00Z"},
                  {"before_": "2060-01-01T00:00:00Z"}, {}, None):
        api.post("/ui/task_runs/dashboard/counts", {**mine, "task_runs": {"start_time": times}})
    for body in ({}, mine, {**mine, "task_runs": None}, {**mine, "task_runs": {}}, {**mine, "task_runs": {"more": 1}}):
        api.post("/ui/task_runs/dashboard/counts", body)
