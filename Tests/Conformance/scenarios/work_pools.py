"""Work pools: making, reading, changing and deleting them."""

from urllib.parse import quote

from twin.api import API, MISSING
from twin.making import refused_bodies
from twin.scenario import scenario

PROCESS = {
    "job_configuration": {"command": "{{ command }}", "env": "{{ env }}", "name": "{{name}}-{{ image.tag }}"},
    "variables": {"type": "object", "properties": {
        "command": {"type": "string"}, "env": {"type": "object", "default": {"A": "1"}}, "name": {"type": "string"},
        "image.tag": {"type": "string", "default": "latest"}}},
}


def a_pool(api: API, name: str = "pool", **members):
    return api.post("/work_pools/", {"name": api.unique(name), "type": "process", **members})


def at(pool, rest: str = "") -> str:
    return f"/work_pools/{quote(pool['name'], safe='')}{rest}"


@scenario
def make_a_work_pool(api: API):
    pool = a_pool(api)
    api.get(at(pool))
    api.post(at(pool, "/queues/filter"), {})
    api.get(at(pool, "/queues/default"))


@scenario
def make_work_pools_with_everything(api: API):
    pool = a_pool(
        api, description="Where it runs", base_job_template=PROCESS, is_paused=True, concurrency_limit=3,
        storage_configuration={"bundle_upload_step": {"a": {"b": [1, None]}}, "bundle_execution_step": {}})
    api.get(at(pool))
    # Without a type it is a pool of agents, which has no status.
    for members in ({}, {"is_paused": True}, {"description": None, "concurrency_limit": None, "base_job_template": {}}):
        pool = api.post("/work_pools/", {"name": api.unique(f"agents-{len(members)}-{'is_paused' in members}"), **members})
        api.get(at(pool))
    a_pool(api, "nought", concurrency_limit=0)
    a_pool(api, "text", concurrency_limit="7", is_paused="yes")
    a_pool(api, "type", type="")
    a_pool(api, "odd type", type="my/own % type")


@scenario
def make_a_work_pool_twice(api: API):
    pool = a_pool(api)
    a_pool(api, concurrency_limit=1)
    api.post("/work_pools/", {"name": api.unique("POOL"), "type": "process"})
    api.delete(at(pool))
    a_pool(api)


@scenario(differs=("the real server fails",))
def work_pools_with_odd_names(api: API):
    for name in ("a b", "ä ö", "it's", "\"q\"", "a?b#c", "a+b", "a;b:c@d,e", "日本", "🙂", "a\\b", "a.b", "tab\there", " lead", "trail "):
        pool = api.post("/work_pools/", {"name": api.unique(name), "type": "process"})
        if pool.status == 201:
            api.get(at(pool))
            api.patch(at(pool), {"description": name})
            api.post(at(pool, "/queues/filter"), {})
            api.get(at(pool, "/queues/default"))
            api.delete(at(pool))
    for name in ("", " ", "''", "' \"'", "a/b", "a%b", "a&b", "a>b", "a<b", 7, None, ["x"], {}, True, "x" * 300):
        api.post("/work_pools/", {"name": name if not (isinstance(name, str) and len(name) == 300) else api.unique(name), "type": "process"})


@scenario
def reserved_work_pools(api: API):
    for name in ("prefect", "Prefect-x", "PREFECTx", "prefect managed"):
        api.post("/work_pools/", {"name": name, "type": "process"})
        api.get(f"/work_pools/{quote(name)}")
        api.patch(f"/work_pools/{quote(name)}", {"is_paused": True})
        api.patch(f"/work_pools/{quote(name)}", {"concurrency_limit": None})
        api.patch(f"/work_pools/{quote(name)}", {})
        api.patch(f"/work_pools/{quote(name)}", {"description": "x"})
        api.patch(f"/work_pools/{quote(name)}", {"name": "x"})
        api.delete(f"/work_pools/{quote(name)}")
    api.post("/work_pools/", {"name": "prefect", "type": 7})


@scenario
def work_pools_with_bad_bodies(api: API):
    name = api.unique("pool")
    refused_bodies(
        api, "POST", "/work_pools/", {}, {"type": "process"}, {"name": name, "type": None}, {"name": name, "type": 7},
        {"name": name, "description": 7}, {"name": name, "base_job_template": None}, {"name": name, "base_job_template": []},
        {"name": name, "is_paused": None}, {"name": name, "is_paused": "perhaps"}, {"name": name, "concurrency_limit": -1},
        {"name": name, "concurrency_limit": 1.5}, {"name": name, "concurrency_limit": "x"}, {"name": name, "default_queue_id": MISSING},
        {"name": name, "status": "READY"}, {"name": name, "more": 1}, {"name": "a/b", "more": 1, "concurrency_limit": -2, "type": 1})
    for storage in (None, [], "x", {"more": 1}, {"bundle_upload_step": []}, {"bundle_execution_step": 7}, {"default_result_storage_block_id": "x"}):
        api.post("/work_pools/", {"name": name, "storage_configuration": storage})


