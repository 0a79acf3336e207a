"""Addresses that few clients use, asked in ways that they are not made for; and lists at the bounds of their pages."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run
from twin.scenario import scenario

ADDRESSES = (
    "/admin/settings", "/admin/version", "/admin/storage", "/collections/views/nothing", "/csrf-token", "/task_workers/filter", "/block_capabilities/", "/saved_searches/",
    "/block_types/install_system_block_types", "/ui/schemas/validate", "/ui/flow_runs/history", "/ui/task_runs/count", "/artifacts/latest/filter", "/artifacts/latest/count",
    f"/artifacts/{MISSING}/latest", "/variables/name/x", f"/variables/{MISSING}", "/concurrency_limits/tag/x", "/v2/concurrency_limits/x",
    f"/v2/concurrency_limits/leases/{MISSING}/renew", "/work_pools/x", "/work_pools/x/queues", "/work_pools/x/workers/filter", f"/work_queues/{MISSING}/status", "/work_queues/name/x",
    f"/flow_runs/{MISSING}/graph-v2", f"/flow_runs/{MISSING}/logs/download", f"/deployments/{MISSING}/work_queue_check")
# What answers with data of the server's own, or changes it for others, or tells of what others have made.
OWN = {
    ("/admin/settings", "GET"), ("/admin/storage", "DELETE"), ("/block_types/install_system_block_types", "POST"), ("/block_capabilities/", "GET"), ("/task_workers/filter", "POST"),
    ("/ui/flow_runs/history", "POST"), ("/ui/task_runs/count", "POST"), ("/artifacts/latest/filter", "POST"), ("/artifacts/latest/count", "POST")}
LISTS = (
    "/flows/filter", "/flow_runs/filter", "/task_runs/filter", "/deployments/filter", "/logs/filter", "/block_types/filter", "/block_schemas/filter", "/block_documents/filter",
    "/artifacts/filter", "/artifacts/latest/filter", "/variables/filter", "/saved_searches/filter", "/work_pools/filter", "/work_queues/filter", "/concurrency_limits/filter",
    "/v2/concurrency_limits/filter")


@scenario
def methods_of_small_addresses(api: API):
    for path in ADDRESSES:
        for method in ("PUT", "PATCH", "DELETE", "GET", "POST"):
            if (path, method) not in OWN:
                api.send(method, path, {}) if method != "GET" else api.get(path)


@scenario
def slashes_of_small_addresses(api: API):
    for path in (
            "/block_capabilities", "/saved_searches", "/admin/settings/", "/admin/storage/", "/csrf-token/", "/artifacts", "/variables", "/block_types", "/block_schemas",
            "/block_documents", "/work_pools", "/work_queues", "/concurrency_limits", "/v2/concurrency_limits", "/logs/filter/", "/task_workers/filter/"):
        api.get(path)
        api.post(path, {})


@scenario
def task_workers_asked_oddly(api: API):
    for filter in ({"task_keys": [api.unique("x")]}, {"task_keys": [7]}, {"task_keys": None}, {"task_keys": [], "more": 1}):
        api.post("/task_workers/filter", {"task_worker_filter": filter})


@scenario
def saved_searches_with_every_filter(api: API):
    plain = {"object": "x", "property": "y", "type": "z", "operation": "w"}
    for number, filter in enumerate(({**plain, "value": None}, {**plain, "value": ["a"]}, {**dict.fromkeys(plain, ""), "value": 0}, {**plain, "value": {"deep": [1.5, None, {"a": "b"}]}})):
        made = api.put("/saved_searches/", {"name": api.unique(f"s{number}"), "filters": [filter, filter]})
        api.get(f"/saved_searches/{made['id']}")
    for name in (" ", "ü🙂", "a/b", "x" * 500):
        api.put("/saved_searches/", {"name": api.unique(name)})


@scenario
def empty_changes(api: API):
    flow = a_flow(api, tags=["a"])
    run = a_flow_run(api, flow, tags=["t"], parameters={"a": 1})
    pool = api.post("/work_pools/", {"name": api.unique("p"), "type": "process"})
    for path in (
            f"/flows/{flow['id']}", f"/deployments/{a_deployment(api, flow)['id']}", f"/flow_runs/{run['id']}", f"/task_runs/{a_task_run(api, run)['id']}", f"/work_pools/{pool['name']}",
            f"/work_pools/{pool['name']}/queues/default", f"/work_queues/{api.post('/work_queues/', {'name': api.unique('q')})['id']}",
            f"/v2/concurrency_limits/{api.post('/v2/concurrency_limits/', {'name': api.unique('l'), 'limit': 1})['id']}"):
        api.get(path)
        for body in (b"{}", b"{ }", b"", b"null"):
            api.raw("PATCH", path, body, {"content-type": "application/json"})
            api.get(path)


@scenario
def pages_at_their_bounds(api: API):
    nobody = {"flows": {"id": {"any_": [MISSING]}}}
    for path in LISTS:
        for page in (
                {"limit": 200, "offset": 9_000_000}, {"limit": 201}, {"limit": "0"}, {"limit": 0.0}, {"limit": 1.5}, {"offset": 9_223_372_036_854_775_807, "limit": 0}, {"offset": -1},
                {"offset": "x"}, {"limit": None, "offset": 9_000_000}, {"offset": None, "limit": 0}):
            api.post(path, page)
    for path in ("/flows/paginate", "/flow_runs/paginate", "/task_runs/paginate", "/deployments/paginate"):
        for page in (
                {"limit": 0, **nobody}, {"limit": -1}, {"limit": 201}, {"page": 0}, {"page": -1}, {"page": 1.5}, {"page": "1", "limit": 1, **nobody}, {"page": 9_000_000, **nobody},
                {"page": None, **nobody}):
            api.post(path, page)
