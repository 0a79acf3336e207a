"""Block documents: create, read, filter, count, update, delete, secrets, nested documents."""

from twin.api import API, MISSING
from twin.blocks import a_block, a_block_document, a_block_schema, a_block_type, slug
from twin.making import a_deployment, a_flow, a_flow_run, refused_bodies
from twin.scenario import scenario


@scenario
def create_block_document(api: API):
    type, schema, document = a_block(api, data={"x": "a", "more": {"z": [1, 2.5, None, True, {"deep": {}}]}, "empty": {}})
    api.get(f"/block_documents/{document['id']}")
    api.get(f"/block_documents/{document['id']}?include_secrets=true")
    a_block_document(api, schema)
    a_block_document(api, schema, is_anonymous=True)
    a_block_document(api, schema, "second", {})


@scenario
def same_document_name_for_two_types(api: API):
    first = a_block(api, "one")
    second = a_block(api, "two")
    api.get(f"/block_types/slug/{first[0]['slug']}/block_documents/name/{first[2]['name']}")
    api.get(f"/block_types/slug/{second[0]['slug']}/block_documents/name/{first[2]['name']}")


@scenario
def anonymous_block_documents(api: API):
    type, schema, _ = a_block(api)
    ids = []
    for name, members in ((None, {}), ("named", {}), (None, {"name": None}), (None, {"name": ""})):
        document = a_block_document(api, schema, name, is_anonymous=True, **members)
        if document.status != 201:
            continue
        generated = document["name"]
        # The name is made at random; its shape is what counts.
        document.body["name"] = generated[:10] + str(len(generated))
        if name is None:
            api.raw("GET", f"/block_documents/{document['id']}", record=False)
        ids.append(document["id"])
    for anonymous in (True, False, None):
        found = api.post("/block_documents/filter", {"block_documents": {"id": {"any_": ids}, "is_anonymous": {"eq_": anonymous}}})
        for each in found.body:
            each["name"] = each["name"][:10]
        found.body.sort(key=lambda each: (each["name"], each["created"]))


@scenario
def block_document_names(api: API):
    type, schema, _ = a_block(api)
    for name in ("a", "0", "-", "a-b", "A", "a_b", "a b", "a.b", "ü", "a/b", "", "x" * 300, "line\n", None, 7, [], "a%", "-a-"):
        a_block_document(api, schema, None, name=name)
    a_block_document(api, schema, None)


@scenario(differs=("the real server fails",))
def create_block_document_with_bad_bodies(api: API):
    type, schema, _ = a_block(api)
    ids = {"block_schema_id": schema["id"], "block_type_id": type["id"]}
    name = slug(api, "bad")
    refused_bodies(
        api, "POST", "/block_documents/", {}, {"name": name}, {"is_anonymous": True}, {**ids}, {**ids, "name": name, "data": None}, {**ids, "name": name, "data": []},
        {**ids, "name": name, "data": "x"}, {**ids, "name": name, "is_anonymous": None}, {**ids, "name": name, "is_anonymous": "maybe"},
        {**ids, "name": name, "more": 1}, {**ids, "name": name, "block_schema_id": "x"}, {**ids, "name": name, "block_type_id": None},
        {**ids, "name": name, "block_type_name": "x"}, {**ids, "name": "A B", "data": 1, "is_anonymous": 2, "block_type_id": 3, "block_schema_id": 4, "x": 5},
        {**ids, "is_anonymous": "yes"}, {**ids, "is_anonymous": 0})


@scenario(differs=("the real server fails",))
def block_documents_of_what_is_not_there(api: API):
    type, schema, _ = a_block(api)
    for ids in ({"block_schema_id": MISSING, "block_type_id": type["id"]}, {"block_schema_id": schema["id"], "block_type_id": MISSING}, {"block_schema_id": MISSING, "block_type_id": MISSING}):
        api.post("/block_documents/", {"name": slug(api, "lost"), **ids})


@scenario
def block_document_of_another_types_schema(api: API):
    one, two = a_block(api, "one"), a_block(api, "two")
    document = a_block_document(api, one[1], "mixed", block_type_id=two[0]["id"])
    api.get(f"/block_documents/{document['id']}")
    api.patch(f"/block_documents/{document['id']}", {"data": {"x": "b"}, "block_schema_id": one[1]["id"]})
    api.patch(f"/block_documents/{document['id']}", {"data": {"x": "b"}, "block_schema_id": two[1]["id"]})
    api.get(f"/block_documents/{document['id']}")


