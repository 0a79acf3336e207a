"""Block types: create, read, by slug, filter, update, delete, and the documents of a type."""

from twin.api import API, MISSING
from twin.blocks import a_block, a_block_document, a_block_schema, a_block_type, slug
from twin.making import refused_bodies
from twin.scenario import scenario


@scenario
def create_block_type(api: API):
    whole = a_block_type(
        api, "whole", logo_url="https://example.org/a.png", documentation_url="not a url", description="plain words",
        code_example="```python\nx = 1\n```")
    bare = a_block_type(api, "bare", logo_url=None, documentation_url=None, description=None, code_example=None)
    for type in (whole, bare):
        api.get(f"/block_types/{type['id']}")
        api.get(f"/block_types/slug/{type['slug']}")


@scenario
def block_types_escape_markup(api: API):
    text = "a < b > c & d \"e\" 'f' &amp; <script>"
    type = a_block_type(api, description=text, code_example=text)
    api.get(f"/block_types/{type['id']}")
    api.patch(f"/block_types/{type['id']}", {"description": text, "code_example": text})
    api.get(f"/block_types/{type['id']}")
    api.patch(f"/block_types/{type['id']}", {"description": text + "<", "code_example": text + "&lt;"})
    api.get(f"/block_types/{type['id']}")


@scenario
def create_block_type_twice(api: API):
    a_block_type(api)
    a_block_type(api)
    api.post("/block_types/", {"name": api.unique("another name"), "slug": slug(api, "type")})


@scenario(differs=("the type that was made",))
def create_block_type_with_a_used_name(api: API):
    a_block_type(api)
    api.post("/block_types/", {"name": api.unique("type"), "slug": slug(api, "another")})


@scenario
def create_block_type_with_odd_names(api: API):
    for number, name in enumerate((" padded ", "ünïcødé", "日本", "a.b", "a:b", "q\"q", "tab\tbed", "x" * 300)):
        type = api.post("/block_types/", {"name": api.unique("type") + name, "slug": slug(api, str(number))})
        api.get(f"/block_types/{type['id']}")


@scenario
def block_type_names_that_are_kept_back(api: API):
    for name in ("Prefect", "prefect thing", "PREFECTED", " Prefect"):
        api.post("/block_types/", {"name": name + (api.unique("x") if name.startswith(" ") else ""), "slug": slug(api, "kept-back")})


@scenario
def create_block_type_with_bad_bodies(api: API):
    name, mark = api.unique("type"), slug(api, "type")
    good = {"name": name, "slug": mark}
    refused_bodies(
        api, "POST", "/block_types/", {}, {"name": name}, {"slug": mark}, {"name": None, "slug": None}, {"name": 7, "slug": 7},
        {"name": "", "slug": mark}, {"name": "a/b", "slug": mark}, {"name": "a%b", "slug": mark}, {"name": name, "slug": "UPPER"},
        {"name": name, "slug": "a_b"}, {"name": name, "slug": "a b"}, {"name": name, "slug": "ü"}, {**good, "more": 1}, {**good, "logo_url": 7},
        {**good, "documentation_url": []}, {**good, "description": {}}, {**good, "code_example": True}, {**good, "is_protected": True},
        {**good, "id": MISSING}, {"name": "a<b", "slug": "A", "logo_url": 1, "description": 2, "x": 3})


@scenario
def odd_slugs(api: API):
    api.post("/block_types/", {"name": api.unique("line end"), "slug": slug(api, "line-end") + "\n"})
    for text in ("nobody", "a%2Fb", "", "UPPER", "a%20b"):
        api.get(f"/block_types/slug/{text}")
        api.get(f"/block_types/slug/{text}/block_documents")
        api.get(f"/block_types/slug/{text}/block_documents/name/x")


@scenario
def update_block_type(api: API):
    type = a_block_type(api, logo_url="https://example.org/a.png", documentation_url="https://example.org", description="a", code_example="b")
    for body in (
        {}, {"logo_url": "https://example.org/b.png"}, {"documentation_url": None}, {"description": None, "code_example": None},
        {"logo_url": "x", "documentation_url": "y", "description": "z", "code_example": "w"}):
        api.patch(f"/block_types/{type['id']}", body)
        api.get(f"/block_types/{type['id']}")


@scenario
def update_block_type_with_bad_bodies(api: API):
    type = a_block_type(api)
    refused_bodies(
        api, "PATCH", f"/block_types/{type['id']}", {"name": "x"}, {"slug": "x"}, {"is_protected": True}, {"logo_url": 1},
        {"documentation_url": {}}, {"description": []}, {"code_example": 1.5}, {"logo_url": 1, "description": 2, "y": 3})
    api.get(f"/block_types/{type['id']}")


@scenario
def block_types_that_are_not_there(api: API):
    api.get(f"/block_types/{MISSING}")
    api.patch(f"/block_types/{MISSING}", {"description": "x"})
    api.patch(f"/block_types/{MISSING}", {})
    api.delete(f"/block_types/{MISSING}")
    api.get("/block_types/x")
    api.get("/block_types/slug/nobody/block_documents?include_secrets=true")


