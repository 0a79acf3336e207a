"""Pausing flow runs and resuming them, with and without input."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, refused_bodies, set_state
from twin.scenario import scenario

SCHEMA = ('{"title": "Input", "type": "object", "properties": {"name": {"title": "Name", "type": "string"}, '
          '"age": {"title": "Age", "type": "integer", "default": 7}, "at": {"type": "string", "format": "date-time"}}, "required": ["name"]}')


def paused(api: API, deployed: bool = False, reschedule: bool = False, **details):
    flow = a_flow(api)
    more = {"deployment_id": a_deployment(api, flow)["id"]} if deployed else {}
    run = a_flow_run(api, flow, state={"type": "RUNNING"}, **more)
    set_state(api, run, "PAUSED", name="Suspended" if reschedule else "Paused", state_details={
        "pause_timeout": "2031-02-03T04:05:06Z", "pause_key": "1", "pause_reschedule": reschedule, **details})
    return run


def resumed(api: API, run, *bodies) -> None:
    for body in bodies:
        api.post(f"/flow_runs/{run['id']}/resume", body)
    # Their order is random on the real server.
    api.get(f"/flow_runs/{run['id']}")["empirical_policy"]["pause_keys"].sort()
    api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def resume_a_paused_flow_run(api: API):
    run = paused(api)
    resumed(api, run, {"run_input": None}, {})
    set_state(api, run, "PAUSED", state_details={"pause_key": "2", "pause_timeout": "2031-02-03T04:05:06Z"})
    resumed(api, run, {"run_input": {"not": "wanted"}})
    api.post(f"/flow_runs/{run['id']}/input/filter", {"prefix": "", "limit": 9})


@scenario
def resume_without_a_body(api: API):
    run = paused(api)
    api.raw("POST", f"/flow_runs/{run['id']}/resume")
    api.get(f"/flow_runs/{run['id']}")


@scenario
def resume_a_suspended_flow_run(api: API):
    resumed(api, paused(api, deployed=True, reschedule=True), {})
    resumed(api, paused(api, deployed=True), {})


@scenario
def resume_after_the_timeout(api: API):
    resumed(api, paused(api, pause_timeout="2020-02-03T04:05:06Z"), {})
    resumed(api, paused(api, deployed=True, reschedule=True, pause_timeout="2020-02-03T04:05:06Z"), {})


@scenario
def resume_what_is_not_paused(api: API):
    for type in ("RUNNING", "SCHEDULED", "COMPLETED", "CANCELLING"):
        run = a_flow_run(api, a_flow(api, type), state={"type": type})
        resumed(api, run, {}, {"run_input": {"a": 1}})
    refused_bodies(api, "POST", f"/flow_runs/{paused(api)['id']}/resume", {"run_input": 7}, {"run_input": []}, {"run_input": "x"})


@scenario(differs=("the real server fails",))
def resume_what_is_not_there(api: API):
    api.post(f"/flow_runs/{MISSING}/resume", {})


def waiting(api: API, schema: str | None = SCHEMA, deployed: bool = False):
    run = paused(api, deployed=deployed, reschedule=deployed, run_input_keyset={
        "schema": "paused-1-schema", "response": "paused-1-response", "description": "paused-1-description"})
    if schema is not None:
        api.post(f"/flow_runs/{run['id']}/input", {"key": "paused-1-schema", "value": schema})
    return run


@scenario
def resume_with_input(api: API):
    run = waiting(api)
    resumed(api, run, {}, {"run_input": {}}, {"run_input": {"name": 7}}, {"run_input": {"name": "x", "age": "old"}},
            {"run_input": {"name": {"__prefect_kind": "json"}}},
            {"run_input": {"name": {"__prefect_kind": "workspace_variable", "variable_name": api.unique("v")}}},
            {"run_input": {"name": "ü", "more": [1, 2.0, None], "age": {"__prefect_kind": "json", "value": "8"}}})
    api.get(f"/flow_runs/{run['id']}/input/paused-1-response")
    api.post(f"/flow_runs/{run['id']}/input/filter", {"prefix": "paused", "limit": 9})


@scenario
def resume_a_suspended_run_with_input(api: API):
    run = waiting(api, deployed=True)
    resumed(api, run, {"run_input": {"age": 7}}, {"run_input": {"name": "x"}})
    api.get(f"/flow_runs/{run['id']}/input/paused-1-response")


@scenario(differs=("the real server fails",))
def resume_with_a_schema_that_is_no_schema(api: API):
    for schema in ('{"type": "nothing"}', "[]"):
        run = waiting(api, schema)
        api.post(f"/flow_runs/{run['id']}/resume", {"run_input": {"name": "x"}})


@scenario
def resume_with_a_schema_that_is_none(api: API):
    for schema in (None, "{bad", "{}", '{"$ref": "#/nowhere"}', '{"$ref": "#"}'):
        run = waiting(api, schema)
        resumed(api, run, {"run_input": {"name": "x"}})


@scenario
def pausing_twice_with_one_key(api: API):
    run = paused(api)
    resumed(api, run, {})
    set_state(api, run, "PAUSED", state_details={"pause_key": "1", "pause_timeout": "2031-02-03T04:05:06Z"})
    api.get(f"/flow_runs/{run['id']}")


@scenario
def a_task_of_a_paused_flow(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    task = a_task_run(api, run, state={"type": "PENDING"})
    set_state(api, run, "PAUSED", state_details={"pause_timeout": "2031-02-03T04:05:06Z", "pause_key": "1"})
    set_state(api, task, "RUNNING", kind="task_runs")
    resumed(api, run, {})
    set_state(api, task, "RUNNING", kind="task_runs")