@scenario
def block_documents_that_are_not_there(api: API):
    api.get(f"/block_documents/{MISSING}")
    api.get(f"/block_documents/{MISSING}?include_secrets=x")
    api.patch(f"/block_documents/{MISSING}", {"data": {}})
    api.patch(f"/block_documents/{MISSING}", {})
    api.delete(f"/block_documents/{MISSING}")
    api.get("/block_documents/x")


@scenario
def delete_block_document(api: API):
    type, schema, document = a_block(api)
    api.delete(f"/block_documents/{document['id']}")
    api.delete(f"/block_documents/{document['id']}")
    api.get(f"/block_documents/{document['id']}")
    a_block_document(api, schema)


SECRETS = {
    "x": "very-long-secret-text", "number": 7, "none": None, "flag": False, "text": "", "list": [1, "a"], "empty": {}, "gone": {"a": {"b": 1}, "c": "d"}, "map": {"a": "1", "b": {"c": 2, "d": None}, "e": []},
    "plain": "p", "dict": {"inner": {"s": "t", "u": "v"}}, "star": "no object"}
SECRET_FIELDS = ["x", "number", "none", "flag", "text", "list", "empty", "gone", "map.*", "dict.inner.s", "star.*", "missing", "missing.*"]


@scenario
def secrets_are_masked(api: API):
    type, schema, document = a_block(api, data=SECRETS, secret_fields=SECRET_FIELDS)
    for query in ("", "?include_secrets=false", "?include_secrets=true", "?include_secrets=yes", "?include_secrets=2", "?include_secrets=%ff", "?include_secrets=%e2%82x"):
        api.get(f"/block_documents/{document['id']}{query}")
    for secrets in (True, False, None, "x"):
        api.post("/block_documents/filter", {"block_documents": {"id": {"any_": [document["id"]]}}, "include_secrets": secrets})


@scenario
def star_alone_is_a_secret(api: API):
    for number, secret in enumerate((["*"], ["x.*.y"], ["*.y"], ["x.y.*"], ["a..b"], [""])):
        a_block(api, f"t{number}", data={"x": {"y": {"z": 1}, "w": {"y": 2}}, "v": "u", "a": {"": {"b": 1}}, "": "e"}, secret_fields=secret)


@scenario
def secrets_come_back_masked(api: API):
    type, schema, document = a_block(api, data=SECRETS, secret_fields=SECRET_FIELDS)
    path = f"/block_documents/{document['id']}"
    for data, members in (
        ({"x": "********"}, {}), ({"x": "*********"}, {}), ({"map": {"a": "********", "b": {"c": 5}}}, {}), ({"dict": {"inner": {"s": "********", "u": "changed"}}}, {}),
        ({"x": "********", "number": "********", "plain": "q"}, {"merge_existing_data": False}), ({"x": None}, {}), ({"x": "********"}, {})):
        api.patch(path, {"data": data, **members})
        api.get(path + "?include_secrets=true")


@scenario(differs=("the real server fails",))
def masked_secrets_that_are_not_there(api: API):
    type, schema, document = a_block(api, data={"x": "a", "map": {"a": "b"}}, secret_fields=["map.*"])
    api.patch(f"/block_documents/{document['id']}", {"data": {"map": {"new": "********"}}})


@scenario
def update_block_document(api: API):
    type, schema, document = a_block(api, data={"x": "a", "deep": {"a": 1, "b": 2}})
    path = f"/block_documents/{document['id']}"
    for body in (
        {}, {"data": {}}, {"data": {"x": "b"}}, {"data": {"deep": {"b": 3}}}, {"data": {"new": [1], "none": None}}, {"data": {"y": 2}, "merge_existing_data": False},
        {"data": {}, "merge_existing_data": False}, {"merge_existing_data": False}, {"merge_existing_data": True}, {"data": {"x": "c"}, "block_schema_id": None},
        {"data": {"x": "d"}, "merge_existing_data": False, "block_schema_id": schema["id"]}):
        api.patch(path, body)
        api.get(path)


