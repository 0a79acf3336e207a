"""Where deployments and runs wait: work pools and queues by name, and job variables checked against the pool."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, scheduled
from twin.pools import a_pool, a_queue, events_of, mine
from twin.scenario import scenario

PLAIN = {"job_configuration": {"command": "x"}, "variables": {"type": "object", "properties": {"image": {"type": "string"}, "cpu": {"type": "integer", "default": 1}}, "required": ["image"]}}


@scenario
def deploy_to_a_pool(api: API):
    flow, pool = a_flow(api), a_pool(api)
    made = a_deployment(api, flow, work_pool_name=pool["name"])
    api.get(f"/deployments/{made['id']}")
    api.get(f"/deployments/name/{flow['name']}/{made['name']}")
    named = a_deployment(api, flow, "named", work_pool_name=pool["name"], work_queue_name="default")
    api.get(f"/deployments/{named['id']}")
    api.post("/deployments/filter", {"deployments": {"id": {"any_": [made["id"], named["id"]]}}})


@scenario
def deploy_to_a_queue_that_is_made(api: API):
    flow, pool = a_flow(api), a_pool(api)
    made = a_deployment(api, flow, work_pool_name=pool["name"], work_queue_name="fresh")
    api.get(f"/deployments/{made['id']}")
    api.post(f"/work_pools/{pool['name']}/queues/filter", {})
    a_deployment(api, flow, "second", work_pool_name=pool["name"], work_queue_name="fresh")
    a_deployment(api, flow, "third", work_pool_name=pool["name"], work_queue_name="another")
    api.post(f"/work_pools/{pool['name']}/queues/filter", {})


@scenario
def deploy_to_a_pool_that_is_not_there(api: API):
    flow = a_flow(api)
    a_deployment(api, flow, work_pool_name=api.unique("no-pool"))
    a_deployment(api, flow, work_pool_name=api.unique("no-pool"), work_queue_name="q")
    a_deployment(api, flow, work_pool_name="", work_queue_name="")
    a_deployment(api, flow, work_pool_name=7)


@scenario
def deploy_to_a_queue_of_agents(api: API):
    flow = a_flow(api)
    made = a_deployment(api, flow, work_queue_name=api.unique("agents"))
    api.get(f"/deployments/{made['id']}")
    again = a_deployment(api, flow, "again", work_queue_name=api.unique("agents"))
    plain = a_deployment(api, flow, "plain")
    api.patch(f"/deployments/{plain['id']}", {"work_queue_name": api.unique("others")})
    api.get(f"/deployments/{plain['id']}")
    api.get(f"/deployments/{again['id']}")


@scenario
def deploy_again_elsewhere(api: API):
    flow, first, second = a_flow(api), a_pool(api, "first"), a_pool(api, "second")
    made = a_deployment(api, flow, work_pool_name=first["name"], work_queue_name="fresh")
    a_deployment(api, flow, work_pool_name=second["name"])
    a_deployment(api, flow)
    a_deployment(api, flow, work_pool_name=None, work_queue_name=None)
    a_deployment(api, flow, work_queue_name=None)
    api.get(f"/deployments/{made['id']}")


@scenario
def move_a_deployment(api: API):
    flow, first, second = a_flow(api), a_pool(api, "first"), a_pool(api, "second")
    path = f"/deployments/{a_deployment(api, flow)['id']}"
    for change in (
            {"work_pool_name": first["name"]}, {"work_pool_name": second["name"], "work_queue_name": "fresh"}, {"work_pool_name": second["name"]}, {"description": "stays"},
            {"work_queue_name": None}, {"work_pool_name": None}, {"work_pool_name": first["name"], "work_queue_name": None}, {"work_pool_name": None, "work_queue_name": "only-a-name"},
            {"work_pool_name": "", "work_queue_name": ""}):
        api.patch(path, change)
        api.get(path)


@scenario(differs=("the real server fails",))
def move_a_deployment_to_a_pool_that_is_not_there(api: API):
    path = f"/deployments/{a_deployment(api, a_flow(api))['id']}"
    api.patch(path, {"work_pool_name": api.unique("no-pool")})
    api.patch(path, {"work_pool_name": api.unique("no-pool"), "work_queue_name": "q"})
    api.patch(path, {"work_pool_name": 7})


@scenario
def a_deployment_outlives_its_queue(api: API):
    flow, pool = a_flow(api), a_pool(api)
    made = a_deployment(api, flow, work_pool_name=pool["name"], work_queue_name="fresh")
    run = api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("run")})
    api.delete(f"/work_pools/{pool['name']}/queues/fresh")
    api.get(f"/deployments/{made['id']}")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def a_deployment_outlives_its_pool(api: API):
    flow, pool = a_flow(api), a_pool(api)
    made = a_deployment(api, flow, work_pool_name=pool["name"])
    run = api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("run")})
    api.delete(f"/work_pools/{pool['name']}")
    api.get(f"/deployments/{made['id']}")
    api.get(f"/flow_runs/{run['id']}")
    api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("later")})
    api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("queued"), "work_queue_name": "q"})


@scenario
def job_variables_of_a_deployment(api: API):
    flow, pool = a_flow(api), a_pool(api, base_job_template=PLAIN)
    for number, variables in enumerate(({}, {"image": "i"}, {"image": 7}, {"cpu": "x"}, {"cpu": None}, {"image": None}, {"more": {"a": 1}}, {"image": 7, "cpu": "x"}, None)):
        a_deployment(api, flow, f"d{number}", work_pool_name=pool["name"], job_variables=variables)
    made = a_deployment(api, flow, "moved", job_variables={"image": 7})
    api.patch(f"/deployments/{made['id']}", {"work_pool_name": pool["name"]})
    for variables in ({}, {"image": "i"}, {"image": 7}, {"cpu": "it's"}, {"cpu": None}, {"image": None}, {"image": 7, "cpu": "x"}):
        api.patch(f"/deployments/{made['id']}", {"work_pool_name": pool["name"], "job_variables": variables})
    api.patch(f"/deployments/{made['id']}", {"job_variables": {"image": 8}})
    api.get(f"/deployments/{made['id']}")


@scenario
def job_variables_of_runs(api: API):
    flow, pool = a_flow(api), a_pool(api, base_job_template=PLAIN)
    made = a_deployment(api, flow, work_pool_name=pool["name"], job_variables={"cpu": 2})
    path = f"/deployments/{made['id']}/create_flow_run"
    for number, variables in enumerate(({}, {"image": "i"}, {"image": 7}, {"image": "i", "cpu": "x"}, {"image": "i", "cpu": None}, {"image": None}, {"image": "i", "more": {"a": 1}}, None)):
        api.post(path, {"name": api.unique(f"r{number}"), "job_variables": variables})
    run = api.post(path, {"name": api.unique("changed"), "job_variables": {"image": "i"}, "state": scheduled("2031-01-01T00:00:00Z")})
    for variables in ({"image": "j"}, {}, {"image": 7}, {"image": "j", "cpu": "x"}, None):
        api.patch(f"/flow_runs/{run['id']}", {"job_variables": variables})
        api.get(f"/flow_runs/{run['id']}")


@scenario
def job_variables_of_many_runs(api: API):
    made = a_deployment(api, a_flow(api), work_pool_name=a_pool(api, base_job_template=PLAIN)["name"])
    # None of these is made: the real server's database is locked now and then when it makes runs so.
    api.post(f"/deployments/{made['id']}/create_flow_run/bulk", [{"name": api.unique("a")}, {"name": api.unique("b"), "job_variables": {"image": 7}}, {"job_variables": {"image": "i", "cpu": "x"}}])
    plain = a_deployment(api, a_flow(api), "plain")
    api.post(f"/deployments/{plain['id']}/create_flow_run/bulk", [{"name": api.unique("c"), "work_queue_name": "q"}])


DEFAULTS = {"cpu": {"type": "integer", "default": 1}, "bad": {"type": "integer", "default": "x"}, "note": {"type": "string", "default": None}, "image": {"type": "string"}}


@scenario
def job_variables_with_defaults_that_do_not_fit(api: API):
    """A pool is not made with such defaults, so that they count is seen on the pool itself."""
    api.post("/work_pools/", {"name": api.unique("bad"), "type": "test", "base_job_template": {"job_configuration": {"command": "x"}, "variables": {"type": "object", "properties": DEFAULTS}}})
    pool = a_pool(api, base_job_template={"job_configuration": {"command": "x"}, "variables": {"type": "object", "properties": {k: v for k, v in DEFAULTS.items() if k != "bad"}, "required": ["image"]}})
    made = a_deployment(api, a_flow(api), work_pool_name=pool["name"])
    path = f"/deployments/{made['id']}/create_flow_run"
    for number, variables in enumerate(({}, {"image": "i"}, {"image": "i", "note": None}, {"image": "i", "note": 7}, {"image": "i", "cpu": None})):
        api.post(path, {"name": api.unique(f"r{number}"), "job_variables": variables})


@scenario
def job_variables_with_templates_of_all_kinds(api: API):
    flow = a_flow(api)
    for number, variables in enumerate((
            {"properties": {}}, {"type": "object", "properties": {"image": {"type": "string"}}, "additionalProperties": False}, {"properties": {"image": {"$ref": "#/definitions/Image"}}, "definitions": {"Image": {"type": "string", "enum": ["i"]}}},
            {"properties": {"image": {"$ref": "#/definitions/Nowhere"}}}, {"properties": {"image": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}}})):
        pool = a_pool(api, f"pool{number}", base_job_template={"job_configuration": {"command": "x"}, "variables": variables})
        made = a_deployment(api, flow, f"d{number}", work_pool_name=pool["name"])
        a_deployment(api, flow, f"e{number}", work_pool_name=pool["name"], job_variables={"image": 7})
        for image in ("i", 7, [1, "x"], ["x", 1], None):
            api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique(f"{number}-{image}"), "job_variables": {"image": image}})


@scenario
def runs_wait_where_their_deployment_says(api: API):
    flow, pool = a_flow(api), a_pool(api)
    default = a_deployment(api, flow, "default", work_pool_name=pool["name"])
    named = a_deployment(api, flow, "named", work_pool_name=pool["name"], work_queue_name="fresh")
    plain = a_deployment(api, flow, "plain")
    for deployment in (default, named, plain):
        run = api.post(f"/deployments/{deployment['id']}/create_flow_run", {"name": api.unique(f"of-{deployment['name']}")})
        api.get(f"/flow_runs/{run['id']}")
    for deployment in (default, named):
        api.post(f"/deployments/{deployment['id']}/create_flow_run", {"name": api.unique(f"queued-{deployment['name']}"), "work_queue_name": "made-for-it"})
    api.post(f"/deployments/{plain['id']}/create_flow_run", {"name": api.unique("refused"), "work_queue_name": "q"})
    api.post(f"/work_pools/{pool['name']}/queues/filter", {})


@scenario(differs=("slots have keys of their own",))
def scheduled_runs_wait_there_too(api: API):
    pool = a_pool(api)
    made = a_deployment(
        api, a_flow(api), work_pool_name=pool["name"], work_queue_name="fresh", job_variables={"x": 1},
        schedules=[{"schedule": {"interval": 3600, "anchor_date": "2031-01-01T00:00:00Z"}}])
    api.post(f"/deployments/{made['id']}/schedule", {"start_time": "2031-01-01T00:00:00Z", "end_time": "2031-01-01T01:30:00Z"})
    api.post("/flow_runs/filter", {"deployments": {"id": {"any_": [made["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"})


@scenario
def create_flow_run_in_a_pool(api: API):
    flow, pool = a_flow(api), a_pool(api)
    a_queue(api, pool, "fresh")
    for number, place in enumerate(({"work_pool_name": pool["name"]}, {"work_pool_name": pool["name"], "work_queue_name": "fresh"}, {"work_pool_name": pool["name"], "work_queue_name": "missing"},
                                    {"work_pool_name": api.unique("no-pool")}, {"work_pool_name": api.unique("no-pool"), "work_queue_name": "q"}, {"work_queue_name": "just-a-name"}, {"work_pool_name": "", "work_queue_name": ""})):
        run = a_flow_run(api, flow, f"run{number}", **place)
        if run.status == 201:
            api.get(f"/flow_runs/{run['id']}")


@scenario
def find_by_pool_and_queue(api: API):
    one, other = a_flow(api, "one"), a_flow(api, "other")
    first, second = a_pool(api, "first"), a_pool(api, "second")
    in_first = a_deployment(api, one, "in-first", work_pool_name=first["name"])
    in_queue = a_deployment(api, one, "in-queue", work_pool_name=first["name"], work_queue_name=api.unique("queue"))
    in_second = a_deployment(api, other, "in-second", work_pool_name=second["name"], work_queue_name="default")
    a_deployment(api, other, "nowhere")
    for deployment in (in_first, in_queue, in_second):
        api.post(f"/deployments/{deployment['id']}/create_flow_run", {"name": api.unique(f"run-of-{deployment['name']}")})
    a_flow_run(api, other, "free")
    flows = {"flows": {"id": {"any_": [one["id"], other["id"]]}}}
    queue = api.get(f"/work_pools/{first['name']}/queues/{api.unique('queue')}")
    queries = (
        {"work_pools": {"name": {"any_": [first["name"]]}}}, {"work_pools": {"id": {"any_": [second["id"]]}}}, {"work_pools": {"type": {"any_": ["test"]}}}, {"work_pools": {}},
        {"work_pools": {"name": {"any_": [api.unique("no-pool")]}}}, {"work_pools": {"operator": "or_", "name": {"any_": [first["name"]]}, "id": {"any_": [second["id"]]}}},
        {"work_pool_queues": {"name": {"any_": [api.unique("queue")]}}}, {"work_pool_queues": {"id": {"any_": [queue["id"]]}}}, {"work_pool_queues": {"name": {"startswith_": ["def", api.unique("q")]}}}, {"work_pool_queues": {}},
        {"work_pools": {"name": {"any_": [first["name"]]}}, "work_pool_queues": {"name": {"any_": ["default"]}}}, {"work_pools": {"name": {"any_": [second["name"]]}}, "work_pool_queues": {"name": {"any_": [api.unique("queue")]}}},
        {"deployments": {"work_queue_name": {"any_": [api.unique("queue")]}}}, {"deployments": {"work_queue_name": {"any_": ["default"]}}}, {"deployments": {"work_queue_name": {"any_": []}}},
        {"flow_runs": {"work_queue_name": {"any_": [api.unique("queue")]}}}, {"flow_runs": {"work_queue_name": {"is_null_": True}}}, {"flow_runs": {"work_queue_name": {"is_null_": False}}},
        {"work_pools": {"name": 7}}, {"work_pool_queues": {"id": {"any_": ["x"]}}})
    for query in queries:
        for kind, sort in (("flows", "NAME_ASC"), ("flow_runs", "NAME_ASC"), ("deployments", "NAME_ASC")):
            for operation in ("filter", "count", "paginate"):
                if kind == "flows" and "work_pool_queues" in query:
                    continue
                api.post(f"/{kind}/{operation}", {**flows, **query, **({"sort": sort} if operation != "count" else {})})


@scenario
def events_name_pool_and_queue(api: API):
    flow, pool = a_flow(api, tags=["f"]), a_pool(api)
    made = a_deployment(api, flow, work_pool_name=pool["name"], work_queue_name="fresh", tags=["d"], concurrency_limit=2)
    api.patch(f"/deployments/{made['id']}", {"work_pool_name": pool["name"]})
    run = api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("run")})
    free = a_flow_run(api, flow, "free", work_pool_name=pool["name"])
    api.delete(f"/deployments/{made['id']}")
    events_of(api, f"prefect.deployment.{made['id']}", 3)
    events_of(api, f"prefect.flow-run.{run['id']}", 1)
    events_of(api, f"prefect.flow-run.{free['id']}", 1)


@scenario
def deleting_a_deployment_in_a_pool(api: API):
    pool = a_pool(api)
    made = a_deployment(api, a_flow(api), work_pool_name=pool["name"])
    path = f"/deployments/{made['id']}/create_flow_run"
    for name, state in (("waits", None), ("later", scheduled("2031-01-01T00:00:00Z")), ("ran", {"type": "COMPLETED"}), ("runs", {"type": "RUNNING"}), ("pending", {"type": "PENDING"}), ("retries", {"type": "SCHEDULED", "name": "AwaitingConcurrencySlot"})):
        api.post(path, {"name": api.unique(name), **({"state": state} if state else {})})
    api.delete(f"/deployments/{made['id']}")
    api.post("/flow_runs/filter", {"work_pools": {"id": {"any_": [pool["id"]]}}, "sort": "NAME_ASC"})


@scenario
def pausing_a_deployment_in_a_pool(api: API):
    pool = a_pool(api)
    made = a_deployment(api, a_flow(api), work_pool_name=pool["name"])
    api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("by-hand")})
    api.post(f"/deployments/{made['id']}/pause_deployment")
    api.get(f"/deployments/{made['id']}")
    api.post(f"/work_pools/{pool['name']}/get_scheduled_flow_runs", {})
    api.post(f"/deployments/{made['id']}/resume_deployment")
    api.get(f"/deployments/{made['id']}")
    api.post("/deployments/bulk_delete", {"deployments": {"id": {"any_": [made["id"], MISSING]}}})


@scenario
def which_queues_take_a_deployment(api: API):
    flow = a_flow(api)
    tagged = a_deployment(api, flow, "tagged", tags=["a", "b"])
    plain = a_deployment(api, flow, "plain")
    for name, filter in (
            ("a", {"tags": ["a"]}), ("ab", {"tags": ["b", "a"]}), ("abc", {"tags": ["a", "b", "c"]}), ("none", {}), ("null", {"tags": None, "deployment_ids": None}), ("empty", {"tags": [], "deployment_ids": []}),
            ("of-tagged", {"deployment_ids": [tagged["id"]]}), ("of-plain", {"deployment_ids": [plain["id"]]}), ("of-both", {"tags": ["a"], "deployment_ids": [plain["id"], tagged["id"]]}), ("elsewhere", {"deployment_ids": [MISSING]})):
        api.post("/work_queues/", {"name": api.unique(name), "filter": filter})
    api.post("/work_queues/", {"name": api.unique("no-filter")})
    for deployment in (tagged, plain):
        mine(api, api.get(f"/deployments/{deployment['id']}/work_queue_check"))
    api.get(f"/deployments/{MISSING}/work_queue_check")
    api.get("/deployments/x/work_queue_check")
