"""What clients ask about limits on a server that has none: tasks with tags do so before they run."""

from __future__ import annotations

from twin.api import API, MISSING
from twin.scenario import scenario



V2 = "/v2/concurrency_limits"


@scenario
def slots_of_limits_that_are_not_there(api: API):
    for body in ({"names": ["tag:a"], "slots": 1}, {"names": [], "slots": 1}, {"names": ["x"], "slots": 2, "mode": "rate_limit"}):
        api.post(f"{V2}/increment", body)
        api.post(f"{V2}/decrement", {**body, "occupancy_seconds": 1.5})
        lease = api.post(f"{V2}/increment-with-lease", {**body, "lease_duration": 300})
        api.post(f"{V2}/decrement-with-lease", {"lease_id": lease["lease_id"]})


@scenario
def slots_held_by_somebody(api: API):
    holder = {"type": "task_run", "id": MISSING}
    lease = api.post(f"{V2}/increment-with-lease", {"names": ["tag:a"], "slots": 1, "holder": holder})
    api.post(f"{V2}/leases/{lease['lease_id']}/renew", {"lease_duration": 300})
    api.post(f"{V2}/leases/{MISSING}/renew", {"lease_duration": 300})
    api.post(f"{V2}/decrement-with-lease", {"lease_id": MISSING})


@scenario
def slots_with_bad_bodies(api: API):
    for end in ("increment", "decrement", "increment-with-lease", "decrement-with-lease"):
        for body in ({}, {"names": "x", "slots": 1}, {"names": ["x"], "slots": 0}, {"names": ["x"], "slots": "y"}, {"lease_id": "x"}, []):
            api.post(f"{V2}/{end}", body)
    api.post(f"{V2}/increment", {"names": ["x"], "slots": 1, "mode": "no"})
    api.post(f"{V2}/increment-with-lease", {"names": ["x"], "slots": 1, "lease_duration": 1})
    api.post(f"{V2}/increment-with-lease", {"names": ["x"], "slots": 1, "holder": {"type": "no", "id": MISSING}})


@scenario
def slots_of_tags(api: API):
    api.post("/concurrency_limits/increment", {"names": ["a"], "task_run_id": MISSING})
    api.post("/concurrency_limits/decrement", {"names": ["a"], "task_run_id": MISSING})
