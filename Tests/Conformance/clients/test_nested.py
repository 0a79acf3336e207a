"""Runs within runs and runs that leave their process: cancelled from above, suspended, resumed and run again."""

from __future__ import annotations

from typing import Any

from .client import Client
from .conftest import Both
from .test_pauses import wanted
from .test_serve import deployment
from .views import flow_runs, shown


def asked(client: Client, flow: str, parameters: dict[str, Any] = {}) -> dict[str, Any]:
    """A run of the deployment of a flow."""
    found = client.until("the deployment", lambda: deployment(client, flow))
    return client.post(f"/deployments/{found['id']}/create_flow_run", {"parameters": parameters})


def until_state(client: Client, run: str, *states: str) -> dict[str, Any]:
    """A run, once its state has one of these names."""
    return client.until(f"{states} of a run", lambda: (seen := client.get(f"/flow_runs/{run}"))["state_name"] in states and seen, within=180)


def states(client: Client, run: str) -> list[str]:
    """The states a run went through; whether it was late is chance."""
    return [state["name"] for state in client.get(f"/flow_run_states/?flow_run_id={run}") if state["name"] != "Late"]


def newest(client: Client, flow: str) -> dict[str, Any] | None:
    """The run of a flow that is under way."""
    found = [run for run in flow_runs(client, flow) if run["state_type"] == "RUNNING"]
    return found[0] if found else None


def parent_task(client: Client, child: dict[str, Any]) -> Any:
    """Where the task run is that stands for a child in its parent, once it is over. When it was told of what is chance."""
    if child["parent_task_run_id"] is None:
        return None
    path = f"/task_runs/{child['parent_task_run_id']}"
    return client.until("the end of the parent's task run", lambda: (task := client.get(path))["state_type"] in ("COMPLETED", "CANCELLED", "FAILED", "CRASHED") and task["state_name"])


def test_who_cancels_a_run_cancels_what_runs_in_it(both: Both, run_name: str):
    name = f"{run_name}-nested"

    def cancelled(client: Client, where: str, child: str) -> dict[str, Any]:
        parent = asked(client, f"{name}-outer", {"where": where})
        below = client.until(f"the run {where}", lambda: newest(client, f"{name}-{child}"))
        said = client.cli("flow-run", "cancel", parent["id"])
        assert said.returncode == 0, said.stdout
        parent, below = (until_state(client, run["id"], "Cancelled", "Crashed", "Failed") for run in (parent, below))
        return {
            "parent": states(client, parent["id"]), "child": states(client, below["id"]), "task": parent_task(client, below),
            "messages": [parent["state"]["message"], below["state"]["message"]], "again": client.cli("flow-run", "cancel", parent["id"]).returncode,
        }

    def part(client: Client):
        with client.serving("nested.py", name):
            seen = {where: cancelled(client, where, child) for where, child in (("inside", "inner"), ("deployed", "leaf"))}
            # A run that nobody waits for is under way when its parent is over, and is left alone.
            whole = until_state(client, asked(client, f"{name}-outer", {"where": "whole"})["id"], "Completed")
            alone = until_state(client, asked(client, f"{name}-outer", {"where": "let go"})["id"], "Completed")
            child = client.until("the child", lambda: newest(client, f"{name}-leaf"))
            assert client.cli("flow-run", "cancel", child["id"]).returncode == 0
            until_state(client, child["id"], "Cancelled")
            return {**seen, "whole": shown(client, whole), "let go": states(client, alone["id"]), "child": [states(client, child["id"]), parent_task(client, child)]}

    seen = both.agree(part)
    for where in ("inside", "deployed"):
        # What runs in the process of its parent ends with it; older clients call that a crash.
        assert seen[where]["parent"][-2:] == ["Cancelling", "Cancelled"] and seen[where]["child"][-1] in ("Cancelled", "Crashed")


def test_a_suspended_run_leaves_its_process_and_comes_back(both: Both, run_name: str):
    name = f"{run_name}-away"

    def part(client: Client):
        with client.serving("nested.py", name):
            run = asked(client, f"{name}-suspending")
            path = f"/flow_runs/{run['id']}"
            first = until_state(client, run["id"], "Suspended")
            keyset = first["state"]["state_details"]["run_input_keyset"]
            wanted(client, first)
            refused = client.post(f"{path}/resume", {"run_input": {"word": 7}})
            # In the words of the client, which checks the input itself.
            answer = client.run(f"{client.prefix}/bin/python", "-c", ANSWER, run["id"])
            assert answer.returncode == 0, answer.stdout
            second = client.until("the second pause", lambda: (now := client.get(path))["state_name"] == "Suspended" and now["state_id"] != first["state_id"] and now, within=180)
            kept = client.http.get(f"{path}/input/{keyset['response']}").status_code
            assert client.post(f"{path}/resume", {})["status"] == "ACCEPT"
            ended = until_state(client, run["id"], "Completed", "Failed", "Crashed")
            waiting = until_state(client, asked(client, f"{name}-suspending")["id"], "Suspended")
            assert client.cli("flow-run", "cancel", waiting["id"]).returncode == 0
            over = until_state(client, waiting["id"], "Cancelled")
            return {
                "run": {**shown(client, ended), "states": states(client, ended["id"])}, "refused": [refused["status"], refused["details"]["reason"]],
                "keys": sorted(keyset), "kept": kept, "details": sorted(key for key, value in second["state"]["state_details"].items() if value),
                "cancelled": [states(client, over["id"]), over["state"]["message"]],
            }

    seen = both.agree(part)
    assert seen["run"]["states"].count("Suspended") == 2 and seen["run"]["states"][-1] == "Completed"
    assert seen["refused"][0] == "REJECT"
    assert seen["cancelled"][0][-1] == "Cancelled"


ANSWER = """
import asyncio, sys
from prefect.flow_runs import resume_flow_run
asyncio.run(resume_flow_run(sys.argv[1], run_input={"number": 22, "word": "said"}, _sync=False))
"""
