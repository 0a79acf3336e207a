"""Changing and deleting many flow runs at once."""

from twin.api import API, MISSING
from twin.making import a_flow, a_flow_run, a_task_run, refused_bodies, scheduled
from twin.scenario import scenario


def runs(api: API, flow, *states: str) -> list:
    return [a_flow_run(api, flow, f"{number}", state={"type": type}) for number, type in enumerate(states)]


@scenario
def bulk_delete_flow_runs(api: API):
    flow = a_flow(api)
    first, second, third = runs(api, flow, "COMPLETED", "RUNNING", "SCHEDULED")
    task = a_task_run(api, second)
    api.post("/flow_runs/bulk_delete", {"flow_runs": {"id": {"any_": [second["id"]]}}})
    api.get(f"/task_runs/{task['id']}")
    api.get(f"/flow_runs/{second['id']}")
    api.post("/flow_runs/bulk_delete", {"flow_runs": {"id": {"any_": [first["id"], second["id"], MISSING]}}})
    api.post("/flow_runs/bulk_delete", {"flow_runs": {"id": {"any_": [MISSING]}}})
    api.post("/flow_runs/bulk_delete", {"flow_runs": {"id": {"any_": []}}})
    reply = api.post("/flow_runs/bulk_delete", {"flow_runs": {"name": {"any_": [api.unique("2")]}}, "limit": 1})
    api.post("/flow_runs/count", {"flows": {"id": {"any_": [flow["id"]]}}})


@scenario
def bulk_delete_flow_runs_with_bad_bodies(api: API):
    none = {"flow_runs": {"id": {"any_": [MISSING]}}}
    for body in ({**none, "limit": 0}, {**none, "limit": 51}, {**none, "limit": "x"}, {**none, "limit": 50}, {**none, "more": 1},
                 {"flow_runs": 7}, {"flow_runs": {"more": 1}}, {"flow_runs": {"id": {"any_": ["x"]}}}, [], "x", 7):
        api.post("/flow_runs/bulk_delete", body)


@scenario
def bulk_set_state_of_flow_runs(api: API):
    flow = a_flow(api)
    made = runs(api, flow, "PENDING", "RUNNING", "COMPLETED", "SCHEDULED")
    all_of_it = {"flow_runs": {"id": {"any_": [run["id"] for run in made]}}}
    for body in (
        {**all_of_it, "state": {"type": "CANCELLING"}}, {**all_of_it, "state": {"type": "CANCELLED", "name": "Mine", "message": "m"}},
        {**all_of_it, "state": {"type": "RUNNING"}, "force": True}, {**all_of_it, "state": {"type": "PENDING"}},
        {"flow_runs": {"id": {"any_": [MISSING]}}, "state": {"type": "PENDING"}}, {**all_of_it, "state": scheduled("2031-02-03T04:05:06Z"), "limit": 50, "force": True},
    ):
        reply = api.post("/flow_runs/bulk_set_state", body)
        # The order is that of ids, which is random on the real server.
        order = {run["id"]: number for number, run in enumerate(made)}
        reply.body["results"].sort(key=lambda result: order[result["flow_run_id"]])
        for result in reply.body["results"]:
            # On the real server all results name the run that it came upon first.
            (result["state"] or {}).get("state_details", {}).pop("flow_run_id", None)
    for run in made:
        api.get(f"/flow_runs/{run['id']}")
        api.get(f"/flow_run_states/?flow_run_id={run['id']}")


@scenario
def bulk_set_state_with_bad_bodies(api: API):
    none = {"flow_runs": {"id": {"any_": [MISSING]}}}
    for body in ({}, none, {**none, "state": None}, {**none, "state": 7}, {**none, "state": {}}, {**none, "state": {"type": "x"}},
                 {**none, "state": {"type": "RUNNING"}, "limit": 0}, {**none, "state": {"type": "RUNNING"}, "limit": 51},
                 {**none, "state": {"type": "RUNNING"}, "force": "maybe"}, {**none, "state": {"type": "RUNNING"}, "more": 1},
                 {"flow_runs": {"more": 1}, "state": {"type": "RUNNING"}}):
        api.post("/flow_runs/bulk_set_state", body)
    refused_bodies(api, "POST", "/flow_runs/bulk_set_state")
