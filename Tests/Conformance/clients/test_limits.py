"""Limits as clients use them: from flows, by tags, for deployments, and by the command line."""

from __future__ import annotations

import datetime

import pytest

from .client import Client
from .conftest import Both
from .test_cli import say
from .test_serve import deployment
from .views import flow_runs


@pytest.mark.parametrize("way", ["slots", "tags", "rate", "timeout", "strict"])
def test_slots_in_a_flow(both: Both, run_name: str, way: str):
    name = f"{run_name}-{way}"

    def part(client: Client):
        limit = {"name": f"tag:{name}" if way == "tags" else name, "limit": 2}
        limit = client.post("/v2/concurrency_limits/", {**limit, "slot_decay_per_second": 2 if way == "rate" else 0})
        ended = client.python("limits.py", name, way)
        assert ended.returncode == 0, ended.stdout
        if way != "rate":
            client.until("the last slot's return", lambda: client.get(f"/v2/concurrency_limits/{limit['id']}")["active_slots"] == 0)
        words = ("limit kept", "together:", "rate kept", "timeout:", "strict:", "nothing limits", "too fast", "got a slot", "sum")
        return [line for line in ended.stdout.splitlines() if line.startswith(words)]

    expected = {
        "slots": ["limit kept"], "tags": ["sum 15 limit kept"], "rate": ["rate kept"],
        "timeout": ["timeout: Attempt to acquire concurrency slots timed out after 1 second(s)"],
    }
    seen = both.agree(part)
    assert seen and seen == expected.get(way, seen)


@pytest.mark.parametrize("strategy", ["ENQUEUE", "CANCEL_NEW"])
def test_a_deployment_with_one_run_at_a_time(both: Both, run_name: str, strategy: str):
    flow = f"{run_name}-{strategy.lower()}"

    def part(client: Client):
        with client.serving("serve_limited.py", flow, strategy, "12"):
            found = client.until("the deployment", lambda: deployment(client, flow))
            for _ in range(2):
                client.post(f"/deployments/{found['id']}/create_flow_run", {})
            ended = client.until("the end of both runs", lambda: (
                runs := flow_runs(client, flow)) and all(run["state_type"] in ("COMPLETED", "CANCELLED") for run in runs) and runs, within=180)
        ran = sorted((run for run in ended if run["state_type"] == "COMPLETED"), key=lambda run: run["start_time"])
        for first, second in zip(ran, ran[1:]):
            assert instant(first["end_time"]) <= instant(second["start_time"]), "two runs were under way together"
        waited = [state["name"] for run in ended for state in client.get(f"/flow_run_states/?flow_run_id={run['id']}")]
        limit = client.get(f"/v2/concurrency_limits/deployment:{found['id']}")
        return {
            "states": sorted((run["state_name"], run["state"]["message"]) for run in ended), "limit": limit["limit"],
            "waited": "AwaitingConcurrencySlot" in waited, "taken": limit["active_slots"],
        }

    seen = both.agree(part)
    assert seen["taken"] == 0
    assert seen["waited"] == (strategy == "ENQUEUE")
    assert len([name for name, _ in seen["states"] if name == "Completed"]) == (2 if strategy == "ENQUEUE" else 1)


def instant(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


COMMANDS = {
    "gcl": {
        "create NAME --limit 3 --slot-decay-per-second 0.5": 0, "create NAME --limit 1": 1,
        "update NAME --limit 5 --active-slots 2 --slot-decay-per-second 0.0001": 0, "inspect NAME": 0, "disable NAME": 0,
        "delete NAME": 0, "inspect NAME-none": 1,
    },
    "concurrency-limit": {"create NAME 2": 0, "inspect NAME": 0, "reset NAME": 0, "delete NAME": 0, "inspect NAME-none": 1},
}


@pytest.mark.parametrize("group", COMMANDS)
def test_limit_commands(both: Both, run_name: str, group: str):
    kept = f"{run_name}-{group}"

    def part(client: Client):
        return [say(client, kept, group, *command.replace("NAME", kept).split()) for command in COMMANDS[group]]

    seen = both.agree(part)
    assert [step["status"] for step in seen] == list(COMMANDS[group].values())
