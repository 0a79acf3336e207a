"""Task-run events as clients send them."""

from __future__ import annotations

import datetime
from typing import Any

from .api import API, Reply

START = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)


def moment(second: float) -> str:
    """A moment that many seconds after the start of the story, in the spelling of clients."""
    return (START + datetime.timedelta(seconds=second)).isoformat().replace("+00:00", "Z")


def task_run_event(
    api: API, flow_run: Reply, task: str, type: str, second: float, name: str | None = None, before: str | None = None,
    state: dict[str, Any] | None = None, tags: tuple[str, ...] = (), event_id: str = "", **row: Any,
) -> dict[str, Any]:
    """One change of state of a task run; the event's id becomes the id of the state."""
    name = name or type.title()
    shown = {"type": type, "name": name, "message": "", "state_details": {}, "data": None, **(state or {})}
    return {
        "occurred": moment(second), "event": f"prefect.task-run.{name}", "id": api.uuid(event_id or f"{task} {name} {second}"), "follows": None,
        "resource": {
            "prefect.resource.id": f"prefect.task-run.{api.uuid(task)}", "prefect.resource.name": api.unique(task), "prefect.run-count": str(row.get("run_count", 0)),
            "prefect.state-message": shown["message"] or "", "prefect.state-name": name, "prefect.state-timestamp": moment(second).replace("Z", "+00:00"),
            "prefect.state-type": type, "prefect.orchestration": "client"},
        "related": [
            *({"prefect.resource.id": f"prefect.tag.{tag}", "prefect.resource.role": "tag"} for tag in tags),
            {"prefect.resource.id": f"prefect.flow-run.{flow_run['id']}", "prefect.resource.role": "flow-run", "prefect.resource.name": flow_run["name"]},
            {"prefect.resource.id": f"prefect.flow.{flow_run['flow_id']}", "prefect.resource.role": "flow", "prefect.resource.name": "flow"}],
        "payload": {
            "intended": {"from": before, "to": type},
            "initial_state": before and {"type": before, "name": before.title(), "message": "", "state_details": {}},
            "validated_state": shown,
            "task_run": {
                "name": api.unique(task), "task_key": "task-key", "dynamic_key": api.uuid(task + " key"), "tags": list(tags), "labels": {}, "task_inputs": {}, "run_count": 0,
                "empirical_policy": {"max_retries": 0, "retry_delay_seconds": 0.0, "retries": 0, "retry_delay": 0},
                "flow_run_run_count": 1, "expected_start_time": moment(0), "start_time": None, "total_run_time": 0.0, **row}},
    }


def a_life(api: API, flow_run: Reply, task: str, **members: Any) -> list[dict[str, Any]]:
    """Pending, running, completed."""
    return [
        task_run_event(api, flow_run, task, "PENDING", 1, **members),
        task_run_event(api, flow_run, task, "RUNNING", 2, before="PENDING", run_count=1, start_time=moment(2), **members),
        task_run_event(api, flow_run, task, "COMPLETED", 5, before="RUNNING", run_count=1, start_time=moment(2), end_time=moment(5), total_run_time=3.0,
                       state={"data": {"storage_key": "k", "expiration": None, "serializer": {"type": "pickle"}, "prefect_version": "3.8.8", "storage_block_id": None}}, **members)]


def deliver(api: API, flow_run: Reply, *events: Any, legacy: bool = False) -> None:
    """Sends the events and waits until every state they tell of, of that flow run's task runs, has been taken in."""
    # The real server records in its own time, in batches; one that fails is tried again after those that came later.
    last = task_run_event(api, flow_run, "last", "COMPLETED", 100)
    with api.events_in(legacy) as socket:
        for event in (*events, last):
            socket.send(event)
        socket.flush()
    told: dict[str, set[str]] = {}
    for event in (*events, last):
        labels = [resource["prefect.resource.id"] for resource in event["related"]]
        if event["resource"].get("prefect.orchestration") == "client" and f"prefect.flow-run.{flow_run['id']}" in labels:
            told.setdefault(event["resource"]["prefect.resource.id"].rpartition(".")[2], set()).add(event["id"])
    for task, states in told.items():
        api.settled(f"/task_run_states/?task_run_id={task}", lambda there: states <= {state["id"] for state in there})
    api.once(f"/task_runs/{api.uuid('last')}", lambda task: task["state_type"] == "COMPLETED")


def look(api: API, *tasks: str) -> None:
    """Reads the task runs and their states."""
    for task in tasks:
        api.get(f"/task_runs/{api.uuid(task)}")
        api.get(f"/task_run_states/?task_run_id={api.uuid(task)}")
