"""Flows: create, read, by name, update, delete."""

from twin.api import API
from twin.scenario import scenario


@scenario
def create_flow_twice(api: API):
    name = api.unique("flow")
    flow = api.post("/flows/", {"name": name, "tags": ["b", "a"], "labels": {"l": 1, "f": 1.5, "t": True, "s": "x"}})
    api.post("/flows/", {"name": name, "tags": ["other"]})
    api.get(f"/flows/{flow['id']}")
    api.get(f"/flows/name/{name}")
