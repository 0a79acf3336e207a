"""What a test asks of the API, whichever version's server answers."""

from __future__ import annotations

import subprocess
from typing import Any

from clients.client import Client
from clients.command_line import Said
from clients.views import flow_runs


def told(client: Client, *arguments: str, status: int = 0) -> str:
    """What a command prints; it has to end with this status and may not show a traceback."""
    said = client.cli(*arguments)
    return checked(said, arguments, status)


def checked(said: Said | subprocess.CompletedProcess[str], command: Any, status: int = 0) -> str:
    assert said.returncode == status and "Traceback" not in said.stdout, f"{command} ended with {said.returncode}:\n{said.stdout}"
    return " ".join(said.stdout.split())


def schedules(deployment: dict[str, Any]) -> list[tuple[dict[str, Any], bool]]:
    """The schedules of a deployment and whether each is at work, as new servers tell it or as old ones do."""
    if "schedules" in deployment:
        return [(one["schedule"], one["active"] and not deployment["paused"]) for one in deployment["schedules"]]
    return [(deployment["schedule"], deployment["is_schedule_active"])] if deployment["schedule"] else []


def variables(deployment: dict[str, Any]) -> dict[str, Any]:
    """What a deployment changes in its runs' infrastructure, by its new name or its old one."""
    return deployment["job_variables"] if "job_variables" in deployment else deployment["infra_overrides"]


def ended(client: Client, run: str, state: str) -> dict[str, Any]:
    """A run, once it is in a state."""
    path = f"/flow_runs/{run}"
    return client.until(f"{state} of a run", lambda: (seen := client.get(path))["state_name"] == state and seen, within=120)


def first_scheduled(client: Client, flow: str) -> dict[str, Any]:
    """The first run of a flow that a schedule made, once it is complete."""
    return client.until("a scheduled run", lambda: [
        run for run in flow_runs(client, flow) if run["auto_scheduled"] and run["state_name"] == "Completed"], within=120)[0]


def asked(client: Client, deployment: str, *arguments: str) -> str:
    """The id of a run that `prefect deployment run` asks for."""
    flow = deployment.split("/")[0]
    before = {run["id"] for run in flow_runs(client, flow)}
    told(client, "deployment", "run", deployment, *arguments)
    (new,) = [run["id"] for run in flow_runs(client, flow) if run["id"] not in before and not run["auto_scheduled"]]
    return new


def states(client: Client, run: str) -> list[str]:
    """The states a run went through; whether it was late is chance."""
    return [state["name"] for state in client.get(f"/flow_run_states/?flow_run_id={run}") if state["name"] != "Late"]


def logs(client: Client, run: str, word: str) -> list[str]:
    """The lines of a run's log in which a word stands, once there is one."""
    asked_for = {"logs": {"flow_run_id": {"any_": [run]}}}
    return client.until(f"'{word}' in the log", lambda: [
        line["message"] for line in client.post("/logs/filter", asked_for) if word in line["message"]])
