"""Flow runs: filter, count, paginate."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, scheduled, set_state
from twin.scenario import scenario


def five_runs(api: API):
    """Runs in five states and two flows; `mine` picks them among all others."""
    flow, other = a_flow(api, "one", tags=["f"]), a_flow(api, "two")
    deployment = a_deployment(api, flow)
    runs = [
        a_flow_run(api, flow, "c", tags=["x", "y"], state={"type": "RUNNING"}, idempotency_key=api.unique("key")),
        a_flow_run(api, flow, "A", tags=["y"], state=scheduled("2031-01-01T00:00:00Z"), deployment_id=deployment["id"]),
        a_flow_run(api, flow, "b", state={"type": "PENDING"}, flow_version="v1"),
        a_flow_run(api, other, "e", tags=["x"], state=scheduled("2030-06-01T00:00:00Z", name="Late")),
        a_flow_run(api, other, "d", state={"type": "COMPLETED"}, flow_version="v2"),
    ]
    return runs, {"id": {"any_": [run["id"] for run in runs]}}


def ask(api: API, mine, members, **others):
    api.post("/flow_runs/filter", {"flow_runs": {**mine, **members}, "sort": "NAME_ASC", **others})
    api.post("/flow_runs/count", {"flow_runs": {**mine, **members}, **others})


@scenario
def filter_flow_runs_sorted(api: API):
    _, mine = five_runs(api)
    for sort in ("NAME_ASC", "NAME_DESC", "EXPECTED_START_TIME_ASC", "EXPECTED_START_TIME_DESC"):
        api.post("/flow_runs/filter", {"flow_runs": mine, "sort": sort})
    scheduled_ones = {"operator": "and_", **mine, "state": {"type": {"any_": ["SCHEDULED"]}}}
    api.post("/flow_runs/filter", {"flow_runs": scheduled_ones, "sort": "NEXT_SCHEDULED_START_TIME_ASC"})
    ended = {**mine, "end_time": {"is_null_": False}}
    for sort in ("START_TIME_ASC", "START_TIME_DESC", "END_TIME_DESC"):
        api.post("/flow_runs/filter", {"flow_runs": ended, "sort": sort})
    api.post("/flow_runs/filter", {"flow_runs": mine, "sort": "ID_DESC"}, any_order="name")
    api.post("/flow_runs/filter", {"flow_runs": mine}, any_order="name")


@scenario
def flow_runs_by_times_they_started_and_ended(api: API):
    flow = a_flow(api)
    runs = [a_flow_run(api, flow, name, state={"type": "PENDING"}) for name in "bca"]
    for run in runs:
        set_state(api, run, "RUNNING")
    for run in reversed(runs):
        set_state(api, run, "COMPLETED")
    waiting = a_flow_run(api, flow, "waiting")
    mine = {"flow_runs": {"id": {"any_": [run["id"] for run in [*runs, waiting]]}}}
    for sort in ("START_TIME_ASC", "START_TIME_DESC", "END_TIME_DESC"):
        api.post("/flow_runs/filter", {**mine, "sort": sort, "limit": 3})


@scenario
def filter_flow_runs_by_state(api: API):
    _, mine = five_runs(api)
    for state in (
        {"type": {"any_": ["RUNNING", "PENDING"]}}, {"type": {"any_": []}}, {"type": {"not_any_": ["SCHEDULED"]}},
        {"name": {"any_": ["Late", "Completed"]}}, {"name": {"not_any_": ["Late", "Completed"]}}, {"name": {"any_": ["late"]}},
        {"type": {"any_": ["SCHEDULED"]}, "name": {"any_": ["Late"]}}, {"type": {"any_": ["PENDING"]}, "name": {"any_": ["Late"]}},
        {"type": {"any_": ["PENDING"]}, "name": {"any_": ["Late"]}, "operator": "or_"}, {}, None,
    ):
        ask(api, mine, {"state": state})


@scenario
def filter_flow_runs_by_name_and_tags(api: API):
    runs, mine = five_runs(api)
    for members in (
        {"name": {"any_": [api.unique("A"), api.unique("b")]}}, {"name": {"like_": api.unique("a")}}, {"name": {"like_": "%"}},
        {"name": {"any_": [api.unique("a")], "like_": "x"}}, {"tags": {"all_": ["x"]}}, {"tags": {"all_": ["y", "x"]}},
        {"tags": {"any_": ["x", "z"]}}, {"tags": {"any_": ["z"]}}, {"tags": {"is_null_": True}}, {"tags": {"is_null_": False}},
        {"tags": {"all_": ["x"], "any_": ["y"]}}, {"tags": {"all_": ["z"], "is_null_": True, "operator": "or_"}},
        {"tags": {"all_": [], "any_": ["y"], "operator": "or_"}}, {"tags": {"all_": [], "any_": ["y"]}}, {"tags": {"all_": [], "is_null_": True, "operator": "or_"}},
        {"tags": {"all_": []}}, {"tags": {"all_": [], "operator": "or_"}},
        {"id": {"not_any_": [runs[0]["id"]]}, "name": {"like_": api.prefix}},
        {"operator": "or_", "name": {"any_": [api.unique("A")]}, "id": {"any_": [runs[0]["id"]]}},
    ):
        ask(api, mine, members)


@scenario
def filter_flow_runs_by_other_members(api: API):
    runs, mine = five_runs(api)
    deployment = runs[1]["deployment_id"]
    for members in (
        {"deployment_id": {"any_": [deployment]}}, {"deployment_id": {"is_null_": True}}, {"deployment_id": {"is_null_": False}},
        {"deployment_id": {"any_": [deployment], "is_null_": True, "operator": "or_"}}, {"flow_version": {"any_": ["v1"]}},
        {"idempotency_key": {"any_": [api.unique("key")]}}, {"idempotency_key": {"not_any_": [api.unique("key")]}},
        {"start_time": {"is_null_": True}}, {"start_time": {"is_null_": False}}, {"start_time": {"after_": "2020-01-01T00:00:00Z"}},
        {"start_time": {"before_": "2020-01-01T00:00:00Z"}}, {"end_time": {"is_null_": True}}, {"end_time": {"is_null_": False}},
        {"end_time": {"before_": "2099-01-01T00:00:00Z"}}, {"end_time": {"after_": "2099-01-01T00:00:00Z"}},
        {"expected_start_time": {"after_": "2030-06-01T00:00:00Z"}}, {"expected_start_time": {"before_": "2030-06-01T00:00:00Z"}},
        {"expected_start_time": {"after_": "2030-06-01T00:00:00Z", "before_": "2030-06-01 00:00:00+00:00"}},
        {"next_scheduled_start_time": {"after_": "2030-06-02T00:00:00Z"}}, {"next_scheduled_start_time": {"before_": "2031-01-01T02:00:00+02:00"}},
        {"parent_task_run_id": {"is_null_": True}}, {"parent_task_run_id": {"is_null_": False}}, {"parent_task_run_id": {"any_": [MISSING]}},
        {"parent_flow_run_id": {"any_": [MISSING]}}, {"work_queue_name": {"is_null_": True}}, {"work_queue_name": {"any_": ["default"]}},
        {"created_by": {"is_null_": True}}, {"created_by": {"type_": ["DEPLOYMENT"]}}, {"created_by": {"id_": [MISSING]}},
    ):
        ask(api, mine, members)


@scenario
def filter_flow_runs_by_what_they_belong_to(api: API):
    runs, mine = five_runs(api)
    task = a_task_run(api, runs[0], state={"type": "RUNNING"})
    for others in (
        {"flows": {"name": {"any_": [api.unique("two")]}}}, {"flows": {"id": {"any_": [runs[0]["flow_id"]]}}}, {"flows": {"tags": {"all_": ["f"]}}},
        {"deployments": {"id": {"any_": [runs[1]["deployment_id"]]}}}, {"deployments": {"name": {"like_": "nobody"}}},
        {"task_runs": {"id": {"any_": [task["id"]]}}}, {"task_runs": {"state": {"type": {"any_": ["RUNNING"]}}}},
        {"work_pools": {"name": {"any_": ["nobody"]}}}, {"work_pool_queues": {"name": {"any_": ["nobody"]}}},
        {"flows": None, "task_runs": None, "deployments": None, "work_pools": None, "work_pool_queues": None},
    ):
        ask(api, mine, {}, **others)


@scenario
def filter_flow_runs_by_pages(api: API):
    _, mine = five_runs(api)
    for part in ({"limit": 2}, {"limit": 2, "offset": 2}, {"limit": 2, "offset": 4}, {"offset": 9}, {"limit": 0}):
        api.post("/flow_runs/filter", {"flow_runs": mine, "sort": "NAME_ASC", **part})
    for part in ({}, {"limit": 2}, {"limit": 2, "page": 3}, {"limit": 2, "page": 4}, {"page": 0}, {"limit": 0}, {"limit": 201}):
        api.post("/flow_runs/paginate", {"flow_runs": mine, "sort": "NAME_ASC", **part})


@scenario
def filter_flow_runs_as_clients_spell_it(api: API):
    _, mine = five_runs(api)
    empty = {"operator": "and_", "any_": None, "is_null_": None}
    api.post("/flow_runs/filter", {
        "flows": None, "task_runs": None, "deployments": None, "work_pools": None, "work_pool_queues": None, "sort": "EXPECTED_START_TIME_ASC",
        "limit": None, "offset": 0, "flow_runs": {**mine, "operator": "and_", "deployment_id": empty, "name": None, "tags": {"operator": "and_", "all_": None, "is_null_": None},
                                                  "start_time": {"before_": None, "after_": None, "is_null_": None}}})
    api.post("/flow_runs/filter", {"flow_runs": {**mine, "state": {"operator": "and_", "type": {"any_": ["CANCELLING"]}, "name": None}}})


@scenario
def filter_flow_runs_with_bad_bodies(api: API):
    nobody = {"id": {"any_": [MISSING]}}
    for path in ("/flow_runs/filter", "/flow_runs/paginate", "/flow_runs/count"):
        api.raw("POST", path, b"{bad", {"content-type": "application/json"})
        for body in (
            {"limit": -1}, {"limit": 201}, {"limit": "x"}, {"offset": -1}, {"sort": "UP"}, {"sort": None}, {"flow_runs": []},
            {"flow_runs": {"more": 1}}, {"flow_runs": {"id": {"any_": ["x"]}}}, {"flow_runs": {"id": {"any_": [7]}}},
            {"flow_runs": {"state": {"type": {"any_": ["GONE"]}}}}, {"flow_runs": {"state": {"type": {"any_": "RUNNING"}}}},
            {"flow_runs": {"start_time": {"after_": "never"}}}, {"flow_runs": {"start_time": {"after_": None, "is_null_": "maybe"}}},
            {"flow_runs": {"start_time": {"more": 1}}}, {"flow_runs": {"operator": None}}, {"flows": {"id": 7}}, {"task_runs": 7},
            {"flow_runs": {"tags": {"all_": [None]}}}, {"flow_runs": {"name": {"any_": [1]}}},
        ):
            api.post(path, {"flow_runs": nobody, **body})


@scenario(differs=("criteria that the real server passes over",))
def filter_flow_runs_by_a_contradiction(api: API):
    run = a_flow_run(api)
    for end in ("filter", "count"):
        api.post(f"/flow_runs/{end}", {"flow_runs": {
            "id": {"any_": [run["id"]]}, "state": {"type": {"any_": ["SCHEDULED"], "not_any_": ["SCHEDULED"]}}}})
