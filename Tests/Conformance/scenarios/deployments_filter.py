"""Deployments: filter, count, paginate."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, scheduled
from twin.scenario import scenario


def four_deployments(api: API):
    """Deployments of two flows; `mine` picks them among all others."""
    one, two = a_flow(api, "one", tags=["f"]), a_flow(api, "two")
    made = [a_deployment(api, one, "c", tags=["x", "y"], paused=True), a_deployment(api, one, "A", tags=["y"], concurrency_limit=3),
            a_deployment(api, two, "b"), a_deployment(api, two, "d", tags=["x"], schedules=[{"schedule": {"interval": 60, "anchor_date": "2030-01-01T00:00:00Z"}}])]
    return made, {"id": {"any_": [deployment["id"] for deployment in made]}}


@scenario
def filter_deployments_sorted(api: API):
    made, mine = four_deployments(api)
    api.post("/deployments/filter", {"deployments": mine})
    api.patch(f"/deployments/{made[2]['id']}", {"version": "touched"})
    for sort in ("NAME_ASC", "NAME_DESC", "CREATED_DESC", "UPDATED_DESC"):
        api.post("/deployments/filter", {"deployments": mine, "sort": sort})


@scenario
def filter_deployments_by_their_members(api: API):
    made, mine = four_deployments(api)
    for members in (
        {"name": {"any_": [api.unique("A"), "nobody"]}}, {"name": {"like_": api.unique("a")}}, {"name": {"like_": "%"}}, {"tags": {"all_": ["x"]}}, {"tags": {"all_": ["x", "y"]}},
        {"tags": {"any_": ["x", "z"]}}, {"tags": {"is_null_": True}}, {"tags": {"is_null_": False}}, {"paused": {"eq_": True}}, {"paused": {"eq_": False}}, {"paused": {"eq_": None}},
        {"flow_or_deployment_name": {"like_": api.unique("two")}}, {"flow_or_deployment_name": {"like_": api.unique("c")}},
        {"work_queue_name": {"any_": ["default"]}}, {"operator": "or_", "name": {"any_": [api.unique("A")]}, "id": {"any_": [made[0]["id"]]}},
        {"id": {"not_any_": [made[0]["id"]]}, "name": {"like_": api.prefix}}, {"id": {"any_": []}},
    ):
        api.post("/deployments/filter", {"deployments": {**mine, **members}})
        api.post("/deployments/count", {"deployments": {**mine, **members}})


@scenario
def filter_deployments_by_what_belongs_to_them(api: API):
    made, mine = four_deployments(api)
    run = a_flow_run(api, {"id": made[0]["flow_id"]}, deployment_id=made[0]["id"], state={"type": "RUNNING"})
    for others in (
        {"flows": {"tags": {"all_": ["f"]}}}, {"flows": {"name": {"any_": [api.unique("two")]}}}, {"flow_runs": {"id": {"any_": [run["id"]]}}}, {"flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}},
        {"task_runs": {"name": {"any_": ["nobody"]}}}, {"work_pools": {"name": {"any_": ["nobody"]}}}, {"work_pool_queues": {"name": {"any_": ["nobody"]}}}, {"flows": None, "flow_runs": None, "task_runs": None},
    ):
        api.post("/deployments/filter", {"deployments": mine, **others})
        api.post("/deployments/count", {"deployments": mine, **others})


@scenario
def filter_deployments_by_pages(api: API):
    _, mine = four_deployments(api)
    for part in ({"limit": 2}, {"limit": 2, "offset": 3}, {"offset": 9}, {"limit": 0}):
        api.post("/deployments/filter", {"deployments": mine, **part})
    for part in ({}, {"limit": 3}, {"limit": 3, "page": 2}, {"limit": 3, "page": 3}, {"page": 0}, {"limit": 0}, {"sort": "NAME_DESC", "limit": 1}):
        api.post("/deployments/paginate", {"deployments": mine, **part})


@scenario
def filter_deployments_with_bad_bodies(api: API):
    for path in ("/deployments/filter", "/deployments/count", "/deployments/paginate"):
        api.raw("POST", path, b"{bad", {"content-type": "application/json"})
        for body in ({"limit": -1}, {"limit": 201}, {"limit": "x"}, {"offset": -1}, {"sort": "UP"}, {"deployments": []}, {"deployments": {"more": 1}}, {"deployments": {"id": {"any_": ["x"]}}},
                     {"deployments": {"paused": {"eq_": "maybe"}}}, {"deployments": {"concurrency_limit": {"ge_": "x"}}}, {"deployments": {"is_schedule_active": {"eq_": True}}}, {"flows": {"id": 1}}):
            api.post(path, {"deployments": {"id": {"any_": [MISSING]}}, **body})


@scenario(differs=("criteria that the real server passes over",))
def filter_deployments_by_their_limit(api: API):
    flow = a_flow(api)
    made = [a_deployment(api, flow, name, **limit) for name, limit in (("none", {}), ("three", {"concurrency_limit": 3}))]
    for limit in ({"is_null_": True}, {"is_null_": False}, {"ge_": 2, "le_": 4}):
        for end in ("filter", "count"):
            api.post(f"/deployments/{end}", {"deployments": {
                "id": {"any_": [one["id"] for one in made]}, "concurrency_limit": limit}})


@scenario
def filter_deployments_by_six_filters_at_once(api: API):
    made, mine = four_deployments(api)
    run = a_flow_run(api, {"id": made[0]["flow_id"]}, deployment_id=made[0]["id"], tags=["r"], state={"type": "RUNNING"})
    task = a_task_run(api, run)
    everything = {"flows": {"name": {"any_": [api.unique("one")]}}, "flow_runs": {"tags": {"all_": ["r"]}}, "task_runs": {"id": {"any_": [task["id"]]}}, "deployments": mine}
    for others in ({}, {"flows": {"name": {"any_": [api.unique("two")]}}}, {"flow_runs": {"tags": {"all_": ["s"]}}}, {"task_runs": {"id": {"any_": [MISSING]}}},
                   {"deployments": {"id": {"any_": [made[1]["id"]]}}}, {"work_pools": {"name": {"any_": ["nobody"]}}}, {"work_pool_queues": {"name": {"any_": ["nobody"]}}}):
        for end in ("filter", "count", "paginate"):
            api.post(f"/deployments/{end}", {**everything, **others})


@scenario
def filter_deployments_by_pages_and_sorts(api: API):
    made, mine = four_deployments(api)
    api.patch(f"/deployments/{made[1]['id']}", {"version": "touched"})
    for sort in ("NAME_ASC", "NAME_DESC", "CREATED_DESC", "UPDATED_DESC", None):
        for part in ({"limit": 3}, {"limit": 3, "page": 2}):
            api.post("/deployments/paginate", {"deployments": mine, "sort": sort, **part})
        api.post("/deployments/filter", {"deployments": mine, "sort": sort, "limit": 2, "offset": 1})


@scenario
def delete_chosen_deployments_in_bulk(api: API):
    made, mine = four_deployments(api)
    run = a_flow_run(api, {"id": made[0]["flow_id"]}, deployment_id=made[0]["id"], state=scheduled("2031-01-01T00:00:00Z"))
    for chosen in ({"deployments": {**mine, "tags": {"all_": ["z"]}}}, {"deployments": {**mine, "paused": {"eq_": True}}}, {"deployments": {**mine, "tags": {"all_": ["x"]}}}, {"deployments": mine, "limit": 1}, {"deployments": mine}, {"deployments": mine}):
        api.post("/deployments/bulk_delete", chosen)
        api.post("/deployments/filter", {"deployments": mine})
    api.get(f"/flow_runs/{run['id']}")
    for body in ({"limit": 0}, {"limit": 51}, {"limit": "x"}, {"deployments": []}, {"deployments": {"id": {"any_": ["x"]}}}, {"deployments": {"more": 1}}, {"deployments": {"id": {"any_": []}}}):
        api.post("/deployments/bulk_delete", {"deployments": {"id": {"any_": [MISSING]}}, **body})
