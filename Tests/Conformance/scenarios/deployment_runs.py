"""Deployments: create_flow_run."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, refused_bodies, scheduled
from twin.scenario import scenario

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}, "s": {"type": "string"}}, "required": ["s"]}


def run(api: API, deployment, **members):
    return api.post(f"/deployments/{deployment['id']}/create_flow_run", members)


@scenario
def create_flow_run_of_a_deployment(api: API):
    deployment = a_deployment(api, a_flow(api, labels={"f": 1}), version="v1", tags=["d"], labels={"d": 1}, parameters={"a": 1, "b": 1}, job_variables={"x": 1}, path="p")
    made = run(api, deployment)
    api.get(f"/flow_runs/{made['id']}")
    api.get(f"/flow_run_states/?flow_run_id={made['id']}")


@scenario(differs=("joined tags have no order",))
def create_flow_run_of_a_deployment_with_everything(api: API):
    deployment = a_deployment(api, a_flow(api), tags=["d", "e"], labels={"d": 1, "both": 1}, parameters={"a": 1, "b": 1}, job_variables={"x": 1, "y": 1})
    parent = a_task_run(api, a_flow_run(api, a_flow(api, "other"), state={"type": "RUNNING"}))
    made = run(api, deployment, name=api.unique("named"), tags=["t", "d"], labels={"r": 1, "both": 2}, parameters={"b": 2, "c": 3}, job_variables={"y": 2}, context={"c": 1},
               idempotency_key=api.unique("key"), parent_task_run_id=parent["id"], empirical_policy={"retries": 1}, enforce_parameter_schema=False,
               state={**scheduled("2031-01-01T00:00:00Z"), "message": "by hand"})
    api.get(f"/flow_runs/{made['id']}")
    run(api, deployment, idempotency_key=api.unique("key"))


@scenario
def create_flow_run_of_a_deployment_in_each_state(api: API):
    deployment = a_deployment(api, a_flow(api))
    for type in ("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "CANCELLED"):
        run(api, deployment, name=api.unique(type), state={"type": type})


@scenario
def create_flow_run_of_a_paused_deployment(api: API):
    run(api, a_deployment(api, a_flow(api), paused=True), name=api.unique("run"))


@scenario
def create_flow_run_checks_parameters(api: API):
    flow = a_flow(api)
    checked = a_deployment(api, flow, "checked", parameters={"s": "x"}, parameter_openapi_schema=SCHEMA)
    free = a_deployment(api, flow, "free", parameters={"s": "x"}, parameter_openapi_schema=SCHEMA, enforce_parameter_schema=False)
    for number, parameters in enumerate(({}, {"n": 1}, {"n": "x"}, {"n": 1.5}, {"n": 1.0}, {"s": None}, {"s": 7, "n": "x"}, {"more": 1})):
        for deployment, name in ((checked, "checked"), (free, "free")):
            run(api, deployment, name=api.unique(f"{name}{number}"), parameters=parameters)
    run(api, checked, name=api.unique("unchecked"), parameters={"n": "x"}, enforce_parameter_schema=False)
    run(api, free, name=api.unique("enforced"), parameters={"n": "x"}, enforce_parameter_schema=True)


STRUCTURES = {
    "type": "object", "required": ["person"],
    "properties": {"person": {"$ref": "#/definitions/Person"}, "people": {"type": "array", "items": {"$ref": "#/definitions/Person"}}, "pair": {"type": "array", "items": [{"type": "integer"}, {"type": "string"}]},
                   "when": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "mode": {"enum": ["a", 1, None]}, "a b": {"type": "string", "pattern": "^[a-z]+$"}},
    "definitions": {"Person": {"type": "object", "properties": {"name": {"type": "string", "minLength": 1}, "boss": {"anyOf": [{"$ref": "#/definitions/Person"}, {"type": "null"}]}}, "required": ["name"]}},
}


@scenario
def create_flow_run_checks_structures(api: API):
    deployment = a_deployment(api, a_flow(api), parameter_openapi_schema=STRUCTURES)
    person = {"person": {"name": "p"}}
    for number, parameters in enumerate((
            person, {}, {"person": {}}, {"person": {"name": ""}}, {"person": {"name": None}}, {"person": {"name": "p", "boss": {"name": "q", "boss": {"name": 7}}}}, {"person": {"name": "p", "boss": 7}}, {**person, "people": [{"name": "q"}, {"name": 1}]},
            {**person, "people": None}, {**person, "pair": [1, "x"]}, {**person, "pair": ["x", 1]}, {**person, "when": "no date"}, {**person, "when": 7}, {**person, "mode": 1.0}, {**person, "mode": True}, {**person, "a b": "A"}, {**person, "a b": None},
            {**person, "more": {"it's": 'a "quote"'}})):
        run(api, deployment, name=api.unique(f"run{number}"), parameters=parameters)
    # None of these is made: the real server's database is locked now and then when it makes runs so.
    api.post(f"/deployments/{deployment['id']}/create_flow_run/bulk", [
        {"parameters": parameters} for parameters in ({}, {"person": {}}, {"person": {"name": "p", "boss": {"name": 7}}}, {**person, "pair": ["x", 1]}, {**person, "a b": "A"}, {"person": {"__prefect_kind": "json", "value": "{}"}})])


@scenario
def create_flow_run_with_references_that_lead_nowhere(api: API):
    for number, schema in enumerate(({"properties": {"a": {"$ref": "#/properties/a"}}}, {"$ref": "#/nowhere"}, {"$ref": "http://example.org/x"}, None)):
        deployment = a_deployment(api, a_flow(api), f"d{number}", parameter_openapi_schema=schema)
        run(api, deployment, name=api.unique(f"run{number}"), parameters={"a": 1})
        api.post(f"/deployments/{deployment['id']}/create_flow_run/bulk", [{"name": api.unique(f"bulk{number}"), "parameters": {"a": 1}}])


@scenario
def create_flow_run_of_a_deployment_with_bad_bodies(api: API):
    deployment = a_deployment(api, a_flow(api))
    refused_bodies(
        api, "POST", f"/deployments/{deployment['id']}/create_flow_run", {"more": 1}, {"name": 7}, {"parameters": []}, {"parameters": None}, {"tags": "x"}, {"state": {"type": "x"}},
        {"state": 7}, {"idempotency_key": 7}, {"parent_task_run_id": "x"}, {"job_variables": []}, {"labels": {"a": None}}, {"enforce_parameter_schema": "maybe"}, {"flow_id": MISSING}, {"context": []})
    run(api, deployment, name=api.unique("nowhere"), parent_task_run_id=MISSING)
