"""Variables: create, read, filter, count, change, delete, and what is told of them."""

from twin.api import API, MISSING
from twin.making import refused_bodies
from twin.scenario import scenario


def a_variable(api: API, name: str = "variable", value="plain", **members):
    return api.post("/variables/", {"name": named(api, name), "value": value, **members})


def named(api: API, name: str) -> str:
    """A name that variables may have."""
    return api.unique(name).lower()


@scenario(differs=("numbers keep their kind",))
def variable_of_every_kind_of_value(api: API):
    for number, value in enumerate((
        "text", "", 7, -1, 0, 1.5, 1.0, True, False, None, {}, {"a": {"b": [1, None, 2.5]}}, [], [1, "two", [3]], "ü🙂\n", "7", "null", "x" * 4998)):
        made = a_variable(api, f"v{number}", value)
        api.get(f"/variables/{made['id']}")
        api.get(f"/variables/name/{made['name']}")


@scenario
def variable_with_tags(api: API):
    made = a_variable(api, tags=["b", "a", "b", ""])
    api.get(f"/variables/{made['id']}")
    api.patch(f"/variables/{made['id']}", {"tags": ["c"]})
    api.get(f"/variables/{made['id']}")
    api.patch(f"/variables/{made['id']}", {"tags": []})
    api.get(f"/variables/{made['id']}")


@scenario
def create_variable_twice(api: API):
    a_variable(api)
    a_variable(api, value="other")
    api.get(f"/variables/name/{named(api, 'variable')}")


@scenario
def names_of_variables(api: API):
    for name in ("", "UPPER", "with space", "ü", "a.b", "a/b", "a%b", "line\n", "a_b-c_9", "-", "x" * 256, "X" * 256):
        api.post("/variables/", {"name": name and f"{named(api, '')}{name}"[-max(256, 1):] if len(name) < 256 else name, "value": 1})
    longest = (named(api, "") + "x" * 255)[:255]
    api.post("/variables/", {"name": longest, "value": 1})
    api.get(f"/variables/name/{longest}")


@scenario
def variables_that_are_not_there(api: API):
    for path in (f"/variables/{MISSING}", "/variables/x", "/variables/name/nobody-here", "/variables/name/NOBODY", "/variables/name/a%2Fb", "/variables/name/"):
        api.get(path)
        api.patch(path, {"value": 1})
        api.delete(path)


@scenario
def change_variable(api: API):
    made = a_variable(api, tags=["a"])
    path = f"/variables/{made['id']}"
    for change in ({"value": {"a": 1}}, {"value": None}, {"value": "back"}, {"name": named(api, "other")}, {"tags": ["b", "c"]}, {}, {"value": 2, "tags": []}):
        api.patch(path, change)
        api.get(path)
    path = f"/variables/name/{named(api, 'other')}"
    for change in ({"value": [1]}, {"tags": ["z"]}, {}, {"name": named(api, "third")}):
        api.patch(path, change)
        api.get(path)
    api.get(f"/variables/name/{named(api, 'third')}")


@scenario(differs=("conflicts say why",))
def change_variable_to_what_cannot_be(api: API):
    one, other = a_variable(api), a_variable(api, "other")
    api.patch(f"/variables/{one['id']}", {"name": other["name"]})
    api.patch(f"/variables/name/{one['name']}", {"name": other["name"]})
    api.patch(f"/variables/{one['id']}", {"name": None})
    api.patch(f"/variables/{one['id']}", {"tags": None})
    api.get(f"/variables/{one['id']}")


@scenario
def delete_variable(api: API):
    one, other = a_variable(api), a_variable(api, "other")
    for path in (f"/variables/{one['id']}", f"/variables/name/{other['name']}"):
        api.delete(path)
        api.delete(path)
        api.get(path)
    a_variable(api)


@scenario
def filter_variables(api: API):
    made = [a_variable(api, name, number, tags=tags) for number, (name, tags) in enumerate(
        (("b-one", ["x"]), ("a_two", ["x", "y"]), ("d-three", []), ("c_four", ["y", "z"])))]
    mine = {"any_": [one["id"] for one in made]}
    for filter in (
        {}, {"id": {"any_": []}}, {"id": {}, "name": {"any_": [one["name"] for one in made]}}, {"name": {"any_": [made[0]["name"], made[3]["name"], "nobody"]}}, {"name": {"like_": "_two"}}, {"name": {"like_": "O"}},
        {"name": {"like_": ""}}, {"name": {"any_": []}}, {"tags": {"all_": ["x"]}}, {"tags": {"all_": ["x", "y"]}}, {"tags": {"all_": []}}, {"tags": {"is_null_": True}},
        {"tags": {"is_null_": False}}, {"tags": {"operator": "or_", "all_": ["z"], "is_null_": True}}, {"name": None, "tags": None},
    ):
        filter = {"id": mine, **filter}
        api.post("/variables/filter", {"variables": filter})
        api.post("/variables/count", {"variables": filter})
    for sort in ("NAME_ASC", "NAME_DESC", "CREATED_DESC", "UPDATED_DESC"):
        api.patch(f"/variables/{made[1]['id']}", {"value": sort})
        api.post("/variables/filter", {"variables": {"id": mine}, "sort": sort})
    for page in ({"limit": 2}, {"limit": 2, "offset": 3}, {"offset": 9}, {"limit": 0}, {"limit": 200}):
        api.post("/variables/filter", {"variables": {"id": mine}, **page})
    either = {"operator": "or_", "name": {"like_": "two"}, "tags": {"all_": ["z"]}}
    for filter in (either, {**either, "id": {"any_": [MISSING]}}, {"operator": "or_", "id": {"any_": [made[0]["id"]]}}):
        api.post("/variables/filter", {"variables": {**filter, "name": {**filter.get("name", {}), "any_": [one["name"] for one in made]}}})


