"""Global limits: made while slots are taken, held by somebody, named twice."""

from twin.api import API, MISSING
from twin.scenario import scenario

from .global_limits import V2, a_limit, look


@scenario
def limits_made_while_taking(api: API):
    lease = {"lease_duration": 300}
    for number, (end, members) in enumerate((
            ("increment", {}), ("increment", {"mode": "concurrency"}), ("increment", {"mode": "rate_limit"}), ("decrement", {}), ("increment-with-lease", lease),
            ("increment-with-lease", {**lease, "mode": "concurrency"}))):
        name = api.unique(f"n{number}")
        for create in (True, False, None):
            api.post(f"{V2}/{end}", {"names": [name], "slots": 1, "create_if_missing": create, **members})
            api.get(f"{V2}/{name}")
    for value in ("x", 7, []):
        api.post(f"{V2}/increment", {"names": ["x"], "slots": 1, "create_if_missing": value})
    held = a_limit(api, "held")
    api.post(f"{V2}/increment", {"names": [held["name"], api.unique("new")], "slots": 1, "create_if_missing": True})
    api.get(f"{V2}/{api.unique('new')}")


@scenario
def holders_of_limits(api: API):
    limit = a_limit(api, limit=9)
    for holder in (
            {"type": "flow_run", "id": MISSING}, {"type": "task_run", "id": MISSING}, {"type": "deployment", "id": MISSING}, {"type": "flow_run"}, {"id": MISSING},
            {"type": "flow_run", "id": "x"}, {}, None, 7, {"type": "flow_run", "id": MISSING, "more": 1}):
        lease = api.post(f"{V2}/increment-with-lease", {"names": [limit["name"]], "slots": 1, "mode": "concurrency", "lease_duration": 300, "holder": holder})
        look(api, limit)
        if lease.status == 200:
            api.post(f"{V2}/decrement-with-lease", {"lease_id": lease["lease_id"]})
            api.post(f"{V2}/leases/{lease['lease_id']}/renew", {"lease_duration": 60})
            api.post(f"{V2}/decrement-with-lease", {"lease_id": lease["lease_id"]})
    look(api, limit)


@scenario
def slots_by_names_given_twice(api: API):
    limit, off = a_limit(api, limit=3), a_limit(api, "off", limit=1, active=False)
    for names in ([limit["name"]] * 2, [limit["name"], off["name"]], [off["name"]], [limit["name"], api.unique("none")], []):
        for slots in (1, 2):
            api.post(f"{V2}/increment", {"names": names, "slots": slots, "mode": "concurrency"})
            look(api, limit, off)
            api.post(f"{V2}/decrement", {"names": names, "slots": slots, "occupancy_seconds": 2.5})
            look(api, limit)
    api.post(f"{V2}/decrement", {"names": [limit["name"]], "slots": 99})
    look(api, limit)
    api.post(f"{V2}/increment", {"names": [limit["name"]], "slots": 4})
