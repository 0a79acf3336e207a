"""Flows that pause: resumed, resumed with input, sent input, and left alone for too long."""

from __future__ import annotations

from typing import Any

from .client import Client
from .conftest import Both
from .views import flow_runs, shown


def paused(client: Client, flow: str, key: str = "") -> dict[str, Any] | None:
    """The run of a flow while it is paused, in another pause than the one named."""
    found = [run for run in flow_runs(client, flow) if run["state_type"] == "PAUSED" and run["state_id"] != key]
    return found[0] if found else None


def wanted(client: Client, run: dict[str, Any]) -> Any:
    """What a paused run asks for. The client pauses first and tells afterwards."""
    key = run["state"]["state_details"]["run_input_keyset"]["schema"]
    path = f"/flow_runs/{run['id']}/input/{key}"
    return client.until("what is asked for", lambda: (told := client.http.get(path)).status_code == 200 and told.json())


def test_a_flow_pauses_and_goes_on_with_input(both: Both, run_name: str):
    flow = f"{run_name}-waiting"

    def part(client: Client):
        process = client.start(f"{client.prefix}/bin/python", str(client.folder / "waiting.py"), run_name, "waiting")
        first = client.until("the first pause", lambda: paused(client, flow))
        path = f"/flow_runs/{first['id']}"
        plain = client.post(f"{path}/resume", {})
        second = client.until("the second pause", lambda: paused(client, flow, first["state_id"]))
        keyset = second["state"]["state_details"]["run_input_keyset"]
        wanted(client, second)
        refused = client.post(f"{path}/resume", {"run_input": {"age": "old"}})
        taken = client.post(f"{path}/resume", {"run_input": {"name": "Ada"}})
        kept = client.http.get(f"{path}/input/{keyset['response']}").text
        client.until("the wait for words", lambda: "person Ada 7" in str(client.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [first["id"]]}}})))
        client.http.post(f"{path}/input", json={"key": "words-1", "value": '{"value": "hello"}'}).raise_for_status()
        client.until("the end", lambda: process.poll() is not None)
        (run,) = flow_runs(client, flow)
        return {
            "run": shown(client, run), "statuses": [answer["status"] for answer in (plain, refused, taken)],
            "reason": refused["details"]["reason"], "keys": sorted(keyset), "kept": kept, "code": process.returncode}

    seen = both.agree(part)
    assert seen["statuses"] == ["ACCEPT", "REJECT", "ACCEPT"]
    assert seen["run"]["states"] == ["Pending", "Running", "Paused", "Running", "Paused", "Running", "Completed"]
    assert seen["code"] == 0


def test_a_pause_that_nobody_ends_fails_its_run(both: Both, run_name: str):
    def part(client: Client):
        ended = client.python("waiting.py", run_name, "expiring")
        client.until("the failure", lambda: [run for run in flow_runs(client, f"{run_name}-expiring") if run["state_type"] == "FAILED"])
        # Whether the client or the service comes first is a matter of chance.
        return ended.returncode

    assert both.agree(part) == 1