@scenario
def variables_with_bad_bodies(api: API):
    refused_bodies(
        api, "POST", "/variables/", {}, {"name": "x"}, {"value": 1}, {"name": 7, "value": 1}, {"name": None, "value": 1}, {"name": named(api, "long"), "value": "x" * 4999},
        {"name": named(api, "long"), "value": ["x" * 5000]}, {"name": named(api, "long"), "value": "ü" * 2500}, {"name": "x", "value": 1, "tags": "x"},
        {"name": "x", "value": 1, "tags": [1, None]}, {"name": "x", "value": 1, "tags": None}, {"name": "x", "value": 1, "more": 1}, {"name": "x y", "value": "x" * 5000, "tags": 7})
    made = a_variable(api)
    for path in (f"/variables/{made['id']}", f"/variables/name/{made['name']}"):
        refused_bodies(api, "PATCH", path, {"name": "X Y"}, {"name": 7}, {"value": "x" * 4999}, {"tags": [7]}, {"more": 1})
    for path in ("filter", "count"):
        for body in ({"variables": []}, {"variables": {"more": 1}}, {"variables": {"id": {"any_": ["x"]}}}, {"variables": {"name": {"any_": 7}}}, {"variables": {"name": {"not_any_": []}}},
                     {"variables": {"tags": {"all_": "x", "is_null_": "x"}}}, {"variables": {"operator": "xor_"}}, {"sort": "UP"}, {"limit": -1}, {"limit": 201}, {"offset": -1}, {"variables": {"name": {"any_": []}}, "more": 1}):
            api.post(f"/variables/{path}", body)


@scenario
def tell_of_variables(api: API):
    about = {"type": "filter", "filter": {
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}, "event": {"prefix": ["prefect.variable."]}, "order": "ASC",
        "resource": {"labels": {"prefect.resource.name": [named(api, "told"), named(api, "renamed")]}}}}
    with api.events_out(about) as events:
        events.flush()
        made = a_variable(api, "told", {"a": 1}, tags=["x"])
        heard(api, events, "created", {"a": 1})
        api.patch(f"/variables/{made['id']}", {"value": [1, 2]})
        heard(api, events, "updated", [1, 2])
        api.patch(f"/variables/name/{made['name']}", {"name": named(api, "renamed"), "value": 3})
        heard(api, events, "updated", 3)
        api.delete(f"/variables/{made['id']}")
        heard(api, events, "deleted", 3)
        a_variable(api, "told", None)
        heard(api, events, "created", None)
        api.delete(f"/variables/name/{named(api, 'told')}")
        heard(api, events, "deleted", None)


def heard(api: API, events, what: str, value, member: str = "value") -> None:
    """The next event of a kind with a value. The real server tells of a change once more when its database was too busy for it
    at first, and the call was sent again."""
    while isinstance(message := events.receive(), dict):
        event = message["event"]
        if event["event"].endswith(what) and event["payload"][member] == value:
            return
        api.calls.pop()


@scenario
def parameters_that_name_variables(api: API):
    a_variable(api, "text", "from a variable")
    a_variable(api, "object", {"a": [1, None]})
    a_variable(api, "nothing", None)
    a_variable(api, "json", "[1, 2]")

    def variable(name):
        return {"__prefect_kind": "workspace_variable", "variable_name": name if isinstance(name, dict) else named(api, name)}

    deployment = api.post("/deployments/", {
        "name": api.unique("deployment"), "flow_id": api.post("/flows/", {"name": api.unique("flow")})["id"],
        "enforce_parameter_schema": False, "parameters": {"kept": 1}})
    path = f"/deployments/{deployment['id']}"
    for parameters in (
        {"x": variable("text")}, {"x": {"y": [variable("object"), variable("nothing")]}}, {"x": variable("missing")}, {"x": {"__prefect_kind": "workspace_variable"}},
        {"x": variable({"__prefect_kind": "none", "value": named(api, "text")})}, {"x": variable({"__prefect_kind": "workspace_variable"})},
        {"x": {"__prefect_kind": "json", "value": variable("json")}},
    ):
        run = api.post(f"{path}/create_flow_run", {"parameters": parameters})
        if run.status == 201:
            api.get(f"/flow_runs/{run['id']}")
        api.patch(path, {"parameters": parameters})
    api.get(path)


@scenario(version="2.20.25")
def variables_of_prefect_2(api: API):
    # Its names have no hyphens.
    first, second = (named(api, name).replace("-", "_") for name in ("variable", "other"))
    made = api.post("/variables/", {"name": first, "value": "plain", "tags": ["a"]})
    api.post("/variables/", {"name": second, "value": "{\"a\": 1}"})
    for path in (f"/variables/{made['id']}", f"/variables/name/{made['name']}"):
        api.get(path)
        api.patch(path, {"value": "changed", "tags": ["b"]})
        api.get(path)
    mine = {"name": {"any_": [first, second]}}
    for sort in ("NAME_ASC", "NAME_DESC", "CREATED_DESC"):
        api.post("/variables/filter", {"variables": mine, "sort": sort})
    api.post("/variables/filter", {"variables": {**mine, "tags": {"all_": ["b"]}}})
    api.post("/variables/count", {"variables": mine})
    api.delete(f"/variables/name/{made['name']}")
    api.get(f"/variables/name/{made['name']}")
    api.delete(f"/variables/{made['id']}")
