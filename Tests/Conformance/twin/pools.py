"""Work pools, their queues, and what is looked at with them, made by ordinary recorded calls."""

from __future__ import annotations

from typing import Any

from .api import API, Reply


def a_pool(api: API, name: str = "pool", **members: Any) -> Reply:
    return api.post("/work_pools/", {"name": api.unique(name), "type": "test", **members})


def a_queue(api: API, pool: Reply, name: str, **members: Any) -> Reply:
    return api.post(f"/work_pools/{pool['name']}/queues", {"name": name, **members})


def mine(api: API, reply: Reply) -> Reply:
    """Leaves in an answer's list only what the scenario named, by name: other scenarios have made more."""
    if isinstance(reply.body, list):
        reply.body[:] = sorted((one for one in reply.body if one["name"].startswith(api.prefix)), key=lambda one: one["name"])
    return reply


def events_of(api: API, resource: str, count: int) -> None:
    """Hears the events of a resource from before, once there are so many."""
    chosen = {
        "resource": {"id": [resource]}, "order": "ASC",
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}}
    api.settled("/events/filter", lambda page: len(page["events"]) >= count, {"filter": chosen})
    with api.events_out({"type": "filter", "filter": chosen}) as events:
        for _ in range(count):
            events.receive()
