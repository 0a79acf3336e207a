"""Inputs of flow runs: what is sent to a run while it runs or waits."""

from twin.api import API, MISSING
from twin.making import JSON_TYPE, a_flow_run, refused_bodies
from twin.scenario import scenario


@scenario
def inputs_of_a_flow_run(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    path = f"/flow_runs/{run['id']}/input"
    api.post(path, {"key": "one", "value": "1"})
    api.post(path, {"key": "two", "value": '{"a": "ü🙂"}', "sender": "prefect.flow-run.x"})
    api.post(path, {"key": "one", "value": "again"})
    api.post(path, {"key": "empty", "value": ""})
    for key in ("one", "two", "empty", "three", "ONE", "a%20b", "a%2Fb", "%C3%BC"):
        api.get(f"{path}/{key}")
    for body in ({"prefix": "o"}, {"prefix": ""}, {"prefix": "", "limit": 10}, {"prefix": "", "limit": 10, "exclude_keys": ["one", "empty"]},
                 {"prefix": "t", "limit": 2}, {"prefix": "%", "limit": 5}, {"prefix": "_wo", "limit": 5}, {"prefix": "O", "limit": 5},
                 {"prefix": "none", "limit": 5}, {"prefix": "", "limit": 0}, {"prefix": "", "limit": 300}):
        api.post(f"{path}/filter", body)
    api.delete(f"{path}/one")
    api.delete(f"{path}/one")
    api.get(f"{path}/one")
    api.post(path, {"key": "one", "value": "new"})
    api.get(f"{path}/one")
    api.delete(f"/flow_runs/{run['id']}")
    api.get(f"{path}/two")
    api.post(f"{path}/filter", {"prefix": "", "limit": 10})


@scenario
def input_of_a_flow_run_that_is_not_there(api: API):
    path = f"/flow_runs/{MISSING}/input"
    api.post(path, {"key": "one", "value": "1"})
    api.get(f"{path}/one")
    api.delete(f"{path}/one")
    api.post(f"{path}/filter", {"prefix": ""})


@scenario
def inputs_with_bad_bodies(api: API):
    run = a_flow_run(api)
    path = f"/flow_runs/{run['id']}/input"
    refused_bodies(api, "POST", path, {}, {"key": "a"}, {"value": "a"}, {"key": None, "value": "x"}, {"key": 7, "value": "x"}, {"key": "a", "value": 7},
                   {"key": "a", "value": None}, {"key": "a", "value": {"a": 1}}, {"key": "a", "value": "x", "sender": 7})
    api.post(path, {"key": "more", "value": "x", "more": 1})
    refused_bodies(api, "POST", f"{path}/filter", {}, {"prefix": None}, {"prefix": 7}, {"prefix": "a", "limit": "x"}, {"prefix": "a", "exclude_keys": "x"},
                   {"prefix": "a", "exclude_keys": [7]})
    api.post(f"{path}/filter", {"prefix": "", "more": 1, "limit": 5})
    api.raw("POST", path, b"key=a", {"content-type": "text/plain"})


@scenario(differs=("the real server fails",))
def inputs_that_the_real_server_fails_on(api: API):
    run = a_flow_run(api)
    path = f"/flow_runs/{run['id']}/input"
    for key in ("a b", "a/b", "", "ü", "a.b", "a_b-C9", "UPPER"):
        api.post(path, {"key": key, "value": "x"})
    api.post(f"{path}/filter", {"prefix": "", "limit": -1})
