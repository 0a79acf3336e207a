"""Runs and queues changed member by member, schemas of the UI's forms, and answers from a cache."""

from twin.api import API
from twin.making import a_flow_run, a_task_run, set_state
from twin.scenario import scenario

FORM = {
    "type": "object", "required": ["a"],
    "properties": {
        "a": {"type": "string"}, "n": {"type": "integer", "minimum": 1}, "e": {"enum": ["p", "q"]}, "any": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "o": {"type": "object", "properties": {"x": {"type": "number"}}, "required": ["x"], "additionalProperties": False},
        "l": {"type": "array", "items": {"type": "string", "format": "date"}, "maxItems": 2}}}


@scenario
def ui_schema_of_a_form(api: API):
    kind = "__prefect_kind"
    for values in (
            {}, {"a": 7}, {"a": "x", "n": 0}, {"a": "x", "n": "1"}, {"a": "x", "o": {}}, {"a": "x", "o": {"x": 1, "y": 2}}, {"a": "x", "l": ["x", 7, "2020-01-01"]}, {"a": "x", "e": "r"},
            {"a": "x", "any": "y"}, {"a": "x", "more": 1}, {"a": None}, {"a": {kind: "none"}}, {"a": {kind: "none", "value": "x"}}, {"a": {kind: "json", "value": "\"x\""}},
            {"a": {kind: "json", "value": "7"}}, {"a": {kind: "workspace_variable", "variable_name": "nobody"}}, {"a": {kind: "nope"}}, {"a": "x", "o": {"x": {kind: "json", "value": "1.5"}}},
            {"a": "x", "l": [{kind: "json", "value": "\"2020-01-01\""}]}, {"a": {kind: "json"}}, {"a": {kind: "json", "value": None}}):
        api.post("/ui/schemas/validate", {"schema": FORM, "values": values})


@scenario
def a_flow_run_changed_member_by_member(api: API):
    path = f"/flow_runs/{a_flow_run(api, tags=['a'], parameters={'x': 1})['id']}"
    for change in (
            {"tags": ["b", "b", ""]}, {"tags": []}, {"parameters": {}}, {"parameters": {"deep": {"a": [1]}}}, {"flow_version": "2"}, {"flow_version": None}, {"infrastructure_pid": "host:1"},
            {"infrastructure_pid": None}, {"job_variables": {"a": 1}}, {"job_variables": None}, {"job_variables": {}}, {"empirical_policy": {}}, {"name": "x" * 3000}, {"tags": None},
            {"parameters": None}):
        api.patch(path, change)
        api.get(path)


@scenario
def labels_of_every_kind(api: API):
    path = f"/flow_runs/{a_flow_run(api, labels={'a': '1', 'b': 2})['id']}"
    for labels in ({"a": "x"}, {"c": 1.5}, {"d": True}, {}, {"prefect.flow.id": "mine"}, [], None, 7, {"": "empty"}, {"ü": "ü"}):
        api.patch(f"{path}/labels", labels)
        api.get(path)


@scenario
def a_queue_of_agents_changed_member_by_member(api: API):
    queue = api.post("/work_queues/", {"name": api.unique("old"), "concurrency_limit": 0, "priority": 2, "description": "d", "is_paused": True})
    path = f"/work_queues/{queue['id']}"
    api.get(f"{path}/status")
    for change in (
            {"is_paused": False}, {"priority": 1}, {"concurrency_limit": None}, {"name": api.unique("new")}, {"description": None}, {"last_polled": "2030-01-01T00:00:00Z"}, {"priority": 0},
            {"priority": -1}, {"concurrency_limit": -1}, {"is_paused": None}):
        api.patch(path, change)
        api.get(path)
    for body in ({"limit": 1}, {"limit": 0}, {"limit": None}, {"scheduled_before": "2031-01-01T00:00:00Z"}, {"scheduled_before": "x"}, {}):
        api.post(f"{path}/get_runs", body)
    api.get(f"{path}/status")
    api.delete(path)
    for end in ("", "/status"):
        api.get(path + end)
    api.post(f"{path}/get_runs", {})
    api.patch(path, {"priority": 1})


@scenario
def queues_that_change_places(api: API):
    path = f"/work_pools/{api.post('/work_pools/', {'name': api.unique('p'), 'type': 'process'})['name']}/queues"
    for number, members in enumerate(({}, {"priority": 1}, {"priority": 99}, {"priority": 2}, {"concurrency_limit": 0}, {"description": "x", "is_paused": True})):
        api.post(path, {"name": f"q{number}", **members})
    for name, priority in (("q0", 1), ("default", 5), ("q3", 2), ("q5", 1)):
        api.patch(f"{path}/{name}", {"priority": priority})
        api.post(f"{path}/filter", {})
    api.delete(f"{path}/q1")
    api.post(f"{path}/filter", {"limit": 2, "offset": 1})
    api.post(f"{path}/filter", {"work_queues": {"name": {"any_": ["q2"]}}})
    api.patch(f"{path}/q2", {"name": "renamed"})
    for name in ("q2", "renamed"):
        api.get(f"{path}/{name}")
    api.patch(f"{path}/renamed", {"name": "q3"})


@scenario
def answers_from_a_cache(api: API):
    run, key = a_flow_run(api, state={"type": "RUNNING"}), api.unique("cache")

    def task(name: str, **members):
        return a_task_run(api, run, name, name, **members)

    def state(task, type: str, *, key: str = key, data=None, **details):
        set_state(api, task, type, kind="task_runs", state_details={"cache_key": key, **details}, data=data)

    one, two, three, four, five = (task(name) for name in ("one", "two", "three", "four", "five"))
    state(one, "RUNNING")
    state(one, "COMPLETED", data={"type": "literal", "value": 1})
    state(two, "RUNNING")
    state(three, "RUNNING", refresh_cache=True)
    state(three, "COMPLETED", cache_expiration="2020-01-01T00:00:00Z")
    state(four, "RUNNING")
    state(four, "COMPLETED", key="x" * 2001)
    state(five, "RUNNING", key="x" * 2001)
    state(task("six", cache_key=key), "RUNNING")