@scenario
def delete_block_type(api: API):
    type, schema, document = a_block(api)
    api.delete(f"/block_types/{type['id']}")
    api.delete(f"/block_types/{type['id']}")
    api.get(f"/block_types/{type['id']}")
    api.get(f"/block_schemas/{schema['id']}")
    api.get(f"/block_documents/{document['id']}")
    a_block_type(api)


@scenario
def filter_block_types(api: API):
    for number in range(4):
        type = a_block_type(api, f"t{number}")
        if number:
            a_block_schema(api, type, f"t{number}", capabilities=("read", "write", "other")[:number], version="1.0" if number == 2 else None)
    name = {"name": {"like_": api.prefix}}
    for body in (
        {"block_types": name}, {"block_types": {"name": {"like_": api.prefix.upper()}}}, {"block_types": {"name": {"like_": api.unique("t1")}}},
        {"block_types": {"slug": {"any_": [slug(api, "t2"), slug(api, "t0"), "nobody"]}}}, {"block_types": {"slug": {"any_": []}}},
        {"block_types": {**name, "slug": {"any_": [slug(api, "t2")]}}}, {"block_types": {"name": {"like_": ""}, "slug": {"any_": [slug(api, "t2")]}}},
        {"block_types": name, "block_schemas": {}}, {"block_types": name, "block_schemas": {"block_capabilities": {"all_": ["read", "write"]}}},
        {"block_types": name, "block_schemas": {"block_capabilities": {"all_": []}}}, {"block_types": name, "block_schemas": {"version": {"any_": ["1.0"]}}},
        {"block_types": name, "block_schemas": {"version": {"any_": ["1.0"]}, "block_capabilities": {"all_": ["other"]}, "operator": "or_"}},
        {"block_types": name, "block_schemas": {"id": {"any_": [MISSING]}}}, {"block_types": name, "block_schemas": {"operator": "or_"}},
        {"block_types": name, "limit": 2}, {"block_types": name, "limit": 2, "offset": 3}, {"block_types": name, "limit": 0},
        {"block_types": {"name": None, "slug": {"any_": None}}, "block_schemas": {"id": {"any_": [MISSING]}}}):
        api.post("/block_types/filter", body)


@scenario
def filter_block_types_with_bad_bodies(api: API):
    for body in (
        {"limit": -1}, {"limit": 201}, {"limit": "x"}, {"offset": -1}, {"block_types": 1}, {"block_types": {"more": 1}}, {"block_types": {"name": {"any_": ["x"]}}},
        {"block_types": {"name": {"like_": 1}}}, {"block_types": {"slug": {"any_": "x"}}}, {"block_types": {"slug": {"any_": [1]}}},
        {"block_types": {"operator": "or_"}}, {"block_schemas": {"operator": "x"}}, {"block_schemas": {"block_type_id": {"any_": ["x"]}}},
        {"block_schemas": {"block_capabilities": {"all_": 1}}}, {"block_schemas": {"version": {"any_": [1]}}}, {"block_schemas": {"checksum": {}}},
        {"limit": "x", "offset": "y", "block_types": 1, "block_schemas": 2}):
        api.post("/block_types/filter", body)
    for raw in (b"{bad", b"[]", b"7"):
        api.raw("POST", "/block_types/filter", raw, {"content-type": "application/json"})


@scenario(differs=("built-in blocks in our own words",))
def install_system_block_types(api: API):
    api.post("/block_types/install_system_block_types")
    api.post("/block_types/install_system_block_types", {"more": 1})
    for name in ("webhook", "secret", "local-file-system"):
        type = api.get(f"/block_types/slug/{name}")
        schemas = api.post("/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [type["id"]]}}, "limit": 1})
        api.delete(f"/block_schemas/{schemas[0]['id']}")
        api.patch(f"/block_types/{type['id']}", {"description": "changed"})
        api.delete(f"/block_types/{type['id']}")
        api.get(f"/block_types/{type['id']}")


@scenario
def documents_of_a_type(api: API):
    type, schema, _ = a_block(api, secret_fields=["x"])
    a_block_document(api, schema, "b", {"x": "hidden"})
    a_block_document(api, schema, "a", {"x": "hidden", "y": 2})
    a_block_document(api, schema, None, {"x": "nobody's"}, is_anonymous=True)
    path = f"/block_types/slug/{type['slug']}/block_documents"
    for query in ("", "?include_secrets=true", "?include_secrets=false", "?include_secrets=1", "?include_secrets=maybe", "?include_secrets="):
        api.get(path + query)
        api.get(f"{path}/name/{slug(api, 'a')}{query}")
    api.get(f"{path}/name/nobody")
    api.get(f"/block_types/slug/nobody/block_documents/name/{slug(api, 'a')}")


@scenario
def block_capabilities(api: API):
    capabilities(api)
    type = a_block_type(api)
    a_block_schema(api, type, capabilities=("read", "write", api.unique("fly")))
    a_block_schema(api, type, capabilities=("read",), version="2")
    capabilities(api)


def capabilities(api: API) -> None:
    """Reads the list, which has no order, without what the block types can do that the real server always brings along."""
    listed = api.get("/block_capabilities/").body
    listed[:] = sorted(set(listed) - {"notify"})
