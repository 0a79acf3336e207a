"""Block schemas: create, read, by checksum, filter, delete, nested schemas."""

from twin.api import API, MISSING
from twin.blocks import a_block, a_block_schema, a_block_type, fields, slug
from twin.making import refused_bodies
from twin.scenario import scenario

# Field schemas whose checksum depends on how JSON text is written.
ODD_FIELDS = (
    {}, {"b": 1, "a": 2, "B": 3, "ä": 4, "": 5}, {"x": 1.0}, {"x": 1}, {"x": 1e16}, {"x": 1e-7}, {"x": 0.1}, {"x": -0.0}, {"x": 123456789012345680.0},
    {"x": "ü é 日本 🙂"}, {"x": "\"\\/\b\f\n\r\t\x01\x7f\u2028"}, {"x": [True, False, None, [], {}, [{"b": 1, "a": [{}]}]]}, {"x": 9007199254740993},
    {"🙂": 1, "\uffff": 2, "z": 3}, {"secret_fields": ["a"], "x": {"secret_fields": 1, "y": [{"secret_fields": 2}]}}, {"definitions": {}}, {"definitions": {"A": {"type": "object"}}},
    {"properties": {"a": {"$ref": "#/definitions/A"}}, "definitions": {"A": {"title": "A"}, "B": {"title": "B"}}},
    {"properties": {"a": {"$ref": "#/definitions/A"}}, "definitions": {"A": {"allOf": [{"$ref": "#/definitions/B"}]}, "B": {"block_type_slug": None}, "C": {"block_type_slug": "c"}}},
    {"title": None, "type": 7, "block_schema_references": {}}, {"properties": {"a": {"$ref": 7}}, "definitions": {"7": {}}},
    {"properties": {"a": {"$ref": "#/definitions/C"}}, "definitions": {"C": {"block_type_slug": "c", "x": {"$ref": "#/definitions/D"}}, "D": {"y": 1}}},
)


@scenario
def create_block_schema(api: API):
    type = a_block_type(api, description="d", logo_url="https://example.org/x.png")
    schema = a_block_schema(api, type, capabilities=("write", "read", "write"), version="1.2.3", secret_fields=["x", "z.*"])
    again = a_block_schema(api, type, capabilities=("other",), version="1.2.3", secret_fields=["x"])
    api.get(f"/block_schemas/{schema['id']}")
    api.get(f"/block_schemas/checksum/{schema['checksum']}")
    api.get(f"/block_schemas/checksum/{schema['checksum']}?version=1.2.3")
    api.get(f"/block_schemas/{again['id']}")


@scenario
def checksums(api: API):
    type = a_block_type(api)
    for number, odd in enumerate(ODD_FIELDS):
        schema = api.post("/block_schemas/", {"block_type_id": type["id"], "fields": odd, "version": f"{api.prefix}-{number}"})
        api.get(f"/block_schemas/{schema['id']}")
        api.get(f"/block_schemas/checksum/{schema['checksum']}?version={api.prefix}-{number}")


@scenario
def versions_of_a_block_schema(api: API):
    type = a_block_type(api)
    first = a_block_schema(api, type)
    second = a_block_schema(api, type, version="2.0")
    a_block_schema(api, type, version="")
    a_block_schema(api, type, version="1.0")
    path = f"/block_schemas/checksum/{first['checksum']}"
    for version in ("", "?version=2.0", "?version=1.0", "?version=9", "?version=", "?version=non-versioned", "?version=1.0&version=2.0"):
        api.get(path + version)
    api.delete(f"/block_schemas/{second['id']}")
    api.get(path + "?version=2.0")
    api.get("/block_schemas/checksum/sha256:nothing")
    api.get("/block_schemas/checksum/")
    other = a_block_type(api, "other")
    api.post("/block_schemas/", {"block_type_id": other["id"], "fields": first["fields"]})


@scenario
def bare_block_schema(api: API):
    type = a_block_type(api)
    api.post("/block_schemas/", {"block_type_id": type["id"], "version": api.unique("a")})
    api.post("/block_schemas/", {"block_type_id": type["id"], "version": api.unique("b"), "capabilities": []})
    api.post("/block_schemas/", {"block_type_id": type["id"], "version": api.unique("c"), "fields": {"a": {"b": [1, None, 2.5]}}})


