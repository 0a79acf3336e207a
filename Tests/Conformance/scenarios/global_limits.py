"""Global concurrency limits: making, changing and deleting them, and their slots."""

from __future__ import annotations

from twin.api import API, MISSING
from twin.making import refused_bodies
from twin.scenario import scenario

V2 = "/v2/concurrency_limits"


def a_limit(api: API, name: str = "limit", **members):
    return api.post(f"{V2}/", {"name": api.unique(name), **{"limit": 2, **members}})


def look(api: API, *limits):
    for limit in limits:
        api.get(f"{V2}/{limit['id']}")


@scenario
def create_global_limits(api: API):
    plain = a_limit(api)
    a_limit(api, "decaying", slot_decay_per_second=0.0001, active_slots=1)
    a_limit(api, "inactive", active=False)
    a_limit(api, "zero", limit=0)
    a_limit(api, "full already", active_slots=5, denied_slots=3)
    api.get(f"{V2}/{plain['id']}")
    for name in ("limit", "decaying", "inactive", "zero", "full already"):
        api.get(f"{V2}/{api.unique(name)}")


@scenario
def create_a_global_limit_twice(api: API):
    first = a_limit(api)
    a_limit(api, limit=7)
    look(api, first)


@scenario
def global_limits_with_bad_bodies(api: API):
    refused_bodies(
        api, "POST", f"{V2}/", {}, {"name": "x"}, {"limit": 1}, {"name": "a/b", "limit": 1}, {"name": "", "limit": 1},
        {"name": 7, "limit": 1}, {"name": "x", "limit": -1}, {"name": "x", "limit": "y"}, {"name": "x", "limit": 1.5},
        {"name": "x", "limit": None}, {"name": None, "limit": 1}, {"name": "x", "limit": 1, "active": "maybe"},
        {"name": "x", "limit": 1, "active_slots": -1}, {"name": "x", "limit": 1, "denied_slots": -1},
        {"name": "x", "limit": 1, "slot_decay_per_second": -0.5}, {"name": "x", "limit": 1, "unknown": 1},
        {"name": "x", "limit": 1, "avg_slot_occupancy_seconds": 1}, {"name": "x", "limit": 1, "active": None})
    limit = a_limit(api)
    refused_bodies(
        api, "PATCH", f"{V2}/{limit['id']}", {"name": "a/b"}, {"limit": -1}, {"limit": "y"}, {"active": "maybe"},
        {"active_slots": -1}, {"slot_decay_per_second": -1}, {"unknown": 1}, {"slot_decay_per_second": "x"})
    look(api, limit)


@scenario
def global_limits_that_are_not_there(api: API):
    for name in (MISSING, api.unique("none"), "not%20a%20name"):
        api.get(f"{V2}/{name}")
        api.patch(f"{V2}/{name}", {"limit": 1})
        api.delete(f"{V2}/{name}")


@scenario
def change_global_limits(api: API):
    limit = a_limit(api)
    for change in (
        {"limit": 5}, {"active": False}, {"active": True}, {"slot_decay_per_second": 0.00001}, {"active_slots": 3},
        {"active_slots": 1}, {"slot_decay_per_second": 0}, {"active_slots": 4}, {"active_slots": 2}, {"active_slots": 0},
        {"denied_slots": 3}, {}, {"name": api.unique("renamed"), "limit": 1},
    ):
        api.patch(f"{V2}/{limit['id']}", change)
        look(api, limit)
    api.patch(f"{V2}/{api.unique('renamed')}", {"limit": 9})
    api.get(f"{V2}/{api.unique('renamed')}")
    api.get(f"{V2}/{api.unique('limit')}")


@scenario
def change_global_limits_to_what_cannot_be(api: API):
    limit, other = a_limit(api), a_limit(api, "other")
    api.patch(f"{V2}/{limit['id']}", {"name": api.unique("other")})
    for member in ("name", "limit", "active", "active_slots", "slot_decay_per_second", "denied_slots"):
        api.patch(f"{V2}/{limit['id']}", {member: None})
    look(api, limit, other)


@scenario
def delete_global_limits(api: API):
    by_id, by_name = a_limit(api), a_limit(api, "named")
    for path in (by_id["id"], api.unique("named")):
        api.delete(f"{V2}/{path}")
        api.delete(f"{V2}/{path}")
    look(api, by_id, by_name)