@scenario(differs=("the real server fails",))
def update_schema_of_a_block_document(api: API):
    type, schema, document = a_block(api)
    newer = a_block_schema(api, type, version="2", secret_fields=["x"])
    other = a_block(api, "other")
    path = f"/block_documents/{document['id']}"
    for id in (newer["id"], other[1]["id"], MISSING):
        api.patch(path, {"data": {"x": "b"}, "block_schema_id": id})
        api.get(path)
    api.patch(path, {"block_schema_id": schema["id"], "merge_existing_data": False})
    api.get(path)


@scenario
def update_block_document_with_bad_bodies(api: API):
    type, schema, document = a_block(api)
    refused_bodies(
        api, "PATCH", f"/block_documents/{document['id']}", {"data": None}, {"data": []}, {"data": "x"}, {"name": "x"}, {"block_schema_id": "x"}, {"merge_existing_data": None},
        {"merge_existing_data": "maybe"}, {"is_anonymous": True}, {"block_type_id": MISSING}, {"block_schema_id": 1, "data": 2, "merge_existing_data": 3, "x": 4})
    api.get(f"/block_documents/{document['id']}")


def reference(document):
    return {"$ref": {"block_document_id": document["id"]}}


@scenario(differs=("references that are not sent stay",))
def nested_block_documents(api: API):
    inner = a_block(api, "inner", data={"x": "secret", "y": 2}, secret_fields=["x"])
    middle = a_block(api, "middle", data={"x": "m", "in": reference(inner[2])})
    outer = a_block(api, "outer", data={"x": "o", "mid": reference(middle[2]), "in": reference(inner[2])}, secret_fields=["mid.in.x", "in.*", "x"])
    path = f"/block_documents/{outer[2]['id']}"
    for query in ("", "?include_secrets=true"):
        api.get(path + query)
    api.post("/block_documents/filter", {"block_documents": {"id": {"any_": [inner[2]["id"], middle[2]["id"], outer[2]["id"]]}}, "sort": "BLOCK_TYPE_AND_NAME_ASC"})
    api.post("/block_documents/filter", {"block_documents": {"id": {"any_": [inner[2]["id"], middle[2]["id"], outer[2]["id"]]}}, "include_secrets": True, "sort": "BLOCK_TYPE_AND_NAME_ASC"})
    api.patch(path, {"data": {"mid": {"plain": 1}}})
    api.get(path)
    api.patch(path, {"data": {"mid": reference(inner[2]), "in": reference(middle[2])}})
    api.get(path)
    api.patch(path, {"data": {"x": "p"}})
    api.get(path)
    api.patch(path, {"data": {"in": reference(middle[2])}, "merge_existing_data": False})
    api.get(path)
    api.delete(f"/block_documents/{inner[2]['id']}")
    api.get(path)


@scenario
def nested_anonymous_block_documents(api: API):
    type, schema, _ = a_block(api, "inner")
    hidden = a_block_document(api, schema, "hidden", {"x": "h"}, is_anonymous=True)
    outer = a_block(api, "outer", data={"in": reference(hidden)})
    api.get(f"/block_documents/{outer[2]['id']}")
    api.post("/block_documents/filter", {"block_documents": {"id": {"any_": [outer[2]["id"], hidden["id"]]}}})


@scenario
def references_in_a_circle(api: API):
    one, two, three = a_block(api, "one"), a_block(api, "two"), a_block(api, "three")
    def path(block):
        return f"/block_documents/{block[2]['id']}"
    api.patch(path(one), {"data": {"next": reference(one[2])}})
    api.patch(path(one), {"data": {"next": reference(two[2])}})
    api.patch(path(two), {"data": {"next": reference(three[2])}})
    api.patch(path(three), {"data": {"next": reference(one[2]), "kept": "no"}})
    for block in (one, two, three):
        api.get(path(block))


@scenario(differs=("the real server fails", "words about references"))
def references_to_nothing(api: API):
    type, schema, document = a_block(api)
    for number, ref in enumerate(({"block_document_id": MISSING}, {"block_document_id": "x"}, {"block_document_id": None}, {}, 7, {"block_document_id": 7}, "x")):
        a_block_document(api, schema, f"n{number}", {"a": {"$ref": ref}})
        api.patch(f"/block_documents/{document['id']}", {"data": {"a": {"$ref": ref}}})
    api.get(f"/block_documents/{document['id']}")
    api.post("/block_documents/filter", {"block_documents": {"block_type_id": {"any_": [type["id"]]}}})


