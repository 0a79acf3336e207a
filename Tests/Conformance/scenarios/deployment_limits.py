"""Limits of deployments: how many of their runs may be under way together."""

from __future__ import annotations

import json

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, set_state
from twin.scenario import scenario

V2 = "/v2/concurrency_limits"
NEW, OLD = "prefect/3.8.8 (API 0.8.4)", "prefect/3.1.0 (API 0.8.4)"
ENQUEUE, CANCEL_NEW = {"collision_strategy": "ENQUEUE"}, {"collision_strategy": "CANCEL_NEW"}


def as_client(api: API, run, type: str, agent: str = NEW, force: bool = False, **members):
    """Sets a state as a client of some version does."""
    body = {"state": {"type": type, **members}, "force": force}
    headers = {"content-type": "application/json", "user-agent": agent}
    return api.raw("POST", f"/flow_runs/{run['id']}/set_state", json.dumps(body).encode(), headers, shown=body)


def limited(api: API, limit: int = 1, name: str = "deployment", **members):
    return a_deployment(api, a_flow(api), name, concurrency_limit=limit, **members)


def a_run(api: API, deployment, name: str, **members):
    return api.post(f"/deployments/{deployment['id']}/create_flow_run", {"name": api.unique(name), **members})


def taken(api: API, deployment):
    api.get(f"{V2}/deployment:{deployment['id']}")


@scenario
def runs_beyond_the_limit_wait(api: API):
    deployment = limited(api)
    first, second = a_run(api, deployment, "first"), a_run(api, deployment, "second")
    for run in (first, second):
        as_client(api, run, "PENDING")
        taken(api, deployment)
    as_client(api, first, "RUNNING")
    as_client(api, second, "PENDING")
    as_client(api, first, "COMPLETED")
    taken(api, deployment)
    as_client(api, second, "PENDING")
    taken(api, deployment)
    api.get(f"/flow_runs/{second['id']}")
    api.get(f"/flow_run_states/?flow_run_id={second['id']}")
    api.get(f"/deployments/{deployment['id']}")


@scenario
def runs_beyond_the_limit_are_cancelled(api: API):
    deployment = limited(api, concurrency_options=CANCEL_NEW)
    first, second = a_run(api, deployment, "first"), a_run(api, deployment, "second")
    for run in (first, second):
        as_client(api, run, "PENDING")
    api.get(f"/flow_runs/{second['id']}")
    taken(api, deployment)


@scenario
def runs_of_a_limit_that_lets_nobody_in(api: API):
    limit = api.post(f"{V2}/", {"name": api.unique("limit"), "limit": 0})
    deployment = a_deployment(api, a_flow(api), global_concurrency_limit_id=limit["id"])
    as_client(api, a_run(api, deployment, "run"), "PENDING")
    api.get(f"{V2}/{limit['id']}")


@scenario(differs=("switched off is off",))
def runs_of_a_limit_that_is_not_active(api: API):
    limit = api.post(f"{V2}/", {"name": api.unique("limit"), "limit": 1, "active": False})
    deployment = a_deployment(api, a_flow(api), global_concurrency_limit_id=limit["id"])
    as_client(api, a_run(api, deployment, "run"), "PENDING")
    api.get(f"{V2}/{limit['id']}")


@scenario
def deployments_share_a_limit(api: API):
    limit = api.post(f"{V2}/", {"name": api.unique("limit"), "limit": 1})
    first, second = (
        a_deployment(api, a_flow(api, name), name, global_concurrency_limit_id=limit["id"]) for name in "ab")
    runs = [a_run(api, deployment, "run") for deployment in (first, second)]
    for run in runs:
        as_client(api, run, "PENDING")
    as_client(api, runs[0], "CANCELLED")
    as_client(api, runs[1], "PENDING")
    api.get(f"{V2}/{limit['id']}")


@scenario
def every_way_out_frees_the_slot(api: API):
    for type in ("COMPLETED", "PAUSED", "SCHEDULED", "CANCELLED"):
        for start in ("PENDING", "RUNNING"):
            for force in (False, True):
                deployment = limited(api, name=f"{type}-{start}-{force}")
                run = a_run(api, deployment, f"{type}-{start}-{force}")
                as_client(api, run, "PENDING")
                if start != "PENDING":
                    as_client(api, run, start)
                as_client(api, run, type, force=force)
                taken(api, deployment)