@scenario
def list_global_limits(api: API):
    # These names come before all others.
    limits = []
    for letter in "cab":
        limits.append(api.post(f"{V2}/", {"name": f"!{api.unique(letter)}", "limit": 1}))
    api.post(f"{V2}/increment", {"names": [f"!{api.unique('a')}"], "slots": 1})
    for body in ({"limit": 3}, {"limit": 2}, {"limit": 2, "offset": 1}, {"limit": 0}, {"limit": 1, "offset": 100_000}):
        api.post(f"{V2}/filter", body)
    for body in ({"limit": 201}, {"limit": -1}, {"offset": -1}, {"limit": "x"}, [], {"limit": 1, "unknown": 1}):
        api.post(f"{V2}/filter", body)
    for limit in limits:
        api.delete(f"{V2}/{limit['id']}")


@scenario
def take_and_give_back_slots(api: API):
    limit = a_limit(api, limit=3)
    name = api.unique("limit")
    for slots in (1, 2, 1, 4):
        api.post(f"{V2}/increment", {"names": [name], "slots": slots})
        look(api, limit)
    for slots in (2, 5, 1):
        api.post(f"{V2}/decrement", {"names": [name], "slots": slots, "occupancy_seconds": 0.5})
        look(api, limit)
    api.post(f"{V2}/increment", {"names": [name, name, api.unique("none")], "slots": 3})
    look(api, limit)
    api.post(f"{V2}/decrement", {"names": [name, api.unique("none")], "slots": 1})
    look(api, limit)


@scenario
def slots_of_all_names_or_of_none(api: API):
    wide, narrow = a_limit(api, "a wide", limit=5), a_limit(api, "b narrow", limit=1)
    names = [api.unique("a wide"), api.unique("b narrow")]
    for _ in range(2):
        api.post(f"{V2}/increment", {"names": names, "slots": 1})
        api.post(f"{V2}/increment-with-lease", {"names": names, "slots": 1})
        look(api, wide, narrow)
    api.post(f"{V2}/decrement", {"names": names, "slots": 1})
    look(api, wide, narrow)


@scenario
def slots_of_inactive_and_empty_limits(api: API):
    inactive, zero = a_limit(api, "inactive", active=False), a_limit(api, "zero", limit=0)
    for limit in (inactive, zero):
        for end in ("increment", "increment-with-lease", "decrement"):
            api.post(f"{V2}/{end}", {"names": [limit["name"]], "slots": 1})
            look(api, limit)
    for end in ("increment", "increment-with-lease"):
        api.post(f"{V2}/{end}", {"names": [inactive["name"]], "slots": 9, "mode": "rate_limit"})


@scenario
def slots_held_by_a_lease(api: API):
    limit = a_limit(api)
    holder = {"type": "flow_run", "id": MISSING}
    body = {"names": [limit["name"]], "slots": 2, "lease_duration": 60, "holder": holder}
    lease = api.post(f"{V2}/increment-with-lease", body)
    look(api, limit)
    api.post(f"{V2}/increment-with-lease", body)
    api.post(f"{V2}/leases/{lease['lease_id']}/renew", {"lease_duration": 90})
    for _ in range(2):
        api.post(f"{V2}/decrement-with-lease", {"lease_id": lease["lease_id"]})
        look(api, limit)
        api.post(f"{V2}/leases/{lease['lease_id']}/renew", {"lease_duration": 90})


@scenario
def renew_with_bad_bodies(api: API):
    lease = api.post(f"{V2}/increment-with-lease", {"names": [api.unique("none")], "slots": 1})
    for body in ({}, {"lease_duration": 59}, {"lease_duration": 86401}, {"lease_duration": "x"}, {"lease_duration": None}, []):
        api.post(f"{V2}/leases/{lease['lease_id']}/renew", body)
    api.post(f"{V2}/leases/x/renew", {"lease_duration": 60})


@scenario
def a_limit_goes_with_its_holders(api: API):
    limit = a_limit(api)
    lease = api.post(f"{V2}/increment-with-lease", {"names": [limit["name"]], "slots": 1})
    api.delete(f"{V2}/{limit['id']}")
    api.post(f"{V2}/leases/{lease['lease_id']}/renew", {"lease_duration": 90})
    api.post(f"{V2}/decrement-with-lease", {"lease_id": lease["lease_id"]})
    api.post(f"{V2}/increment-with-lease", {"names": [limit["name"]], "slots": 1})


