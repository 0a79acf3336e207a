"""History, lateness and counts of flow runs and task runs."""

from twin.api import API
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, refused_bodies, scheduled
from twin.scenario import scenario

DAY = {"history_start": "2031-02-03T00:00:00Z", "history_end": "2031-02-04T00:00:00Z", "history_interval_seconds": 21600}


def history(api: API, kind: str, body: dict, **filters) -> None:
    """States within an interval come in no order that the real server promises."""
    reply = api.post(f"/{kind}/history", {**body, **filters})
    if isinstance(reply.body, list):
        for interval in reply.body:
            interval["states"].sort(key=lambda state: (str(state["state_type"]), str(state["state_name"])))


def at(api: API, flow, time: str, run: str, type: str = "SCHEDULED", **state) -> None:
    a_flow_run(api, flow, run, state={"type": type, "state_details": {"scheduled_time": time}, **state})


@scenario
def history_of_flow_runs(api: API):
    flow, other = a_flow(api), a_flow(api, "other")
    for number, time in enumerate((
        "2031-02-02T23:59:59.999999Z", "2031-02-03T00:00:00Z", "2031-02-03T05:59:59.999Z", "2031-02-03T06:00:00Z",
        "2031-02-03T07:00:00Z", "2031-02-03T23:59:59.9Z", "2031-02-04T00:00:00Z",
    )):
        at(api, flow, time, str(number), name="Late" if number % 3 == 0 else None)
    at(api, other, "2031-02-03T07:00:00Z", "other")
    mine = {"flows": {"id": {"any_": [flow["id"]]}}}
    for body in (
        DAY, {**DAY, "history_interval_seconds": 3600 * 7}, {**DAY, "history_interval_seconds": 86400 * 3},
        {**DAY, "history_interval_seconds": 10}, {**DAY, "history_interval_seconds": 12345.5},
        {**DAY, "history_end": "2031-02-03T00:00:00Z"}, {**DAY, "history_end": "2031-02-01T00:00:00Z"},
        {**DAY, "history_start": "2031-02-03T01:00:00+01:00"}, {**DAY, "history_interval_seconds": 1},
    ):
        history(api, "flow_runs", body, **mine)
    history(api, "flow_runs", DAY, flows={"id": {"any_": [flow["id"], other["id"]]}}, flow_runs={"name": {"like_": api.prefix + "-o"}})


@scenario
def history_of_flow_runs_that_ran(api: API):
    flow = a_flow(api)
    for name, type in (("a", "COMPLETED"), ("b", "COMPLETED"), ("c", "FAILED"), ("d", "PENDING"), ("e", "RUNNING")):
        a_flow_run(api, flow, name, state={"type": type})
    reply = api.raw("GET", f"/flow_runs/{a_flow_run(api, flow, 'f', state={'type': 'COMPLETED'})['id']}", record=False)
    day = reply["expected_start_time"][:10]
    body = {"history_start": f"{day}T00:00:00Z", "history_end": f"{day}T23:59:59Z", "history_interval_seconds": 86400 * 2}
    answer = api.post("/flow_runs/history", {**body, "flows": {"id": {"any_": [flow["id"]]}}})
    for interval in answer.body:
        interval["states"].sort(key=lambda state: state["state_type"])
        for state in interval["states"]:
            state["sum_estimated_run_time"] = state["sum_estimated_run_time"] >= 0
            state["sum_estimated_lateness"] = state["sum_estimated_lateness"] >= 0


@scenario
def history_of_task_runs(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, time in enumerate(("2031-02-03T00:00:00Z", "2031-02-03T06:00:00Z", "2031-02-03T06:00:01Z", "2031-02-04T06:00:00Z")):
        a_task_run(api, run, str(number), str(number), state={**scheduled(time), "name": "AwaitingRetry" if number == 2 else None})
    for filters in ({"flow_runs": {"id": {"any_": [run["id"]]}}}, {"task_runs": {"flow_run_id": {"any_": [run["id"]]}, "state": {"name": {"any_": ["Scheduled"]}}}}):
        history(api, "task_runs", DAY, **filters)


@scenario(differs=("one word for times",))
def history_with_bad_bodies(api: API):
    for kind in ("flow_runs", "task_runs"):
        for body in (
            {}, {**DAY, "history_start": None}, {**DAY, "history_start": "x"}, {**DAY, "history_end": 7.5}, {**DAY, "history_interval_seconds": "x"},
            {**DAY, "history_interval_seconds": 0.99}, {**DAY, "history_interval_seconds": 0}, {**DAY, "history_interval_seconds": -5},
            {**DAY, "history_interval_seconds": None}, {**DAY, "flows": 7}, {**DAY, "flow_runs": {"more": 1}}, {"history_start": DAY["history_start"]},
            {**DAY, "flow_runs": {"id": {"any_": ["x"]}}, "history_end": True},
        ):
            api.post(f"/{kind}/history", body)
        refused_bodies(api, "POST", f"/{kind}/history")
        api.post(f"/{kind}/history", {**DAY, "more": 1, "flow_runs": {"id": {"any_": []}}})


@scenario
def lateness_of_flow_runs(api: API):
    flow, empty = a_flow(api), a_flow(api, "empty")
    at(api, flow, "2031-02-03T00:00:00Z", "ahead")
    for flow in (flow, empty):
        api.post("/flow_runs/lateness", {"flows": {"id": {"any_": [flow["id"]]}}})
    api.post("/flow_runs/lateness", {"flows": {"id": {"any_": []}}})
    deployment = a_deployment(api, flow)
    for filters in ({"deployments": {"id": {"any_": [deployment["id"]]}}}, {"flow_runs": {"more": 1}}, {"task_runs": 7}):
        api.post("/flow_runs/lateness", filters)


@scenario
def lateness_of_a_run_that_waits(api: API):
    flow = a_flow(api)
    at(api, flow, "2020-02-03T00:00:00Z", "waits")
    at(api, flow, "2020-02-03T00:00:00Z", "over", "COMPLETED")
    reply = api.post("/flow_runs/lateness", {"flows": {"id": {"any_": [flow["id"]]}}})
    reply.call.body = reply.body > 86400 * 365


@scenario
def counts_by_state(api: API):
    flow = a_flow(api)
    for number, type in enumerate(("COMPLETED", "COMPLETED", "FAILED", "PENDING", "SCHEDULED", "CANCELLED")):
        a_flow_run(api, flow, str(number), state={"type": type, "name": "Mine" if number == 1 else None})
    mine = {"flows": {"id": {"any_": [flow["id"]]}}}
    for state in ({"type": {"any_": ["COMPLETED"]}}, {"type": {"any_": ["COMPLETED", "FAILED"]}}, {"name": {"any_": ["Mine"]}},
                  {"type": {"any_": []}}, {"type": {"not_any_": ["COMPLETED"]}}, {"operator": "or_", "type": {"any_": ["FAILED"]}, "name": {"any_": ["Mine"]}}):
        api.post("/flow_runs/count", {**mine, "flow_runs": {"state": state}})
