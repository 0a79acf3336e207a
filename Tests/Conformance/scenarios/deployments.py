"""Deployments: create and upsert, read, by name, update, delete, pause and resume."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, refused_bodies, scheduled
from twin.scenario import scenario

HOURLY = {"schedule": {"interval": 3600, "anchor_date": "2030-01-01T00:00:00Z"}}
SCHEMA = {"title": "Parameters", "type": "object", "properties": {"n": {"title": "n", "type": "integer", "default": 3}, "s": {"type": "string"}}, "required": ["s"]}


@scenario
def create_deployment_with_little(api: API):
    flow = a_flow(api, labels={"team": "x"})
    deployment = a_deployment(api, flow)
    api.get(f"/deployments/{deployment['id']}")
    api.get(f"/deployments/name/{api.unique('flow')}/{api.unique('deployment')}")


@scenario
def create_deployment_with_everything(api: API):
    deployment = a_deployment(
        api, a_flow(api), version="v1", description="words\nand *more*", paused=True, tags=["b", "a", "b"], labels={"l": 1, "m": True},
        parameters={"n": 1, "s": "x", "deep": {"a": [None, 1.0]}}, parameter_openapi_schema=SCHEMA, enforce_parameter_schema=False,
        path="/here", entrypoint="flow.py:main", pull_steps=[{"prefect.deployments.steps.set_working_directory": {"directory": "/here"}}],
        job_variables={"env": {"A": "1"}}, concurrency_limit=3, concurrency_options={"collision_strategy": "CANCEL_NEW", "grace_period_seconds": 60},
        schedules=[{**HOURLY, "active": False, "max_scheduled_runs": 3, "parameters": {"n": 2}, "slug": "hourly"},
                   {"schedule": {"cron": "0 5 * * *", "timezone": "Europe/Berlin", "day_or": False}},
                   {"schedule": {"rrule": "FREQ=DAILY;COUNT=3", "timezone": "UTC"}}])
    api.get(f"/deployments/{deployment['id']}")
    api.get(f"/deployments/{deployment['id']}/schedules")


@scenario(differs=("what is not sent stays",))
def create_deployment_twice(api: API):
    flow = a_flow(api)
    first = a_deployment(api, flow, version="v1", tags=["a"], parameters={"x": 1}, description="d", schedules=[HOURLY], path="p", concurrency_limit=2)
    for members in ({}, {"tags": ["b"], "paused": True}, {"schedules": []}, {"schedules": [HOURLY, {"schedule": {"cron": "* * * * *"}}]},
                    {"parameters": {"y": 2}, "description": None, "version": "v2"}, {"concurrency_limit": None}, {"labels": {"n": 1}}):
        a_deployment(api, flow, **members)
        api.get(f"/deployments/{first['id']}")


@scenario
def upsert_deployment_as_serve_does(api: API):
    flow = a_flow(api)
    body = {"version": "v", "enforce_parameter_schema": True, "parameter_openapi_schema": SCHEMA, "parameters": {"s": "x"}, "tags": [], "labels": {},
            "pull_steps": None, "concurrency_limit": None, "concurrency_options": None, "work_pool_name": None, "work_queue_name": None, "path": ".",
            "entrypoint": "serve.py:main", "paused": False, "storage_document_id": None, "infrastructure_document_id": None, "description": None, "job_variables": {},
            "schedules": [{**HOURLY, "active": True, "max_scheduled_runs": None, "parameters": {}, "slug": None}]}
    deployment = a_deployment(api, flow, **body)
    api.get(f"/deployments/name/{api.unique('flow')}/{api.unique('deployment')}")
    api.patch(f"/deployments/{deployment['id']}", {name: body[name] for name in ("version", "schedules", "parameters", "tags", "entrypoint", "path", "enforce_parameter_schema", "parameter_openapi_schema")})
    api.get(f"/deployments/{deployment['id']}")


@scenario
def create_deployment_with_odd_names(api: API):
    flow = a_flow(api)
    for name in ("with space", "ünï", "🙂", "a.b:c", "q?#", "x" * 300):
        api.post("/deployments/", {"name": api.unique("d") + name, "flow_id": flow["id"]})
    api.get(f"/deployments/name/{api.unique('flow')}/{api.unique('d')}with%20space")
    api.get(f"/deployments/name/{api.unique('flow')}/{api.unique('d')}%C3%BCn%C3%AF")
    api.get(f"/deployments/name/{api.unique('flow')}/nobody")
    api.get(f"/deployments/name/nobody/{api.unique('d')}")


@scenario(differs=("the real server fails",))
def create_deployment_with_bad_bodies(api: API):
    flow = a_flow(api)
    good = {"name": api.unique("d"), "flow_id": flow["id"]}
    refused_bodies(
        api, "POST", "/deployments/", {}, {"name": "x"}, {"flow_id": flow["id"]}, {**good, "flow_id": "x"}, {**good, "name": 7}, {**good, "name": "a/b"}, {**good, "name": None},
        {**good, "name": ""}, {**good, "more": 1}, {**good, "schedule": None}, {**good, "manifest_path": "x"}, {**good, "infra_overrides": {}}, {**good, "is_schedule_active": True},
        {**good, "tags": "x"}, {**good, "tags": None}, {**good, "parameters": []}, {**good, "parameters": None}, {**good, "paused": "maybe"}, {**good, "paused": None},
        {**good, "schedules": None}, {**good, "schedules": {}}, {**good, "concurrency_limit": 0}, {**good, "concurrency_limit": -1}, {**good, "concurrency_limit": "x"},
        {**good, "concurrency_options": {}}, {**good, "concurrency_options": {"collision_strategy": "X"}}, {**good, "concurrency_options": {"collision_strategy": "ENQUEUE", "more": 1}},
        {**good, "pull_steps": {}}, {**good, "job_variables": None}, {**good, "enforce_parameter_schema": None}, {**good, "storage_document_id": "x"}, {**good, "labels": {"a": None}},
        {**good, "version": 3}, {**good, "description": 3}, {**good, "global_concurrency_limit_id": "x"}, {**good, "concurrency_options": {"collision_strategy": "ENQUEUE", "grace_period_seconds": 1}})
    api.post("/deployments/filter", {"deployments": {"name": {"any_": [api.unique("d")]}}})


@scenario
def create_deployment_pointing_nowhere(api: API):
    flow = a_flow(api)
    api.post("/deployments/", {"name": api.unique("d"), "flow_id": MISSING})
    for number, members in enumerate(({"storage_document_id": MISSING}, {"infrastructure_document_id": MISSING}, {"work_pool_name": api.unique("pool")},
                                      {"work_pool_name": api.unique("pool"), "work_queue_name": "q"}, {"global_concurrency_limit_id": MISSING})):
        a_deployment(api, flow, str(number), **members)


@scenario
def create_deployment_checks_parameters(api: API):
    flow = a_flow(api)
    for number, parameters in enumerate(({"s": "x"}, {"s": "x", "n": 1}, {"s": 7}, {"s": "x", "n": "x"}, {}, {"s": "x", "more": 1}, {"s": None})):
        a_deployment(api, flow, str(number), parameters=parameters, parameter_openapi_schema=SCHEMA, enforce_parameter_schema=True)


@scenario(differs=("the real server fails",))
def create_deployment_checks_its_schema(api: API):
    flow = a_flow(api)
    for number, schema in enumerate(({"type": "nope"}, {"properties": {"a": 7}}, {"properties": {"a": {"pattern": "["}}}, {"required": "a"}, {"$ref": "#/nowhere"}, {"properties": {"a": {"$ref": "#/properties/a"}}},
                                     {"properties": {"a": {"minimum": "x"}}}, {"items": []}, [], {}, None, {"properties": {"required": {"type": "string"}}, "required": ["z"]})):
        a_deployment(api, flow, f"enforced{number}", parameters={"a": 1, "required": 1}, parameter_openapi_schema=schema, enforce_parameter_schema=True)
        a_deployment(api, flow, f"unsaid{number}", parameters={"a": 1}, parameter_openapi_schema=schema)
    a_deployment(api, flow, "two", parameters={"s": 1}, parameter_openapi_schema=SCHEMA, enforce_parameter_schema="yes", tags=7)
    a_deployment(api, flow, "absent", parameter_openapi_schema={"type": 7}, enforce_parameter_schema=True)
    a_deployment(api, flow, "list", parameters=[1], parameter_openapi_schema=SCHEMA, enforce_parameter_schema=True)


@scenario
def update_deployment_checks_parameters(api: API):
    deployment = a_deployment(api, a_flow(api), parameters={"s": "x"}, parameter_openapi_schema=SCHEMA)
    for body in ({"parameters": {"s": 7}}, {"parameters": {}}, {"parameters": {"n": "x"}}, {"parameters": {"n": 1.5, "s": "x"}}, {"parameters": {"n": 1, "s": "y"}}, {"description": "still"},
                 {"parameter_openapi_schema": {"properties": {"n": {"type": "string", "default": ""}}}}, {"parameter_openapi_schema": {"$ref": "#/nowhere"}}, {"parameter_openapi_schema": {"$ref": "#"}},
                 {"parameters": {"s": {"__prefect_kind": "json", "value": "7"}}}, {"parameters": {"s": {"__prefect_kind": "json", "value": "\"z\""}}}, {"parameters": {"s": 7}, "enforce_parameter_schema": False},
                 {"description": "free"}, {"enforce_parameter_schema": True}):
        api.patch(f"/deployments/{deployment['id']}", body)
        api.get(f"/deployments/{deployment['id']}")


@scenario
def update_deployment(api: API):
    deployment = a_deployment(api, a_flow(api), version="v1", tags=["a"], parameters={"x": 1}, description="d", schedules=[HOURLY], concurrency_limit=2)
    for body in ({}, {"version": "v2"}, {"version": None}, {"tags": ["b", "b"]}, {"tags": []}, {"parameters": {"y": 1}}, {"parameters": {}}, {"description": "e"}, {"description": None},
                 {"paused": True}, {"paused": False}, {"path": "p", "entrypoint": "e.py:f"}, {"job_variables": {"a": 1}}, {"job_variables": {}}, {"pull_steps": [{"a": {}}]},
                 {"enforce_parameter_schema": False}, {"concurrency_limit": 5}, {"concurrency_options": {"collision_strategy": "ENQUEUE"}}, {"concurrency_limit": None},
                 {"concurrency_options": None}, {"parameter_openapi_schema": SCHEMA}):
        api.patch(f"/deployments/{deployment['id']}", body)
        api.get(f"/deployments/{deployment['id']}")


@scenario(differs=("parameters that are not sent stay", "an empty list empties"))
def update_deployment_schedules(api: API):
    deployment = a_deployment(api, a_flow(api), schedules=[{**HOURLY, "slug": "h"}, {"schedule": {"cron": "0 0 * * *"}, "slug": "c"}])
    for schedules in ([{"slug": "h", "active": False}], [{**HOURLY, "slug": "h", "parameters": {"a": 1}}, {"schedule": {"cron": "1 1 * * *"}, "slug": "new"}],
                      [{"schedule": {"interval": 60}}], [HOURLY, HOURLY], [{"active": False}], [{"slug": "h2", "replaces": "h", **HOURLY}], []):
        api.patch(f"/deployments/{deployment['id']}", {"schedules": schedules})
        api.get(f"/deployments/{deployment['id']}/schedules")


@scenario(differs=("the real server fails",))
def update_deployment_with_bad_bodies(api: API):
    deployment = a_deployment(api, a_flow(api))
    refused_bodies(
        api, "PATCH", f"/deployments/{deployment['id']}", {"name": "x"}, {"flow_id": MISSING}, {"more": 1}, {"tags": None}, {"tags": "x"}, {"paused": None}, {"paused": "maybe"},
        {"schedules": None}, {"schedules": [{"more": 1}]}, {"schedules": [{"schedule": {"cron": "never"}}]}, {"concurrency_limit": 0}, {"version": 7}, {"parameters": 7},
        {"labels": {}}, {"infra_overrides": {}}, {"is_schedule_active": False}, {"schedule": None})
    api.get(f"/deployments/{deployment['id']}")


@scenario
def deployments_that_are_not_there(api: API):
    path = f"/deployments/{MISSING}"
    api.get(path)
    api.get("/deployments/name/a/b")
    api.get("/deployments/name/a")
    api.patch(path, {})
    api.delete(path)
    for end in ("/pause_deployment", "/resume_deployment", "/create_flow_run", "/schedules", "/schedule"):
        api.post(path + end)
        api.post(path + end, {})
        api.post(path + end, [])
    api.get(path + "/schedules")
    api.get(path + "/work_queue_check")
    api.patch(f"{path}/schedules/{MISSING}", {"active": True})
    api.delete(f"{path}/schedules/{MISSING}")


@scenario
def delete_deployment(api: API):
    flow = a_flow(api)
    deployment = a_deployment(api, flow, schedules=[HOURLY])
    run = a_flow_run(api, flow, deployment_id=deployment["id"], state=scheduled("2031-01-01T00:00:00Z"))
    running = a_flow_run(api, flow, "running", deployment_id=deployment["id"], state={"type": "RUNNING"})
    api.delete(f"/deployments/{deployment['id']}")
    api.delete(f"/deployments/{deployment['id']}")
    api.get(f"/deployments/{deployment['id']}")
    api.get(f"/deployments/{deployment['id']}/schedules")
    api.get(f"/flow_runs/{run['id']}")
    api.get(f"/flow_runs/{running['id']}")
    a_deployment(api, flow)


@scenario
def pause_and_resume_deployment(api: API):
    deployment = a_deployment(api, a_flow(api), schedules=[HOURLY, {"schedule": {"cron": "0 0 * * *"}, "active": False}])
    api.post(f"/deployments/{deployment['id']}/schedule", {"start_time": "2030-01-01T00:00:00Z", "end_time": "2030-01-01T05:00:00Z"})
    made = {"flow_runs": {"deployment_id": {"any_": [deployment["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"}
    api.post("/flow_runs/filter", made)
    for end in ("pause_deployment", "pause_deployment", "resume_deployment", "resume_deployment"):
        api.post(f"/deployments/{deployment['id']}/{end}")
        api.get(f"/deployments/{deployment['id']}")
        api.post("/flow_runs/count", made)
    api.post(f"/deployments/{deployment['id']}/pause_deployment", {"more": 1})


@scenario
def delete_deployments_in_bulk(api: API):
    flow = a_flow(api)
    deployments = [a_deployment(api, flow, str(number)) for number in range(3)]
    api.post("/deployments/bulk_delete", {"deployments": {"id": {"any_": [deployments[0]["id"]]}}})
    api.post("/deployments/bulk_delete", {"deployments": {"id": {"any_": [MISSING]}}, "limit": 1})
    api.post("/deployments/bulk_delete", {"limit": -1})
    api.post("/deployments/filter", {"flows": {"id": {"any_": [flow["id"]]}}})