@scenario
def work_pools_with_bad_templates(api: API):
    name = api.unique("pool")
    properties = {"a": {"type": "string"}}
    for template in (
        {"a": 1}, {"job_configuration": {}}, {"variables": {}}, {"job_configuration": {"a": 1}},
        {"job_configuration": {}, "variables": {"properties": properties}}, {"job_configuration": {"a": 1}, "variables": {}},
        {"job_configuration": {"x": "{{ b }}"}, "variables": {"type": "object", "properties": properties}},
        {"job_configuration": {"x": {"y": ["{{b}}"]}}, "variables": {"properties": properties}},
        {"job_configuration": {"x": "{{ a.b }}"}, "variables": {"properties": properties}},
        {"job_configuration": {"x": "{{ a }} {{ a[0] }}"}, "variables": {"properties": properties}},
        {"job_configuration": {"x": "{{ $a-b }}"}, "variables": {"properties": properties}},
        {"job_configuration": {"x": {"{{ key }}": 1}}, "variables": {"properties": properties}},
        {"job_configuration": {"x": "{{ prefect.blocks.secret.a }}"}, "variables": {"properties": properties}},
        {"job_configuration": {"x": "{{ prefect.variables.a }}"}, "variables": {"properties": properties}},
    ):
        api.post("/work_pools/", {"name": name, "type": "process", "base_job_template": template})


@scenario
def work_pools_with_good_templates(api: API):
    properties = {"a": {"type": "string"}}
    for place, template in enumerate((
        {"job_configuration": {"x": "{{ a }}"}, "variables": {"type": "object", "properties": properties}},
        {"job_configuration": {"x": "{{ a b }} {{}} {{ }} { { c } } {{ d } } {a}"}, "variables": {"properties": properties}},
        {"job_configuration": {"x": "{{ é }}", "y": "{{ a/b }}"}, "variables": {"properties": properties}},
        {"job_configuration": {"x": None, "y": 7, "z": []}, "variables": {"properties": {}}},
        {"job_configuration": {"x": 1}, "variables": {"properties": properties}, "more": {"kept": True}},
        {"job_configuration": {"x": "{{a}}{{a}}"}, "variables": {"properties": properties, "required": ["a"]}},
    )):
        pool = a_pool(api, f"pool-{place}", base_job_template=template)
        api.patch(at(pool), {"base_job_template": template})


