"""Blocks at their edges: nested secrets, versions of schemas, odd members of types, blocks that deployments use."""

from twin.api import API, MISSING
from twin.blocks import a_block, a_block_document, a_block_schema, a_block_type, fields, slug
from twin.making import a_deployment, a_flow
from twin.scenario import scenario

from .block_documents import reference

SHOWN = "?include_secrets=true"


@scenario(differs=("references that are not sent stay",))
def nested_secrets_in_lists_and_maps(api: API):
    inner = a_block(api, "inner", data={"token": "t1", "x": "a"}, secret_fields=["token"])[2]
    outer = a_block(
        api, "outer", data={"items": [{"token": "deep"}, "plain"], "one": reference(inner), "map": {"k": {"token": "mapped"}}},
        secret_fields=["items.token", "one.token", "map.*.token", "items.*", "map.k.token"])[2]
    path = f"/block_documents/{outer['id']}"
    api.get(path)
    api.get(path + SHOWN)
    for data in ({"one": {"token": "********"}}, {"one": reference(inner), "map": {"k": {"token": "********", "new": 1}}}, {"items": ["********"], "one": reference(inner)}):
        api.patch(path, {"data": data})
        api.get(path + SHOWN)
    for change in ({"data": {"token": "********", "x": "b"}, "merge_existing_data": False}, {"data": {"token": "new"}}):
        api.patch(f"/block_documents/{inner['id']}", change)
        api.get(path + SHOWN)


@scenario
def documents_created_with_masks(api: API):
    document = a_block(api, secret_fields=["x"], data={"x": "********"})[2]
    path = f"/block_documents/{document['id']}"
    api.get(path)
    api.get(path + SHOWN)
    for data in ({"x": "********"}, {"x": "real"}, {"x": "********", "y": 3}, {"x": ""}):
        api.patch(path, {"data": data})
        api.get(path)
        api.get(path + SHOWN)


@scenario
def versions_of_one_content(api: API):
    type = a_block_type(api)
    first = a_block_schema(api, type, version="1.0")
    for members in ({"version": "2.0"}, {"version": "1.0"}, {}, {"version": "1.0", "capabilities": ("new",)}, {"version": "1.0", "secret_fields": ["x"]}, {"version": "1.0", "required": []}):
        made = a_block_schema(api, type, **members)
        api.get(f"/block_schemas/{made['id']}")
    for query in ("", "?version=1.0", "?version=2.0", "?version=non-versioned", "?version=3"):
        api.get(f"/block_schemas/checksum/{first['checksum']}{query}")
    mine = {"block_type_id": {"any_": [type["id"]]}}
    for page in ({}, {"limit": 1}, {"limit": 1, "offset": 1}, {"offset": 9}, {"limit": 0}):
        api.post("/block_schemas/filter", {"block_schemas": mine, **page})
    for filter in ({"version": {"any_": ["1.0"]}}, {"version": {"any_": []}}, {"block_capabilities": {"all_": ["new"]}}, {"id": {"any_": [first["id"], MISSING]}}):
        api.post("/block_schemas/filter", {"block_schemas": {**mine, **filter}})
    document = a_block_document(api, first)
    api.delete(f"/block_schemas/{first['id']}")
    api.get(f"/block_documents/{document['id']}")


@scenario
def types_with_odd_members(api: API):
    for number, members in enumerate((
            {"logo_url": "https://example.org/x.png"}, {"logo_url": "no url"}, {"logo_url": "ftp://x"}, {"logo_url": ""}, {"logo_url": None}, {"documentation_url": "http://localhost"},
            {"documentation_url": "HTTP://EXAMPLE.org"}, {"documentation_url": "https://ü.example/ü?q=ü#ü"}, {"description": ""}, {"description": None}, {"code_example": "```python\nx\n```"},
            {"code_example": 7}, {"is_protected": True}, {"slug": slug(api, "UPPER")}, {"slug": api.unique("a_b")}, {"name": ""}, {"name": "a/b"}, {"name": api.unique("x" * 300)})):
        made = api.post("/block_types/", {"name": api.unique(f"t{number}"), "slug": slug(api, f"t{number}"), **members})
        if made.status == 201:
            api.get(f"/block_types/slug/{made['slug']}")
            for change in (dict.fromkeys(("logo_url", "documentation_url", "description", "code_example")), {"description": "d", "code_example": "c", "logo_url": "https://example.org"}):
                api.patch(f"/block_types/{made['id']}", change)
                api.get(f"/block_types/{made['id']}")


