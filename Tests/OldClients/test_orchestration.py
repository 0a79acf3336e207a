"""What the server decides for clients of Prefect 2: caching, retries, limits, pauses."""

from __future__ import annotations

import json
from typing import Any

from clients.client import Client
from clients.views import flow_runs
from seen import ended, states, told
from versions import Version


def seen_by(client: Client, what: str) -> dict[str, Any]:
    """What the program prints of itself."""
    said = client.python("orchestrated.py", what, timeout=400)
    assert said.returncode == 0 and "SEEN " in said.stdout, said.stdout
    return json.loads(said.stdout.split("SEEN ")[1].splitlines()[0])


def task_runs(client: Client, flow: str) -> list[dict[str, Any]]:
    """The task runs of all runs of a flow."""
    return client.post("/task_runs/filter", {"flows": {"name": {"any_": [flow]}}})


def names(client: Client, task: dict[str, Any]) -> list[str]:
    """The states of a task run."""
    return [state["name"] for state in client.get(f"/task_run_states/?task_run_id={task['id']}")]


def test_what_is_decided_for_runs(agent_version: Version, place, name: str):
    client = place(agent_version, name)
    told(client, "concurrency-limit", "create", f"{name}-tag", "2")
    if agent_version.number.startswith(("2.20", "3")):
        for limit in ({"name": f"{name}-slots", "limit": 2}, {"name": f"{name}-rate", "limit": 1, "slot_decay_per_second": 3}):
            client.post("/v2/concurrency_limits/", limit)
    seen = seen_by(client, "tour")

    assert [state for state, _ in seen["first"]] == ["Completed", "Cached", "Completed", "Completed", "Completed", "Completed", "Cached"]
    assert [state for state, _ in seen["second"]] == ["Cached", "Cached", "Cached", "Completed", "Completed", "Completed", "Cached"]
    # What was refreshed is what is known afterwards.
    assert seen["first"][6][1] == seen["first"][5][1] and seen["second"][0][1] == seen["first"][5][1]
    assert (seen["ran"]["cached"], seen["ran"]["expired"], seen["ran"]["refreshed"], seen["ran"]["hopeless"]) == (2, 4, 2, 2)
    assert seen["tries"] == ["COMPLETED", "Completed"] and seen["ran"]["flow"] == 2
    assert (seen["plain"], seen["named"], seen["failed"]) == (["COMPLETED", "Completed"], ["COMPLETED", "Skipped"], ["FAILED", "Failed"])
    assert seen["tasks"] == ["COMPLETED", "Completed", "NotReady, Completed, Completed"]
    assert (seen["slow"], seen["inner"], seen["late"]) == (["FAILED", "Failed"], ["FAILED", "Failed"], ["FAILED", "TimedOut"])
    assert (seen["sum"], seen["together"]) == (15, [True, True])
    assert seen.get("rate kept", True) is True
    if agent_version.number != "2.7.12":
        assert len(seen["hooks"]) == 6 and [f"{name}-ends", "Skipped"] in seen["hooks"]

    client.until("the end of all task runs", lambda: not [
        task for task in task_runs(client, f"{name}-tries") + task_runs(client, f"{name}-limited") if task["state_type"] != "COMPLETED"])
    (run,) = flow_runs(client, f"{name}-tries")
    assert states(client, run["id"]) == ["Pending", "Running", "AwaitingRetry", "Running", "Completed"] or states(client, run["id"])[-2:] == ["Retrying", "Completed"]
    assert run["run_count"] == 2
    flaky = [task for task in task_runs(client, f"{name}-tries") if task["run_count"] == 3]
    assert len(flaky) == 1
    assert names(client, flaky[0])[:6] == ["Pending", "Running", "AwaitingRetry", "Retrying", "AwaitingRetry", "Retrying"]
    limit = client.get(f"/concurrency_limits/tag/{name}-tag")
    client.until("the last slot's return", lambda: client.get(f"/concurrency_limits/tag/{name}-tag")["active_slots"] == [])
    assert limit["concurrency_limit"] == 2
    told(client, "concurrency-limit", "delete", f"{name}-tag")
    children = flow_runs(client, f"{name}-inner")
    parents = [client.get(f"/task_runs/{child['parent_task_run_id']}") for child in children]
    assert sorted((child["state_name"], parent["state_name"]) for child, parent in zip(children, parents)) == [("Completed", "Completed"), ("Failed", "Failed")]


def test_a_map_of_two_hundred(agent_version: Version, place, name: str):
    client = place(agent_version, name)
    assert seen_by(client, "many")["result"] == 4950
    (run,) = flow_runs(client, f"{name}-many")
    client.until("the end of all task runs", lambda: client.post("/task_runs/count", {
        "flow_runs": {"id": {"any_": [run["id"]]}}, "task_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}) == 200)
    # Lists go as far as Prefect 2 asks for them.
    assert len(task_runs(client, f"{name}-many")) == 200
    assert (run["state_name"], run["run_count"]) == ("Completed", 1)


def test_a_flow_waits_for_an_answer(agent_version: Version, place, name: str):
    client = place(agent_version, name)

    def paused(but: str = "") -> dict[str, Any] | None:
        found = [run for run in flow_runs(client, f"{name}-waits") if run["state_type"] == "PAUSED" and run["state_id"] != but]
        return found[0] if found else None

    process = client.start(f"{client.prefix}/bin/python", "orchestrated.py", "waits")
    try:
        first = client.until("the pause", paused)
        assert client.post(f"/flow_runs/{first['id']}/resume", {})["status"] == "ACCEPT"
        answer = 0
        if agent_version.number.startswith(("2.20", "3")):
            second = client.until("the second pause", lambda: paused(first["state_id"]))
            # The client pauses first and tells afterwards what it asks for.
            asked = f"/flow_runs/{second['id']}/input/{second['state']['state_details']['run_input_keyset']['schema']}"
            client.until("what is asked for", lambda: client.http.get(asked).status_code == 200)
            refused = client.post(f"/flow_runs/{second['id']}/resume", {"run_input": {"value": "many"}})
            assert refused["status"] == "REJECT"
            assert client.post(f"/flow_runs/{second['id']}/resume", {"run_input": {"value": 5}})["status"] == "ACCEPT"
            answer = 5
        run = ended(client, first["id"], "Completed")
        assert client.until("the program's end", lambda: process.poll() is not None)
        client.output.seek(0)
        assert f'"result": {3 + answer}' in client.output.read()
    finally:
        process.kill()
        client.output.close()
    assert states(client, run["id"]) == ["Pending", "Running", *["Paused", "Running"] * (2 if answer else 1), "Completed"]
