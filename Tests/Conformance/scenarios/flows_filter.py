"""Flows: filter, count, paginate."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run
from twin.scenario import scenario


def four_flows(api: API):
    """Four flows, `mine` picks them among all others."""
    flows = [
        a_flow(api, "d", tags=["x", "y"]), a_flow(api, "B", tags=["y"]), a_flow(api, "a"), a_flow(api, "c", tags=["x"])]
    mine = {"id": {"any_": [flow["id"] for flow in flows]}}
    return flows, mine


@scenario
def filter_flows_sorted(api: API):
    _, mine = four_flows(api)
    api.post("/flows/filter", {"flows": mine})
    for sort in ("NAME_ASC", "NAME_DESC", "CREATED_DESC", "UPDATED_DESC"):
        api.post("/flows/filter", {"flows": mine, "sort": sort})


@scenario
def filter_flows_by_their_members(api: API):
    flows, mine = four_flows(api)
    for members in (
        {"name": {"any_": [api.unique("a"), api.unique("c"), "nobody"]}},
        {"name": {"any_": []}}, {"name": {"like_": api.unique("b").upper()}}, {"name": {"like_": "no such thing"}},
        {"name": {"like_": "%"}}, {"name": {"like_": "_"}},
        {"tags": {"all_": ["x"]}}, {"tags": {"all_": ["x", "y"]}}, {"tags": {"all_": ["z"]}}, {"tags": {"all_": []}},
        {"tags": {"is_null_": True}}, {"tags": {"is_null_": False}}, {"tags": {"all_": ["x"], "is_null_": True}},
        {"tags": {"all_": ["x"], "is_null_": True, "operator": "or_"}},
        {"deployment": {"is_null_": True}}, {"deployment": {"is_null_": False}},
    ):
        api.post("/flows/filter", {"flows": {**mine, **members}})
        api.post("/flows/count", {"flows": {**mine, **members}})
    api.post("/flows/filter", {"flows": {"id": {"not_any_": [flows[0]["id"]]}, "name": {"like_": api.prefix}, "operator": "and_"}})
    api.post("/flows/filter", {"flows": {"operator": "or_", "name": {"any_": [api.unique("a")]}, "id": {"any_": [flows[0]["id"]]}}})


@scenario
def filter_flows_by_what_belongs_to_them(api: API):
    flows, mine = four_flows(api)
    deployment = a_deployment(api, flows[0], tags=["t"])
    run = a_flow_run(api, flows[1], tags=["r"], state={"type": "RUNNING"})
    for others in (
        {"deployments": {"id": {"any_": [deployment["id"]]}}}, {"deployments": {"tags": {"all_": ["t"]}}},
        {"flow_runs": {"id": {"any_": [run["id"]]}}}, {"flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}},
        {"flow_runs": {"tags": {"all_": ["other"]}}}, {"task_runs": {"name": {"any_": ["nobody"]}}},
        {"work_pools": {"name": {"any_": ["nobody"]}}}, {"flow_runs": {}}, {"deployments": None, "flow_runs": None},
    ):
        api.post("/flows/filter", {"flows": mine, **others})
        api.post("/flows/count", {"flows": mine, **others})
    api.post("/flows/filter", {"flows": {**mine, "deployment": {"is_null_": False}}})


@scenario
def filter_flows_by_pages(api: API):
    _, mine = four_flows(api)
    for part in ({"limit": 2}, {"limit": 2, "offset": 1}, {"limit": 2, "offset": 3}, {"offset": 9}, {"limit": 0}, {"limit": 200}):
        api.post("/flows/filter", {"flows": mine, **part})
    for part in ({}, {"limit": 3}, {"limit": 3, "page": 2}, {"limit": 3, "page": 9}, {"limit": 0}, {"page": 0}, {"page": -1},
                 {"limit": -1}, {"limit": 201}, {"sort": "NAME_DESC", "limit": 1}, {"limit": 1, "page": 4}):
        api.post("/flows/paginate", {"flows": mine, **part})


@scenario
def filter_flows_with_bad_bodies(api: API):
    nobody = {"flows": {"name": {"any_": [api.unique("nobody")]}}}
    for path in ("/flows/filter", "/flows/paginate", "/flows/count"):
        api.raw("POST", path, b"{bad", {"content-type": "application/json"})
        for body in (
            {"limit": -1}, {"limit": 201}, {"limit": "x"}, {"limit": "3"}, {"limit": 1.5}, {"limit": 2.0}, {"limit": True},
            {"limit": None}, {"offset": -1}, {"offset": None}, {"page": "x"}, {"sort": "UP"}, {"sort": None}, {"more": {}},
            {"flows": {"id": {"any_": ["x"]}}}, {"flows": {"id": {"any_": MISSING}}}, {"flows": []}, {"flows": "x"},
            {"flows": {"name": {"like_": 7}}}, {"flows": {"more": 1}}, {"flows": {"tags": {"all_": [1]}}},
            {"flows": {"operator": "xor_"}}, {"flow_runs": {"state": {"type": {"any_": ["GONE"]}}}}, [],
        ):
            api.post(path, {**nobody, **body} if isinstance(body, dict) else body)
