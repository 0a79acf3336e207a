"""Task runs that clients report through the WebSocket /events/in."""

from twin.api import API
from twin.events import a_life, deliver, look, moment, task_run_event
from twin.making import a_flow, a_flow_run
from twin.scenario import scenario


@scenario
def events_in_order(api: API):
    run = a_flow_run(api, a_flow(api, labels={"f": 1}), state={"type": "RUNNING"}, labels={"r": "x"})
    deliver(api, run, *a_life(api, run, "task", tags=("b", "a")))
    look(api, "task")
    api.post("/task_runs/filter", {"task_runs": {"flow_run_id": {"any_": [run["id"]]}}, "sort": "NAME_ASC"})


@scenario
def events_by_the_older_handshake(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    deliver(api, run, *a_life(api, run, "task"), legacy=True)
    look(api, "task")


@scenario
def events_doubled(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    life = a_life(api, run, "task")
    deliver(api, run, life[0], life[0], life[1], life[1], life[0], life[2], life[2])
    look(api, "task")


@scenario
def events_out_of_order(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    deliver(api, run, *reversed(a_life(api, run, "backwards")))
    one, two = a_life(api, run, "mixed"), a_life(api, run, "other")
    look(api, "backwards")
    with api.events_in() as socket:
        for event in (two[1], one[2], two[0], one[0], two[2], one[1]):
            socket.send(event)
        socket.flush()
    for task in ("mixed", "other"):
        api.once(f"/task_run_states/?task_run_id={api.uuid(task)}", lambda states: len(states) == 3)
    look(api, "mixed", "other")


@scenario
def events_sent_again_by_another_connection(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    life = a_life(api, run, "task")
    with api.events_in() as socket:
        for event in life[:2]:
            socket.send(event)
        socket.flush()
    deliver(api, run, *life)
    look(api, "task")


@scenario
def events_of_retries(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    deliver(
        api, run, task_run_event(api, run, "task", "PENDING", 1), task_run_event(api, run, "task", "RUNNING", 2, before="PENDING", run_count=1, start_time=moment(2)),
        task_run_event(api, run, "task", "SCHEDULED", 3, "AwaitingRetry", before="RUNNING", run_count=1, start_time=moment(2), total_run_time=1.0,
                       state={"message": "boom", "state_details": {"scheduled_time": moment(9), "cache_key": "c", "retriable": True}}),
        task_run_event(api, run, "task", "RUNNING", 9, "Retrying", before="SCHEDULED", run_count=2, start_time=moment(2), total_run_time=1.0),
        task_run_event(api, run, "task", "FAILED", 11, before="RUNNING", run_count=2, start_time=moment(2), end_time=moment(11), total_run_time=3.0, state={"message": "for good"}))
    look(api, "task")


@scenario
def events_of_all_states(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    types = ("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING")
    deliver(api, run, *(task_run_event(api, run, type, type, 1) for type in types))
    look(api, *types)


@scenario
def events_that_change_a_run_made_over_http(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    api.post("/task_runs/", {"id": api.uuid("task"), "flow_run_id": run["id"], "task_key": "t", "dynamic_key": "0", "name": api.unique("http"), "tags": ["h"], "state": {"type": "PENDING"}})
    later = [dict(event, occurred=event["occurred"].replace("2030", "2035")) for event in a_life(api, run, "task")]
    deliver(api, run, *later)
    look(api, "task")


@scenario
def events_with_inputs_and_labels(api: API):
    run = a_flow_run(api, a_flow(api, labels={"f": 1}), state={"type": "RUNNING"})
    deliver(api, run, *a_life(api, run, "first"), task_run_event(
        api, run, "task", "RUNNING", 4, run_count=1, start_time=moment(4), labels={"l": 1}, cache_key="ck", cache_expiration=moment(90), task_version="7",
        task_inputs={"x": [{"input_type": "task_run", "id": api.uuid("first")}], "n": [{"input_type": "parameter", "name": "n"}], "e": []},
        empirical_policy={"retries": 3, "retry_delay": [1, 2.5], "retry_jitter_factor": 0.5}))
    look(api, "task")


@scenario
def events_that_are_no_task_runs(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    life = a_life(api, run, "task")
    server_side = task_run_event(api, run, "quiet", "RUNNING", 1)
    server_side["resource"]["prefect.orchestration"] = "server"
    deliver(api, run, {"occurred": moment(1), "event": "fire.me", "resource": {"prefect.resource.id": "my.thing"}, "related": [], "payload": {"a": 1}, "id": api.uuid("fire"), "follows": None},
            server_side, *life)
    look(api, "task", "quiet")


@scenario(differs=("one bad event is no reason",))
def events_in_that_are_no_events(api: API):
    for message in ("{bad", {"event": "x"}, {}, [], "null"):
        with api.events_in() as socket:
            socket.send(message)
            socket.receive(timeout=2)


@scenario
def events_in_without_authentication(api: API):
    with api.events_in(handshake=False) as socket:
        socket.send({"type": "nothing"})
        socket.receive()