@scenario
def rate_limits(api: API):
    slow, plain = a_limit(api, "slow", slot_decay_per_second=0.0001), a_limit(api, "plain")
    for _ in range(3):
        api.post(f"{V2}/increment", {"names": [slow["name"]], "slots": 1, "mode": "rate_limit"})
        look(api, slow)
    api.post(f"{V2}/increment", {"names": [slow["name"]], "slots": 3, "mode": "rate_limit"})
    api.post(f"{V2}/increment", {"names": [slow["name"], plain["name"]], "slots": 1, "mode": "rate_limit"})
    api.post(f"{V2}/increment-with-lease", {"names": [plain["name"]], "slots": 1, "mode": "rate_limit"})
    api.post(f"{V2}/increment", {"names": [slow["name"]], "slots": 1})
    api.post(f"{V2}/decrement", {"names": [slow["name"]], "slots": 1})
    look(api, slow, plain)


@scenario
def rate_limits_that_empty_at_once(api: API):
    quick = a_limit(api, "quick", slot_decay_per_second=100_000)
    for _ in range(4):
        api.post(f"{V2}/increment", {"names": [quick["name"]], "slots": 2, "mode": "rate_limit"})
    look(api, quick)


@scenario
def a_lease_on_a_rate_limit(api: API):
    slow = a_limit(api, "slow", slot_decay_per_second=0.0001)
    lease = api.post(f"{V2}/increment-with-lease", {"names": [slow["name"]], "slots": 2})
    look(api, slow)
    api.post(f"{V2}/decrement-with-lease", {"lease_id": lease["lease_id"]})
    look(api, slow)


@scenario
def more_bad_slots(api: API):
    limit = a_limit(api)
    name = limit["name"]
    for body in (
        {"names": [name], "slots": 1, "occupancy_seconds": 0}, {"names": [name], "slots": 1, "occupancy_seconds": -1},
        {"names": [name], "slots": 1, "occupancy_seconds": "x"}, {"names": [name]}, {"names": [7], "slots": 1},
        {"names": [name], "slots": -1}, {"names": None, "slots": 1}, {"names": [name], "slots": None},
        {"names": [name], "slots": 1.5}, {"names": [name], "slots": 1, "unknown": 1},
    ):
        api.post(f"{V2}/decrement", body)
    for body in ({"holder": {}}, {"holder": {"type": "flow_run"}}, {"holder": {"type": "flow_run", "id": "x"}},
                 {"holder": {"type": "flow_run", "id": MISSING, "more": 1}}, {"lease_duration": 90_000}, {"holder": "x"}):
        api.post(f"{V2}/increment-with-lease", {"names": [name], "slots": 1, **body})
    look(api, limit)


@scenario
def events_of_limits(api: API):
    limit = a_limit(api)
    wanted = {"type": "filter", "filter": {
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"},
        "event": {"prefix": None, "exclude_prefix": None, "name": None, "exclude_name": None},
        "resource": {"id": [f"prefect.concurrency-limit.{limit['id']}"]},
        "related": None, "any_resource": None, "id": {"id": []}, "text": None, "order": "DESC"}}
    api.settled("/events/filter", lambda page: page["events"], wanted)
    with api.events_out(wanted) as events:
        events.receive()
        for change in ({"limit": 3, "slot_decay_per_second": 1.5}, {"active": False}, {}):
            api.patch(f"{V2}/{limit['id']}", change)
            events.receive()
        api.delete(f"{V2}/{limit['id']}")
        events.receive()


@scenario
def events_of_tag_limits(api: API):
    tag = api.unique("tag")
    limit = api.post("/concurrency_limits/", {"tag": tag, "concurrency_limit": 1})
    wanted = {"type": "filter", "filter": {
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"},
        "event": {"prefix": None, "exclude_prefix": None, "name": None, "exclude_name": None},
        "resource": {"id": [f"prefect.concurrency-limit.{limit['id']}"]},
        "related": None, "any_resource": None, "id": {"id": []}, "text": None, "order": "DESC"}}
    api.settled("/events/filter", lambda page: page["events"], wanted)
    with api.events_out(wanted) as events:
        events.receive()
        api.post("/concurrency_limits/", {"tag": tag, "concurrency_limit": 2})
        events.receive()
        api.delete(f"/concurrency_limits/tag/{tag}")
        events.receive()