@scenario
def work_pools_with_defaults_that_do_not_fit(api: API):
    def template(properties, **members):
        return {"job_configuration": {"x": "{{ a }}"}, "variables": {"type": "object", "properties": properties, **members}}

    for place, variables in enumerate((
        template({"a": {"type": "string", "default": 7}}),
        template({"a": {"type": "string", "default": None}}),
        template({"a": {"type": "integer", "default": "x"}, "b": {"type": "boolean", "default": "y"}}),
        template({"a": {"type": "string"}}, required=["a"]),
        template({"a": {"type": "string", "default": "x"}, "b": {"enum": [1, 2], "default": 3}}),
        template({"a": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": 1}}),
        template({"a": {"type": "nonsense"}}),
        template({"a": {"$ref": "#/definitions/A", "default": 1}}, definitions={"A": {"type": "string"}}),
        template({"a": {"type": "string", "default": {"$ref": {"block_document_id": MISSING}}}}),
        template({"a": {"type": "string", "default": {"$ref": {"block_document_id": "x"}}}}),
        template({"a": {"type": "string", "default": {"$ref": {}}}}),
        template({"a": {"type": "array", "items": [{"type": "string"}], "default": ["x"]}}),
    )):
        pool = a_pool(api, f"pool-{place}", base_job_template=variables)
    pool = a_pool(api, "later")
    # A change is not checked for its defaults.
    api.patch(at(pool), {"base_job_template": template({"a": {"type": "string", "default": 7}})})
    api.get(at(pool))


@scenario
def missing_work_pools(api: API):
    name = api.unique("nobody")
    api.get(f"/work_pools/{name}")
    api.get(f"/work_pools/{quote(name + ' ä')}")
    api.patch(f"/work_pools/{name}", {})
    api.patch(f"/work_pools/{name}", {"is_paused": "x"})
    api.delete(f"/work_pools/{name}")
    for method, path in (("PUT", f"/work_pools/{name}"), ("GET", "/work_pools/"), ("POST", f"/work_pools/{name}"), ("GET", "/work_pools/filter"), ("GET", "/work_pools/count")):
        api.raw(method, path)


@scenario
def change_a_work_pool(api: API):
    pool = a_pool(api, base_job_template=PROCESS)
    for change in (
        {}, {"description": "new"}, {"concurrency_limit": 4}, {"concurrency_limit": 0}, {"description": None}, {"concurrency_limit": None},
        {"base_job_template": {}}, {"base_job_template": PROCESS},
        {"storage_configuration": {"bundle_upload_step": {"a": 1}}},
        {"storage_configuration": {"bundle_execution_step": {"b": 1}, "bundle_upload_step": None}}, {"storage_configuration": {}},
    ):
        api.patch(at(pool), change)
        api.get(at(pool))


@scenario(differs=("the real server fails",))
def change_work_pools_to_null(api: API):
    for name in ("is_paused", "base_job_template", "storage_configuration", "description", "concurrency_limit"):
        pool = a_pool(api, name, base_job_template=PROCESS, concurrency_limit=1, description="x", storage_configuration={"bundle_upload_step": {"a": 1}})
        api.patch(at(pool), {name: None})
        api.get(at(pool))


@scenario
def change_a_work_pool_badly(api: API):
    pool = a_pool(api)
    refused_bodies(
        api, "PATCH", at(pool), {"name": "x"}, {"type": "docker"}, {"more": 1}, {"description": 7}, {"is_paused": "perhaps"},
        {"concurrency_limit": -1}, {"base_job_template": []}, {"base_job_template": {"a": 1}}, {"storage_configuration": {"more": 1}},
        {"storage_configuration": []}, {"default_queue_id": MISSING}, {"status": "READY"})
    api.get(at(pool))


@scenario
def pause_a_work_pool(api: API):
    pool = a_pool(api)
    for change in ({"is_paused": True}, {"is_paused": True}, {"description": "x"}, {"is_paused": False}, {"is_paused": False}):
        api.patch(at(pool), change)
        api.get(at(pool))
    api.post(at(pool, "/workers/heartbeat"), {"name": "w"})
    api.get(at(pool))
    for change in ({"is_paused": True}, {"is_paused": False}, {"description": "y"}):
        api.patch(at(pool), change)
        api.get(at(pool))


@scenario
def pause_a_pool_of_agents(api: API):
    pool = api.post("/work_pools/", {"name": api.unique("pool")})
    for change in ({"is_paused": True}, {"is_paused": False}):
        api.patch(at(pool), change)
        api.get(at(pool))
    api.post(at(pool, "/workers/heartbeat"), {"name": "w"})
    api.get(at(pool))


@scenario
def delete_a_work_pool(api: API):
    pool = a_pool(api)
    queue = api.post(at(pool, "/queues"), {"name": api.unique("queue")})
    api.delete(at(pool))
    api.get(at(pool))
    api.delete(at(pool))
    api.get(f"/work_queues/{queue['id']}")
    api.get(f"/work_queues/{pool['default_queue_id']}")
    api.post(at(pool, "/queues/filter"), {})


@scenario
def find_work_pools(api: API):
    pools = [a_pool(api, name, type=kind) for name, kind in (("c", "process"), ("a", "docker"), ("B", "process"), ("ä", "x"))]
    ids, names = [pool["id"] for pool in pools], [pool["name"] for pool in pools]
    ours = {"id": {"any_": ids}}
    for filter in (
        ours, {"name": {"any_": names[:2]}}, {"type": {"any_": ["docker"]}, **ours}, {"operator": "or_", "id": {"any_": ids[:1]}, "name": {"any_": names[1:2]}},
        {"id": {"any_": []}}, {"name": {"any_": []}}, {"id": {"any_": [MISSING]}}, {"id": {}, "name": {"any_": names}}, {"id": None, "name": {"any_": names}},
    ):
        api.post("/work_pools/filter", {"work_pools": filter})
        api.post("/work_pools/count", {"work_pools": filter})
    for page in ({"limit": 2}, {"limit": 2, "offset": 2}, {"limit": 0}, {"offset": 9}, {"limit": None}):
        api.post("/work_pools/filter", {"work_pools": ours, **page})


@scenario
def find_work_pools_badly(api: API):
    for end in ("filter", "count"):
        for body in ({"work_pools": 7}, {"work_pools": []}, {"work_pools": {"more": 1}}, {"work_pools": {"id": {"any_": ["x"]}}}, {"work_pools": {"id": []}},
                     {"work_pools": {"name": {"any_": [7]}}}, {"work_pools": {"type": {"any_": "x"}}}, {"work_pools": {"operator": "x"}},
                     {"work_pools": {"name": {"like_": "x"}}}):
            api.post(f"/work_pools/{end}", body)
        api.raw("POST", f"/work_pools/{end}", b"{bad", {"content-type": "application/json"})
        api.raw("POST", f"/work_pools/{end}", b"[]", {"content-type": "application/json"})
    for body in ({"limit": -1}, {"limit": 201}, {"limit": "x"}, {"offset": -1}, {"offset": "x"}):
        api.post("/work_pools/filter", body)


@scenario
def slots_of_work_pools_without_runs(api: API):
    pool = a_pool(api, concurrency_limit=2)
    api.post("/work_pools/filter", {"work_pools": {"id": {"any_": [pool["id"]]}}})
    api.patch(at(pool), {"concurrency_limit": None})
    api.get(at(pool))


@scenario
def work_pools_called_like_operations(api: API):
    for name in ("filter", "count"):
        pool = api.post("/work_pools/", {"name": name, "type": "process"})
        api.get(at(pool))
        api.patch(at(pool), {"description": "x"})
        api.post(at(pool, "/queues/filter"), {})
        api.delete(at(pool))