@scenario
def references_that_are_none(api: API):
    inner = a_block(api, "inner")
    outer = a_block(api, "outer", data={"a": {"b": reference(inner[2])}, "c": [reference(inner[2])], "d": {**reference(inner[2]), "more": 1}})
    api.get(f"/block_documents/{outer[2]['id']}")


@scenario
def filter_block_documents(api: API):
    one = a_block_type(api, "one")
    two = a_block_type(api, "two")
    first = a_block_schema(api, one, "one", capabilities=("read", "write"))
    second = a_block_schema(api, two, "two", capabilities=("read",), version="2")
    made = [a_block_document(api, first, "c"), a_block_document(api, first, "a"), a_block_document(api, second, "b"), a_block_document(api, second, "hidden", is_anonymous=True)]
    mine = {"block_type_id": {"any_": [one["id"], two["id"]]}}
    name = slug(api, "")
    for body in (
        {"block_documents": mine}, {"block_documents": mine, "sort": "NAME_DESC"}, {"block_documents": mine, "sort": "BLOCK_TYPE_AND_NAME_ASC"}, {"block_documents": mine, "sort": "NAME_ASC"},
        {"block_documents": mine, "limit": 2}, {"block_documents": mine, "limit": 2, "offset": 2}, {"block_documents": mine, "limit": 0}, {"block_documents": {**mine, "is_anonymous": None}},
        {"block_documents": {**mine, "is_anonymous": {"eq_": True}}}, {"block_documents": {**mine, "is_anonymous": {}}}, {"block_documents": {**mine, "is_anonymous": {"eq_": None}}},
        {"block_documents": {**mine, "name": {"any_": [slug(api, "a"), slug(api, "b"), "x"]}}}, {"block_documents": {"name": {"like_": name}}}, {"block_documents": {"name": {"like_": name.upper()}}},
        {"block_documents": {"name": {"like_": name, "any_": [slug(api, "a")]}}}, {"block_documents": {**mine, "name": {"like_": ""}}}, {"block_documents": {**mine, "id": {"any_": [made[0]["id"], made[3]["id"]]}}},
        {"block_documents": {"id": {"any_": [made[0]["id"]]}, "name": {"any_": [slug(api, "b")]}, "operator": "or_", "is_anonymous": None}},
        {"block_documents": {"id": {"any_": []}}}, {"block_types": {"slug": {"any_": [one["slug"]]}}}, {"block_types": {"name": {"like_": api.prefix}}},
        {"block_documents": {**mine, "is_anonymous": None}, "block_types": {"slug": {"any_": [two["slug"]]}}}, {"block_documents": mine, "block_schemas": {"block_capabilities": {"all_": ["write"]}}},
        {"block_documents": mine, "block_schemas": {"version": {"any_": ["2"]}}}, {"block_documents": mine, "block_schemas": {}}, {"block_documents": mine, "block_types": {"slug": {"any_": []}}}):
        api.post("/block_documents/filter", body)
        api.post("/block_documents/count", {key: value for key, value in body.items() if key.startswith("block_")})


@scenario
def filter_block_documents_with_bad_bodies(api: API):
    for body in (
        {"limit": -1}, {"limit": 201}, {"offset": -1}, {"sort": "x"}, {"include_secrets": "x"}, {"block_documents": 1}, {"block_documents": {"more": 1}}, {"block_documents": {"id": {"any_": ["x"]}}},
        {"block_documents": {"operator": "x"}}, {"block_documents": {"name": {"any_": 1}}}, {"block_documents": {"is_anonymous": {"eq_": "x"}}}, {"block_documents": {"is_anonymous": True}},
        {"block_documents": {"block_type_id": {"any_": [7]}}}, {"block_documents": {"name": {"like_": 1}, "is_anonymous": 1, "id": 1, "block_type_id": 1, "operator": 1, "z": 1}},
        {"limit": "x", "offset": "y", "sort": 1, "include_secrets": 3, "block_documents": 1, "block_types": 2, "block_schemas": 3}):
        api.post("/block_documents/filter", body)
        if any(key.startswith("block_") for key in body):
            api.post("/block_documents/count", body)