@scenario
def create_block_schema_with_bad_bodies(api: API):
    type = a_block_type(api)["id"]
    refused_bodies(
        api, "POST", "/block_schemas/", {}, {"block_type_id": None}, {"block_type_id": "x"}, {"block_type_id": MISSING}, {"block_type_id": 7},
        {"block_type_id": type, "fields": None}, {"block_type_id": type, "fields": []}, {"block_type_id": type, "capabilities": None},
        {"block_type_id": type, "capabilities": [1]}, {"block_type_id": type, "capabilities": "x"}, {"block_type_id": type, "version": None},
        {"block_type_id": type, "version": 1}, {"block_type_id": type, "checksum": "x"}, {"block_type_id": type, "id": MISSING},
        {"fields": 1, "capabilities": 2, "version": 3, "block_type_id": 4, "more": 5})


@scenario
def block_schemas_that_are_not_there(api: API):
    api.get(f"/block_schemas/{MISSING}")
    api.delete(f"/block_schemas/{MISSING}")
    api.get("/block_schemas/x")
    api.get(f"/block_schemas/checksum/{MISSING}?version=x")


@scenario
def delete_block_schema(api: API):
    type, schema, document = a_block(api)
    api.delete(f"/block_schemas/{schema['id']}")
    api.get(f"/block_schemas/{schema['id']}")
    api.get(f"/block_documents/{document['id']}")
    api.get(f"/block_types/{type['id']}")


def nested(api: API):
    """Two types, the second of which holds a block of the first."""
    inner = a_block_type(api, "inner")
    outer = a_block_type(api, "outer")
    inside = a_block_schema(api, inner, "inner", secret_fields=["x"])
    reference = {"block_type_slug": inner["slug"], "block_schema_checksum": inside["checksum"]}
    return inner, outer, inside, reference


def outer_fields(api: API, inside, **members):
    title = inside["fields"]["title"]
    return fields(
        api, "outer", properties={"a": {"$ref": f"#/definitions/{title}"}, "plain": {"$ref": "#/definitions/Plain"}, "x": {"type": "string"}},
        definitions={title: inside["fields"], "Plain": {"title": "Plain", "type": "object"}, "Unused": {"title": "Unused"}}, **members)


