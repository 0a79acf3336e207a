"""Flows: create, read, by name, update, delete."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, refused_bodies
from twin.scenario import scenario


@scenario
def create_flow_twice(api: API):
    name = api.unique("flow")
    flow = api.post("/flows/", {"name": name, "tags": ["b", "a"], "labels": {"l": 1, "f": 1.5, "t": True, "s": "x"}})
    api.post("/flows/", {"name": name, "tags": ["other"], "labels": {}})
    api.get(f"/flows/{flow['id']}")
    api.get(f"/flows/name/{name}")


@scenario
def create_flow_with_odd_names(api: API):
    for name in ("with space", " padded ", "ünïcødé", "日本", "🙂", "a.b", "a:b", "a?b", "a#b", "q\"q", "a\\b", "tab\tbed", "x" * 300):
        flow = api.post("/flows/", {"name": api.unique("flow") + name})
        api.get(f"/flows/{flow['id']}")


@scenario
def read_flow_by_odd_name(api: API):
    name = api.unique("a flow ü?#")
    api.post("/flows/", {"name": name})
    api.get("/flows/name/" + name.replace(" ", "%20").replace("ü", "%C3%BC").replace("?", "%3F").replace("#", "%23"))
    api.get("/flows/name/a%2Fb")
    api.get("/flows/name/")


@scenario
def create_flow_with_nulls(api: API):
    for number, members in enumerate(({"tags": None}, {"labels": None}, {"labels": {}}, {"tags": []})):
        api.post("/flows/", {"name": api.unique(str(number)), **members})


@scenario
def create_flow_with_bad_bodies(api: API):
    name = api.unique("flow")
    refused_bodies(
        api, "POST", "/flows/", {}, {"name": None}, {"name": 7}, {"name": ""}, {"name": "a/b"}, {"name": "a%b"},
        {"name": "a&b"}, {"name": "a<b"}, {"name": name, "more": 1}, {"tags": [], "more": {"a": [1, None]}},
        {"name": name, "tags": "x"}, {"name": name, "tags": [1, "a", None]}, {"name": name, "tags": {}},
        {"name": name, "labels": []}, {"name": name, "labels": {"a": None}}, {"name": name, "labels": {"a": {"b": 1}}},
        {"name": name, "id": MISSING}, {"name": ["x"], "tags": 3, "labels": "y"})


@scenario
def update_flow(api: API):
    flow = a_flow(api, tags=["a"])
    for body in ({"tags": ["c", "b", "b"]}, {}, {"tags": []}):
        api.patch(f"/flows/{flow['id']}", body)
        api.get(f"/flows/{flow['id']}")


@scenario
def update_flow_with_bad_bodies(api: API):
    flow = a_flow(api, tags=["a"])
    refused_bodies(api, "PATCH", f"/flows/{flow['id']}", {"tags": None}, {"tags": "x"}, {"name": "other"}, {"tags": [None]})
    api.get(f"/flows/{flow['id']}")


@scenario
def flows_that_are_not_there(api: API):
    api.get(f"/flows/{MISSING}")
    api.get("/flows/name/nobody")
    api.patch(f"/flows/{MISSING}", {"tags": []})
    api.delete(f"/flows/{MISSING}")


@scenario
def delete_flow(api: API):
    flow = a_flow(api)
    deployment = a_deployment(api, flow)
    run = a_flow_run(api, flow)
    api.delete(f"/flows/{flow['id']}")
    api.delete(f"/flows/{flow['id']}")
    api.get(f"/flows/{flow['id']}")
    api.get(f"/deployments/{deployment['id']}")
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def delete_flows_in_bulk(api: API):
    flows = [a_flow(api, str(number)) for number in range(3)]
    api.post("/flows/bulk_delete", {"flows": {"id": {"any_": [flows[0]["id"]]}}})
    api.post("/flows/bulk_delete", {"flows": {"id": {"any_": [MISSING]}}, "limit": 1})
    api.post("/flows/bulk_delete", {"limit": -1})
    api.post("/flows/bulk_delete", {"limit": 201})
    api.post("/flows/filter", {"flows": {"name": {"like_": api.prefix}}})


@scenario
def create_flow_keeps_the_last_of_doubled_members(api: API):
    name = api.unique("flow").encode()
    api.raw("POST", "/flows/", b'{"name":"x/","tags":["a"],"name":"' + name + b'","tags":["b"]}', {"content-type": "application/json"})
