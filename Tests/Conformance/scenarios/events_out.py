"""The WebSocket /events/out, as runners use it to hear of cancellations."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, set_state
from twin.scenario import scenario


def cancelling(**members):
    """The filter that serve() and workers send."""
    return {"type": "filter", "filter": {
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"},
        "event": {"prefix": None, "exclude_prefix": None, "name": ["prefect.flow-run.Cancelling"], "exclude_name": None},
        "resource": None, "related": None, "any_resource": None, "id": {"id": []}, "text": None, "order": "DESC", **members}}


def of_run(run):
    return {"resource": {"id": [f"prefect.flow-run.{run['id']}"]}}


@scenario
def hear_of_a_cancellation(api: API):
    run = a_flow_run(api, tags=["b", "a"], state={"type": "RUNNING"})
    with api.events_out(cancelling(**of_run(run))) as events:
        events.flush()
        set_state(api, run, "CANCELLING", message="stop it")
        events.receive()


@scenario
def hear_of_a_cancellation_of_a_deployed_run(api: API):
    flow = a_flow(api, tags=["f"])
    deployment = a_deployment(api, flow, tags=["d"])
    run = api.post(f"/deployments/{deployment['id']}/create_flow_run", {"name": api.unique("run"), "state": {"type": "RUNNING"}})
    with api.events_out(cancelling(**of_run(run))) as events:
        events.flush()
        set_state(api, run, "CANCELLING")
        events.receive()


@scenario
def hear_of_a_cancellation_from_before(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    with api.events_out(cancelling(**of_run(run))) as first:
        first.flush()
        set_state(api, run, "CANCELLING")
        first.receive()
        api.settled("/events/filter", lambda page: page["events"], cancelling(**of_run(run)))
    with api.events_out(cancelling(**of_run(run))) as second:
        second.receive()


@scenario
def hear_nothing_of_other_events(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    with api.events_out(cancelling(**of_run(run))) as events:
        events.flush()
        set_state(api, run, "COMPLETED")
        events.receive(timeout=2)


@scenario
def hear_of_all_states_of_a_run(api: API):
    run = a_flow_run(api, state={"type": "PENDING"})
    names = [f"prefect.flow-run.{name}" for name in ("Running", "Completed")]
    with api.events_out(cancelling(**of_run(run), event={"name": names})) as events:
        events.flush()
        set_state(api, run, "RUNNING")
        events.receive()
        set_state(api, run, "COMPLETED", message="done")
        events.receive()


@scenario(differs=("closing says why",))
def events_out_refuses_what_is_no_filter(api: API):
    for message in ({"type": "nothing"}, {"type": "filter"}, {"type": "filter", "filter": {"more": 1}}, {"type": "filter", "filter": {"id": {"id": ["x"]}}}, "{bad"):
        with api.events_out(message) as events:
            events.receive(timeout=2)
