"""Saved searches: put, read, list, delete."""

from twin.api import API, MISSING
from twin.making import refused_bodies
from twin.scenario import scenario

FILTER = {"object": "flow_run", "property": "name", "type": "string", "operation": "contains", "value": "x"}


def saved(api: API, name: str = "search", **members):
    return api.put("/saved_searches/", {"name": api.unique(name), **members})


@scenario
def put_saved_search(api: API):
    for made in (saved(api), saved(api, "filters", filters=[FILTER, {**FILTER, "value": {"a": [1, None]}}]), saved(api, "value", filters=[{**FILTER, "value": None}]), saved(api, "more", filters=[{**FILTER, "more": 1}])):
        api.get(f"/saved_searches/{made['id']}")


@scenario
def put_saved_search_again(api: API):
    made = saved(api, filters=[FILTER])
    saved(api, filters=[{**FILTER, "value": 7}])
    api.get(f"/saved_searches/{made['id']}")
    saved(api)
    api.get(f"/saved_searches/{made['id']}")


@scenario
def list_saved_searches(api: API):
    made = [saved(api, name) for name in ("b", "a", "c")]
    # Nothing chooses some of them: the list is all that other scenarios made, too.
    mine = [one for one in api.raw("POST", "/saved_searches/filter", b"{}", {"content-type": "application/json"}, record=False) if one["name"].startswith(api.prefix)]
    assert [one["id"] for one in mine] == [made[1]["id"], made[0]["id"], made[2]["id"]], "by name"
    api.post("/saved_searches/filter", {"limit": 0})
    api.post("/saved_searches/filter", {"offset": 100_000})
    for body in ({"limit": -1}, {"limit": 201}, {"limit": "x"}, {"offset": -1}):
        api.post("/saved_searches/filter", body)


@scenario
def delete_saved_search(api: API):
    made = saved(api)
    api.delete(f"/saved_searches/{made['id']}")
    api.delete(f"/saved_searches/{made['id']}")
    api.get(f"/saved_searches/{made['id']}")
    for path in (f"/saved_searches/{MISSING}", "/saved_searches/x"):
        api.get(path)
        api.delete(path)


@scenario
def saved_searches_with_bad_bodies(api: API):
    refused_bodies(
        api, "PUT", "/saved_searches/", {}, {"name": 7}, {"name": None}, {"name": "x", "filters": None}, {"name": "x", "filters": {}}, {"name": "x", "filters": [7]},
        {"name": "x", "filters": [{}]}, {"name": "x", "filters": [{**FILTER, "object": None, "type": 7}]}, {"name": "x", "more": 1})
