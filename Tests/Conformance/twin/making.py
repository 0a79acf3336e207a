"""The objects that many scenarios start from, made by ordinary recorded calls."""

from __future__ import annotations

from typing import Any

from .api import API, Reply


def a_flow(api: API, name: str = "flow", **members: Any) -> Reply:
    return api.post("/flows/", {"name": api.unique(name), **members})


def a_deployment(api: API, flow: Reply, name: str = "deployment", **members: Any) -> Reply:
    return api.post("/deployments/", {"name": api.unique(name), "flow_id": flow["id"], **members})


def a_flow_run(api: API, flow: Reply | None = None, name: str = "run", **members: Any) -> Reply:
    flow = flow or a_flow(api)
    return api.post("/flow_runs/", {"flow_id": flow["id"], "name": api.unique(name), **members})


def a_task_run(api: API, flow_run: Reply, name: str = "task", key: str = "0", **members: Any) -> Reply:
    return api.post("/task_runs/", {
        "flow_run_id": flow_run["id"], "name": api.unique(name), "task_key": "task", "dynamic_key": key, **members})


def set_state(api: API, run: Reply, type: str, force: bool | None = None, kind: str = "flow_runs", **members: Any) -> Reply:
    body: dict[str, Any] = {"state": {"type": type, **members}}
    if force is not None:
        body["force"] = force
    return api.post(f"/{kind}/{run['id']}/set_state", body)


def scheduled(time: str, **members: Any) -> dict[str, Any]:
    """A SCHEDULED state for a moment."""
    return {"type": "SCHEDULED", "state_details": {"scheduled_time": time}, **members}


# Bodies that no operation with a required JSON object takes.
NO_OBJECTS = (b"", b"null", b"{bad", b"[]", b'"x"', b"7", b"{}x", b'{"a":}', b"\xff\xfe")
JSON_TYPE = {"content-type": "application/json"}


def refused_bodies(api: API, method: str, path: str, *bodies: Any) -> None:
    """Sends the bodies that are no object, then those given, each of which should be refused."""
    for raw in NO_OBJECTS:
        api.raw(method, path, raw, JSON_TYPE)
    for body in bodies:
        api.send(method, path, body)
