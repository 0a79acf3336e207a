"""Artifacts: create, read, change, delete, by key and by id."""

from twin.api import API, MISSING
from twin.making import a_flow_run, a_task_run, refused_bodies
from twin.scenario import scenario

from .variables import heard


def an_artifact(api: API, key: str | None = None, **members):
    body = {"type": "markdown", "data": "# Hello", **members}
    return api.post("/artifacts/", {"key": keyed(api, key), **body} if key else body)


def keyed(api: API, key: str) -> str:
    """A key that artifacts may have."""
    return api.unique(key).lower().replace("_", "-")


@scenario
def artifact_of_every_type(api: API):
    for number, (type, data) in enumerate((
        ("markdown", "# Title\n<b>x</b> ü"), ("table", '[{"a": 1, "b": null}]'), ("link", "[text](https://example.com)"), ("progress", 12.5), ("image", "https://example.com/x.png"),
        ("result", {"type": "literal", "value": 1}), ("rich", {"html": "<p>"}), (None, None), ("own", [1, {"a": None}]), ("own", ""), ("own", 0), ("own", False), ("own", {}))):
        made = an_artifact(api, f"a{number}", type=type, data=data)
        api.get(f"/artifacts/{made['id']}")
        api.get(f"/artifacts/{made['key']}/latest")


@scenario
def artifact_of_a_run(api: API):
    run = a_flow_run(api)
    task = a_task_run(api, run)
    one = an_artifact(api, "one", flow_run_id=run["id"], task_run_id=task["id"], description="what **it** is", metadata_={"a": "1", "b": "ü"})
    api.get(f"/artifacts/{one['id']}")
    api.get(f"/artifacts/{one['key']}/latest")
    an_artifact(api, flow_run_id=MISSING, task_run_id=MISSING)
    an_artifact(api)
    api.post("/artifacts/", {})


@scenario
def long_metadata_is_cut(api: API):
    made = an_artifact(api, "long", metadata_={"a": "x" * 500, "b": "y" * 501, "c": "ü" * 600, "d": ""}, description="z" * 2000)
    api.get(f"/artifacts/{made['id']}")
    api.patch(f"/artifacts/{made['id']}", {"metadata_": {"e": "w" * 501}})
    api.get(f"/artifacts/{made['id']}")
    api.get(f"/artifacts/{made['key']}/latest")


@scenario
def artifacts_of_one_key(api: API):
    run = a_flow_run(api)
    first = an_artifact(api, "key", data="1", description="first", metadata_={"a": "b"}, flow_run_id=run["id"])
    latest = f"/artifacts/{first['key']}/latest"
    api.get(latest)
    second = an_artifact(api, "key", data="2", type="link")
    api.get(latest)
    third = an_artifact(api, "key", data="3")
    api.get(latest)
    api.patch(f"/artifacts/{first['id']}", {"data": "changed"})
    api.get(latest)
    api.patch(f"/artifacts/{third['id']}", {"data": {"changed": True}, "description": "third", "metadata_": {"c": "d"}})
    api.get(latest)
    api.get(f"/artifacts/{third['id']}")
    api.delete(f"/artifacts/{first['id']}")
    api.get(latest)
    api.delete(f"/artifacts/{third['id']}")
    api.get(latest)
    api.delete(f"/artifacts/{second['id']}")
    api.get(latest)
    an_artifact(api, "key", data="again")
    api.get(latest)


@scenario(differs=("numbers keep their kind",))
def change_artifact(api: API):
    made = an_artifact(api, description="old", metadata_={"a": "b"})
    path = f"/artifacts/{made['id']}"
    for change in ({"data": "new"}, {"data": None}, {"data": {"a": [1]}}, {"description": None}, {"description": "new"}, {"metadata_": None}, {"metadata_": {}}, {"data": 50.0}):
        api.patch(path, change)
        api.get(path)


@scenario
def artifacts_that_are_not_there(api: API):
    for path in (f"/artifacts/{MISSING}", "/artifacts/x"):
        api.get(path)
        api.patch(path, {"data": 1})
        api.delete(path)
    api.get("/artifacts/nobody/latest")
    api.get("/artifacts/a%20b%2Fc/latest")
    made = an_artifact(api)
    api.delete(f"/artifacts/{made['id']}")
    api.delete(f"/artifacts/{made['id']}")
    api.get(f"/artifacts/{made['id']}")


@scenario
def empty_change_of_an_artifact(api: API):
    made = an_artifact(api, "empty")
    api.patch(f"/artifacts/{made['id']}", {})
    api.get(f"/artifacts/{made['id']}")
    api.patch(f"/artifacts/{MISSING}", {})


@scenario
def artifacts_with_bad_bodies(api: API):
    refused_bodies(
        api, "POST", "/artifacts/", {"key": "UPPER"}, {"key": "a_b"}, {"key": "a b"}, {"key": 7}, {"type": 7}, {"description": 7}, {"metadata_": []}, {"metadata_": {"a": 1, "b": None}},
        {"flow_run_id": "x", "task_run_id": 7}, {"more": 1}, {"metadata": {}}, {"key": "line\n", "type": {}})
    api.post("/artifacts/", {"key": ""})
    made = an_artifact(api)
    refused_bodies(api, "PATCH", f"/artifacts/{made['id']}", {"key": "x"}, {"type": "x"}, {"description": 7}, {"metadata_": {"a": 1}}, {"metadata_": 7}, {"more": 1})


@scenario
def tell_of_artifacts(api: API):
    run = a_flow_run(api)
    task = a_task_run(api, run)
    about = {"type": "filter", "filter": {
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}, "event": {"prefix": ["prefect.artifact-collection."]}, "order": "ASC",
        "resource": {"labels": {"prefect.resource.name": keyed(api, "told")}}}}
    with api.events_out(about) as events:
        events.flush()
        first = an_artifact(api, "told", data={"a": 1}, description="what", flow_run_id=run["id"], task_run_id=task["id"])
        heard(api, events, "created", {"a": 1}, "data")
        second = an_artifact(api, "told", type="table", data="[]", flow_run_id=run["id"])
        heard(api, events, "updated", "[]", "data")
        api.patch(f"/artifacts/{second['id']}", {"data": "[1]"})
        an_artifact(api, data="no key, no event")
        api.delete(f"/artifacts/{second['id']}")
        heard(api, events, "updated", {"a": 1}, "data")
        api.delete(f"/artifacts/{first['id']}")
        heard(api, events, "deleted", {"a": 1}, "data")
        an_artifact(api, "told", data=None)
        heard(api, events, "created", None, "data")


@scenario(version="2.20.25")
def artifacts_of_prefect_2(api: API):
    made = an_artifact(api, "old", description="what", metadata_={"a": "b"})
    api.get(f"/artifacts/{made['id']}")
    api.get(f"/artifacts/{made['key']}/latest")
    second = an_artifact(api, "old", type="table", data="[]")
    mine = {"key": {"any_": [made["key"]]}}
    api.post("/artifacts/filter", {"artifacts": mine, "sort": "CREATED_DESC"})
    api.post("/artifacts/latest/filter", {"artifacts": mine})
    api.post("/artifacts/count", {"artifacts": mine})
    api.post("/artifacts/latest/count", {"artifacts": mine})
    api.patch(f"/artifacts/{second['id']}", {"data": "[1]"})
    api.get(f"/artifacts/{made['key']}/latest")
    api.delete(f"/artifacts/{second['id']}")
    api.get(f"/artifacts/{made['key']}/latest")