@scenario
def default_result_storage(api: API):
    type = a_block_type(api)
    good = a_block_schema(api, type, capabilities=("write-path", "read-path"))
    poor = a_block_schema(api, type, "poor", capabilities=("read-path",))
    document, weak = a_block_document(api, good, "good"), a_block_document(api, poor, "weak")
    api.get("/admin/storage")
    for body in (
        {"default_result_storage_block_id": document["id"]}, {"default_result_storage_block_id": weak["id"]}, {"default_result_storage_block_id": MISSING}):
        api.put("/admin/storage", body)
        api.get("/admin/storage")
    refused_bodies(api, "PUT", "/admin/storage", {}, {"default_result_storage_block_id": None}, {"default_result_storage_block_id": "x"}, {"default_result_storage_block_id": document["id"], "more": 1})
    api.delete("/admin/storage")
    api.get("/admin/storage")
    api.delete("/admin/storage")
    for path in (f"/block_documents/{document['id']}", f"/block_schemas/{good['id']}", f"/block_types/{type['id']}"):
        api.put("/admin/storage", {"default_result_storage_block_id": document["id"]})
        api.delete(path)
        api.get("/admin/storage")
        if "documents" in path:
            document = a_block_document(api, good, "good")
        if "schemas" in path:
            good = a_block_schema(api, type, capabilities=("write-path", "read-path"))
            document = a_block_document(api, good, "good")


def about(**members):
    """A filter of the WebSocket for events."""
    return {"type": "filter", "filter": {
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}, "event": {"prefix": ["prefect.block-"]}, "order": "ASC", **members}}


@scenario
def hear_of_block_types(api: API):
    with api.events_out(about(resource={"labels": {"prefect.resource.name": api.unique("type")}})) as events:
        events.flush()
        type = a_block_type(api, description="a < b")
        events.receive()
        api.patch(f"/block_types/{type['id']}", {"logo_url": "x"})
        events.receive()
        api.delete(f"/block_types/{type['id']}")
        events.receive()


@scenario
def hear_of_block_documents(api: API):
    type = a_block_type(api)
    schema = a_block_schema(api, type, capabilities=("read", "write"), secret_fields=["x", "map.*", "star.*"])
    with api.events_out(about(related={"id": [f"prefect.block-type.{type['id']}"]})) as events:
        events.flush()
        a_block_document(api, schema, "hidden", is_anonymous=True)
        document = a_block_document(api, schema, data={"x": "secret", "plain": "p", "number": 7, "map": {"a": "b"}, "star": "s", "y": None})
        events.receive()
        api.patch(f"/block_documents/{document['id']}", {"data": {"plain": "q"}})
        events.receive()
        api.delete(f"/block_documents/{document['id']}")
        events.receive()


@scenario
def deployments_with_block_documents(api: API):
    type, schema, document = a_block(api)
    other = a_block_document(api, schema, "other")
    flow = a_flow(api)
    both = {"storage_document_id": document["id"], "infrastructure_document_id": other["id"]}
    deployment = a_deployment(api, flow, **both)
    path = f"/deployments/{deployment['id']}"
    api.get(path)
    run = api.post(f"{path}/create_flow_run", {"name": api.unique("run")})
    api.get(f"/flow_runs/{run['id']}")
    api.post(f"{path}/create_flow_run", {"name": api.unique("own"), "infrastructure_document_id": document["id"]})
    api.post(f"{path}/create_flow_run", {"name": api.unique("lost"), "infrastructure_document_id": MISSING})
    for body in ({}, {"storage_document_id": other["id"]}, {"infrastructure_document_id": None}, {"infrastructure_document_id": MISSING}, {"storage_document_id": MISSING}):
        api.patch(path, body)
        api.get(path)
    a_deployment(api, flow)
    a_deployment(api, flow, storage_document_id=None)
    for body in ({"infrastructure_document_id": MISSING}, {"storage_document_id": MISSING}, {"storage_document_id": "x"}):
        a_deployment(api, flow, "lost", **body)
    a_flow_run(api, flow, infrastructure_document_id=document["id"])