@scenario(differs=("blocks go alone",))
def blocks_that_deployments_use(api: API):
    type, schema, document = a_block(api, capabilities=("run-infrastructure",))
    hidden = a_block_document(api, schema, "hidden", is_anonymous=True)
    flow = a_flow(api)
    deployment = a_deployment(api, flow, infrastructure_document_id=hidden["id"], storage_document_id=document["id"])
    path = f"/deployments/{deployment['id']}"
    run = api.post(f"{path}/create_flow_run", {"name": api.unique("its own")})
    api.get(f"/flow_runs/{run['id']}")
    for infrastructure in (document["id"], None):
        api.post(f"{path}/create_flow_run", {"name": api.unique(f"told {infrastructure is None}"), "infrastructure_document_id": infrastructure})
    alone = api.post("/flow_runs/", {"flow_id": flow["id"], "name": api.unique("alone"), "infrastructure_document_id": document["id"]})
    api.patch(path, {"infrastructure_document_id": document["id"], "storage_document_id": None})
    api.get(path)
    api.delete(f"/block_documents/{document['id']}")
    api.get(path)
    api.get(f"/flow_runs/{alone['id']}")
    api.delete(f"/block_types/{type['id']}")
    api.get(f"/block_documents/{hidden['id']}")


@scenario
def documents_by_odd_names(api: API):
    type, _, document = a_block(api)
    path = f"/block_types/slug/{type['slug']}"
    for name in (document["name"].upper(), document["name"] + "%20", "%2e", "a%2Fb", "x" * 500):
        api.get(f"{path}/block_documents/name/{name}")
    api.get(f"{path.upper().replace('/BLOCK_TYPES/SLUG', '/block_types/slug')}/block_documents/name/{document['name']}")
    for end in ("", "/block_documents"):
        api.get(f"/block_types/slug/{type['slug'].upper()}{end}")


@scenario
def queries_given_twice(api: API):
    document = a_block(api, secret_fields=["x"])[2]
    for query in (
            "include_secrets=true&include_secrets=false", "include_secrets=false&include_secrets=true", "include_secrets=TRUE", "include_secrets=t", "include_secrets=on", "include_secrets=0",
            "include_secrets=no", "include_secrets=%74rue", "include_secrets=+true", "include_secrets=true%20", "Include_secrets=true", "include_secrets[]=true", "more=1",
            "include_secrets=true;more=1", "&&include_secrets=true", "include_secrets"):
        api.get(f"/block_documents/{document['id']}?{query}")
    for query in ("flow_run_id=", f"flow_run_id={MISSING}&flow_run_id=x", f"flow_run_id=x&flow_run_id={MISSING}", ""):
        api.get(f"/flow_run_states/?{query}")
        api.get(f"/task_run_states/?{query.replace('flow_run', 'task_run')}")


@scenario
def schemas_of_two_kinds_of_a_nested_block(api: API):
    inner, outer = a_block_type(api, "inner"), a_block_type(api, "outer")
    definition = api.unique("inner")
    one = a_block_schema(api, inner, "inner", secret_fields=["x"])
    two = a_block_schema(api, inner, "inner", required=[], version="2")
    meant = [{"block_schema_checksum": each["checksum"], "block_type_slug": inner["slug"]} for each in (one, two)]
    first = a_block_schema(
        api, outer, "outer", block_schema_references={"in": meant[0]}, definitions={definition: fields(api, "inner", secret_fields=["x"])}, secret_fields=["in.x"])
    second = a_block_schema(api, outer, "outer", block_schema_references={"in": meant}, definitions={definition: fields(api, "inner", required=[])}, version="2")
    for schema in (first, second):
        api.get(f"/block_schemas/{schema['id']}")
    held = a_block_document(api, one, "in", {"x": "s"})
    holder = a_block_document(api, first, "out", {"in": reference(held)})
    api.get(f"/block_documents/{holder['id']}")
    api.get(f"/block_types/slug/{outer['slug']}/block_documents{SHOWN}")
    api.delete(f"/block_types/{inner['id']}")
    api.get(f"/block_documents/{holder['id']}")
    api.get(f"/block_schemas/{first['id']}")
