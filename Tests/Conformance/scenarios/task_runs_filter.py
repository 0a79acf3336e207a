"""Task runs: filter, count, paginate."""

from twin.api import API, MISSING
from twin.making import a_flow, a_flow_run, a_task_run, set_state
from twin.scenario import scenario


def four_tasks(api: API):
    """Task runs of two flow runs in four states; `mine` picks them among all others."""
    flow = a_flow(api, tags=["f"])
    run, other = (a_flow_run(api, flow, name, state={"type": "RUNNING"}, tags=[name]) for name in ("one", "two"))
    tasks = [
        a_task_run(api, run, "c", "0", id=api.uuid("c"), state={"type": "RUNNING"}, tags=["x", "y"]),
        a_task_run(api, run, "A", "1", id=api.uuid("A"), state={"type": "SCHEDULED", "state_details": {"scheduled_time": "2031-01-01T00:00:00Z"}}, tags=["x"]),
        a_task_run(api, run, "b", "2", id=api.uuid("b"), state={"type": "PENDING"}),
        a_task_run(api, other, "d", "0", id=api.uuid("d"), state={"type": "COMPLETED", "name": "Cached"}),
    ]
    return tasks, {"id": {"any_": [task["id"] for task in tasks]}}


@scenario
def filter_task_runs_sorted(api: API):
    tasks, mine = four_tasks(api)
    for sort in ("ID_DESC", "NAME_ASC", "NAME_DESC", "EXPECTED_START_TIME_ASC", "EXPECTED_START_TIME_DESC"):
        api.post("/task_runs/filter", {"task_runs": mine, "sort": sort})
    api.post("/task_runs/filter", {"task_runs": mine})
    set_state(api, tasks[0], "COMPLETED", kind="task_runs")
    ended = {**mine, "end_time": {"is_null_": False}}
    api.post("/task_runs/filter", {"task_runs": ended, "sort": "END_TIME_DESC"})
    api.post("/task_runs/filter", {"task_runs": {**mine, "state": {"type": {"any_": ["SCHEDULED"]}}}, "sort": "NEXT_SCHEDULED_START_TIME_ASC"})


@scenario
def filter_task_runs_by_their_members(api: API):
    tasks, mine = four_tasks(api)
    run = tasks[0]["flow_run_id"]
    for members in (
        {"name": {"any_": [api.unique("A"), api.unique("d")]}}, {"name": {"like_": api.unique("a")}}, {"tags": {"all_": ["x"]}},
        {"tags": {"all_": ["x", "y"]}}, {"tags": {"all_": [], "is_null_": True, "operator": "or_"}}, {"tags": {"all_": []}}, {"tags": {"is_null_": True}}, {"tags": {"is_null_": False}}, {"flow_run_id": {"any_": [run]}},
        {"flow_run_id": {"is_null_": True}}, {"flow_run_id": {"is_null_": False}}, {"state": {"type": {"any_": ["RUNNING", "PENDING"]}}},
        {"state": {"name": {"any_": ["Cached"]}}}, {"state": {"type": {"any_": ["PENDING"]}, "name": {"any_": ["Cached"]}, "operator": "or_"}},
        {"start_time": {"is_null_": True}}, {"start_time": {"is_null_": False}}, {"start_time": {"before_": "2020-01-01T00:00:00Z"}},
        {"expected_start_time": {"after_": "2030-01-01T00:00:00Z"}}, {"end_time": {"is_null_": False}}, {"subflow_runs": {"exists_": False}},
        {"subflow_runs": {"exists_": True}}, {"operator": "or_", "name": {"any_": [api.unique("A")]}, "id": {"any_": [tasks[0]["id"]]}}, {"id": {"any_": []}},
    ):
        api.post("/task_runs/filter", {"task_runs": {**mine, **members}, "sort": "NAME_ASC"})
        api.post("/task_runs/count", {"task_runs": {**mine, **members}})


@scenario
def filter_task_runs_by_what_they_belong_to(api: API):
    tasks, mine = four_tasks(api)
    for others in (
        {"flow_runs": {"id": {"any_": [tasks[3]["flow_run_id"]]}}}, {"flow_runs": {"tags": {"all_": ["one"]}}}, {"flows": {"tags": {"all_": ["f"]}}},
        {"flows": {"name": {"any_": ["nobody"]}}}, {"deployments": {"name": {"any_": ["nobody"]}}}, {"flows": None, "flow_runs": None, "deployments": None},
    ):
        api.post("/task_runs/filter", {"task_runs": mine, "sort": "NAME_ASC", **others})
        api.post("/task_runs/count", {"task_runs": mine, **others})


@scenario(differs=("pages show whole task runs",))
def filter_task_runs_by_pages(api: API):
    _, mine = four_tasks(api)
    for part in ({"limit": 2}, {"limit": 2, "offset": 3}, {"limit": 0}, {"offset": 7}, {"limit": -1}, {"limit": 201}):
        api.post("/task_runs/filter", {"task_runs": mine, "sort": "NAME_ASC", **part})
    for part in ({}, {"limit": 3}, {"limit": 3, "page": 2}, {"page": 0}, {"limit": 0}):
        api.post("/task_runs/paginate", {"task_runs": mine, "sort": "NAME_ASC", **part})


@scenario
def filter_task_runs_with_bad_bodies(api: API):
    for path in ("/task_runs/filter", "/task_runs/count", "/task_runs/paginate"):
        api.raw("POST", path, b"{bad", {"content-type": "application/json"})
        for body in (
            {"limit": "x"}, {"offset": -1}, {"sort": "UP"}, {"task_runs": []}, {"task_runs": {"more": 1}}, {"task_runs": {"id": {"any_": ["x"]}}},
            {"task_runs": {"state": {"type": {"any_": ["GONE"]}}}}, {"task_runs": {"state": {"type": {"not_any_": ["RUNNING"]}}}},
            {"task_runs": {"start_time": {"after_": 1.5, "before_": "x"}}}, {"task_runs": {"subflow_runs": {"exists_": "maybe"}}},
        ):
            api.post(path, {"task_runs": {"id": {"any_": [MISSING]}}, **body})


@scenario
def criteria_of_states_that_say_nothing(api: API):
    run = a_flow_run(api)
    a_task_run(api, run, "done", "done", state={"type": "COMPLETED"})
    a_task_run(api, run, "waits", "waits", state={"type": "PENDING"})
    mine = {"flow_runs": {"id": {"any_": [run["id"]]}}}
    for state in ({"type": {"any_": ["COMPLETED"]}, "name": {"any_": None}}, {"type": {}, "name": {"any_": ["Pending"]}}, {"type": {}, "name": {}}):
        for operator in ("and_", "or_"):
            api.post("/task_runs/filter", {**mine, "task_runs": {"state": {**state, "operator": operator}}, "sort": "NAME_ASC"})
            api.post("/flow_runs/count", {"flow_runs": {**mine["flow_runs"], "state": {**state, "operator": operator}}})