@scenario
def nested_block_schema(api: API):
    inner, outer, inside, reference = nested(api)
    schema = api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": outer_fields(api, inside, block_schema_references={"a": reference})})
    api.get(f"/block_schemas/{schema['id']}")
    api.get(f"/block_schemas/checksum/{schema['checksum']}")
    api.post("/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [outer["id"], inner["id"]]}}})
    api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": outer_fields(api, inside, block_schema_references={"a": reference})})
    api.delete(f"/block_schemas/{inside['id']}")
    api.get(f"/block_schemas/{schema['id']}")


@scenario
def nested_block_schema_made_on_the_way(api: API):
    inner = a_block_type(api, "inner")
    deep = a_block_type(api, "deep")
    outer = a_block_type(api, "outer")
    deep_fields = fields(api, "deep")
    inner_fields = fields(api, "inner", properties={"d": {"$ref": "#/definitions/Deep"}, "p": {"$ref": "#/definitions/Plain"}},
                          block_schema_references={"d": {"block_type_slug": deep["slug"], "block_schema_checksum": "sha256:deep"}})
    whole = fields(
        api, "outer", properties={"a": {"title": "A", "allOf": [{"$ref": "#/definitions/Inner"}]}, "p": {"$ref": "#/definitions/Plain"}},
        definitions={"Deep": deep_fields, "Inner": inner_fields, "Plain": {"title": "Plain"}},
        block_schema_references={"a": {"block_type_slug": inner["slug"], "block_schema_checksum": "sha256:inner"}})
    schema = api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": whole, "version": "3"})
    api.get(f"/block_schemas/{schema['id']}")
    for type in (inner, deep):
        api.post("/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [type["id"]]}}})


@scenario
def nested_block_schema_of_several_types(api: API):
    one = a_block_type(api, "one")
    two = a_block_type(api, "two")
    outer = a_block_type(api, "outer")
    inside = [a_block_schema(api, one, "one"), a_block_schema(api, two, "two")]
    references = {"a": [{"block_type_slug": two["slug"], "block_schema_checksum": inside[1]["checksum"]}, {"block_type_slug": one["slug"], "block_schema_checksum": inside[0]["checksum"]}]}
    whole = fields(api, "outer", properties={"a": {"anyOf": [{"$ref": "#/definitions/One"}, {"$ref": "#/definitions/Two"}]}},
                   definitions={"One": inside[0]["fields"], "Two": inside[1]["fields"]}, block_schema_references=references)
    schema = api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": whole})
    api.get(f"/block_schemas/{schema['id']}")
    fresh = fields(api, "outer", properties={"a": {"anyOf": [{"$ref": "#/definitions/One"}, {"$ref": "#/definitions/Two"}]}},
                   definitions={"One": fields(api, "one", extra=1), "Two": fields(api, "two", extra=1)},
                   block_schema_references={"a": [{"block_type_slug": two["slug"], "block_schema_checksum": "sha256:2"}, {"block_type_slug": one["slug"], "block_schema_checksum": "sha256:1"}]})
    schema = api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": fresh})
    api.get(f"/block_schemas/{schema['id']}")


@scenario
def nested_block_schema_of_a_type_that_is_not_there(api: API):
    outer = a_block_type(api, "outer")
    whole = fields(api, "outer", properties={"a": {"$ref": "#/definitions/In"}}, definitions={"In": {"block_type_slug": "nobody"}},
                   block_schema_references={"a": {"block_type_slug": "nobody", "block_schema_checksum": "sha256:x"}})
    api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": whole})
    api.post("/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [outer["id"]]}}})


@scenario(differs=("the real server fails",))
def nested_block_schema_that_cannot_be_made(api: API):
    inner = a_block_type(api, "inner")
    outer = a_block_type(api, "outer")
    for number, (properties, definitions) in enumerate((
        ({"a": {"$ref": "#/definitions/In"}}, None), ({"a": {"$ref": "#/definitions/In"}}, {"Other": {}}), ({}, {"In": {}}), ({"a": {}}, {"In": {}}))):
        whole = fields(api, "outer", properties=properties, number=number,
                       block_schema_references={"a": {"block_type_slug": inner["slug"], "block_schema_checksum": "sha256:x"}})
        if definitions is not None:
            whole["definitions"] = definitions
        api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": whole})
    for references in (7, [], {"a": 7}, {"a": {}}, {"a": {"block_type_slug": inner["slug"]}}, {"a": [7]}):
        api.post("/block_schemas/", {"block_type_id": outer["id"], "fields": fields(api, "outer", block_schema_references=references)})
    api.post("/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [inner["id"], outer["id"]]}}})


@scenario
def filter_block_schemas(api: API):
    types = [a_block_type(api, f"t{number}") for number in range(2)]
    made = [a_block_schema(api, types[0], f"a{number}", capabilities=("read", "write")[:number], version="1" if number == 1 else None) for number in range(3)]
    made.append(a_block_schema(api, types[1], "b"))
    mine = {"block_type_id": {"any_": [types[0]["id"]]}}
    both = {"block_type_id": {"any_": [type["id"] for type in types]}}
    for body in (
        {"block_schemas": mine}, {"block_schemas": both}, {"block_schemas": both, "limit": 2}, {"block_schemas": both, "limit": 2, "offset": 1},
        {"block_schemas": both, "limit": 0}, {"block_schemas": {**both, "block_capabilities": {"all_": ["read"]}}},
        {"block_schemas": {**both, "block_capabilities": {"all_": ["write", "read"]}}}, {"block_schemas": {**both, "block_capabilities": {"all_": []}}},
        {"block_schemas": {**both, "block_capabilities": {"all_": ["nothing"]}}}, {"block_schemas": {**both, "version": {"any_": ["1"]}}},
        {"block_schemas": {**both, "version": {"any_": []}}}, {"block_schemas": {"id": {"any_": [made[1]["id"], made[3]["id"], MISSING]}}},
        {"block_schemas": {"id": {"any_": [made[0]["id"]]}, "block_type_id": {"any_": [types[1]["id"]]}, "operator": "or_"}},
        {"block_schemas": {"id": {"any_": [made[0]["id"]]}, "block_type_id": {"any_": [types[1]["id"]]}, "operator": "and_"}}):
        api.post("/block_schemas/filter", body)


@scenario
def filter_block_schemas_with_bad_bodies(api: API):
    for body in (
        {"limit": -1}, {"limit": 201}, {"offset": -1}, {"block_schemas": 1}, {"block_schemas": {"more": 1}}, {"block_schemas": {"id": {"any_": ["x"]}}},
        {"block_schemas": {"operator": "x"}}, {"block_schemas": {"version": {"any_": 1}}}, {"block_schemas": {"block_capabilities": {"any_": []}}},
        {"limit": "x", "offset": "y", "block_schemas": 2}):
        api.post("/block_schemas/filter", body)