@scenario
def a_retried_run_keeps_its_slot(api: API):
    deployment = limited(api)
    run = a_run(api, deployment, "run", empirical_policy={"retries": 1, "retry_delay": 0})
    as_client(api, run, "PENDING")
    as_client(api, run, "RUNNING")
    as_client(api, run, "FAILED")
    taken(api, deployment)
    as_client(api, run, "RUNNING")
    taken(api, deployment)
    as_client(api, run, "FAILED")
    taken(api, deployment)


@scenario
def a_run_that_goes_back_to_its_schedule_gives_its_slot_back(api: API):
    deployment = limited(api)
    run = a_run(api, deployment, "run")
    as_client(api, run, "PENDING")
    as_client(api, run, "RUNNING")
    as_client(api, run, "SCHEDULED", name="AwaitingRetry")
    taken(api, deployment)
    as_client(api, run, "PENDING")
    taken(api, deployment)


@scenario
def pending_has_stages(api: API):
    deployment = limited(api)
    run = a_run(api, deployment, "run")
    as_client(api, run, "PENDING")
    as_client(api, run, "PENDING", name="Submitting", state_details={"deployment_concurrency_lease_id": None})
    as_client(api, run, "PENDING")
    taken(api, deployment)
    as_client(api, run, "RUNNING")
    taken(api, deployment)


@scenario
def older_clients_renew_no_leases(api: API):
    agents = (OLD, "prefect/2.20.25 (API 0.8.4)", "another", "prefect/3.0.3 (API 0.8.4)", "prefect/3.4.11 (API 0.8.4)")
    for number, agent in enumerate(agents):
        deployment = limited(api, name=str(number))
        run = a_run(api, deployment, f"run {number}")
        as_client(api, run, "PENDING", agent)
        taken(api, deployment)
        as_client(api, run, "RUNNING", agent)
        taken(api, deployment)
        as_client(api, run, "COMPLETED", agent)
        taken(api, deployment)


@scenario(differs=("slots are counted",))
def a_lost_lease_is_taken_again(api: API):
    for number, others in enumerate((0, 1)):
        deployment = limited(api, name=str(number), concurrency_options={**ENQUEUE, "grace_period_seconds": 60})
        run = a_run(api, deployment, f"run {number}")
        pending = as_client(api, run, "PENDING")
        api.post(f"{V2}/decrement-with-lease", {"lease_id": pending["state"]["state_details"]["deployment_concurrency_lease_id"]})
        for _ in range(others):
            as_client(api, a_run(api, deployment, "other"), "PENDING")
        as_client(api, run, "RUNNING")
        taken(api, deployment)
        api.get(f"/flow_runs/{run['id']}")


@scenario
def deleting_runs_frees_their_slots(api: API):
    deployment = limited(api, 3)
    runs = [a_run(api, deployment, name) for name in "abc"]
    for run, type in zip(runs, (None, "RUNNING", "CANCELLING")):
        as_client(api, run, "PENDING")
        if type:
            as_client(api, run, type)
    for run in runs:
        api.delete(f"/flow_runs/{run['id']}")
        taken(api, deployment)


@scenario
def deployments_without_a_limit_need_no_slot(api: API):
    deployment = a_deployment(api, a_flow(api))
    run = a_run(api, deployment, "run")
    as_client(api, run, "PENDING")
    as_client(api, run, "RUNNING")
    as_client(api, run, "COMPLETED")


@scenario
def runs_of_a_deployment_that_is_gone(api: API):
    flow = a_flow(api)
    run = api.post("/flow_runs/", {
        "flow_id": flow["id"], "name": api.unique("run"), "deployment_id": MISSING, "state": {"type": "SCHEDULED"}})
    as_client(api, run, "PENDING")
    as_client(api, run, "RUNNING")
    as_client(api, run, "PENDING", force=True)


@scenario(differs=("the real server fails",))
def a_limit_that_changes_or_goes(api: API):
    deployment = limited(api)
    first, second = a_run(api, deployment, "first"), a_run(api, deployment, "second")
    as_client(api, first, "PENDING")
    api.patch(f"/deployments/{deployment['id']}", {"concurrency_limit": 2})
    as_client(api, second, "PENDING")
    taken(api, deployment)
    api.patch(f"/deployments/{deployment['id']}", {"concurrency_limit": None})
    taken(api, deployment)
    as_client(api, first, "RUNNING")
    as_client(api, first, "COMPLETED")
    as_client(api, second, "CANCELLED")
