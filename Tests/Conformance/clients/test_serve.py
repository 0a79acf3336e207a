"""flow.serve(): scheduled runs come on time and once, Ctrl-C pauses the deployment, a running run can be cancelled."""

from __future__ import annotations

import datetime
import time

from .client import Client, interrupt
from .conftest import Both
from .views import flow_runs, shown

INTERVAL = 10
WATCHED = 45


def deployment(client: Client, flow: str) -> dict | None:
    """The deployment that serve() made, or nothing yet."""
    found = client.post("/deployments/filter", {"flows": {"name": {"any_": [flow]}}})
    return found[0] if found else None


def instant(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def test_scheduled_runs_come_on_time_and_once(both: Both, run_name: str):
    flow = f"{run_name}-served"

    def part(client: Client):
        with client.serving("serve.py", flow, str(INTERVAL), "0.5") as process:
            client.until("the deployment", lambda: deployment(client, flow))
            client.until("the first completed run", lambda: [run for run in flow_runs(client, flow) if run["state_type"] == "COMPLETED"], within=90)
            time.sleep(WATCHED)
            now = datetime.datetime.now(datetime.timezone.utc)
            active = deployment(client, flow)
            interrupt(process)
        client.until("the pause", lambda: deployment(client, flow)["paused"], within=20)
        return check(client, flow, now, active)

    both.agree(part)


def check(client: Client, flow: str, now: datetime.datetime, active: dict) -> dict:
    """The slots and the runs in them; gives what has to be the same on both servers."""
    runs = [run for run in flow_runs(client, flow) if run["auto_scheduled"]]
    slots = [instant(run["expected_start_time"]) for run in runs]
    assert len(set(slots)) == len(slots), f"a slot has two runs: {slots}"
    assert all(later - earlier == datetime.timedelta(seconds=INTERVAL) for earlier, later in zip(slots, slots[1:])), f"a slot is missing: {slots}"
    # The client looks every ten seconds and starts a process for each run.
    due = [run for run, slot in zip(runs, slots) if slot < now - datetime.timedelta(seconds=25)]
    assert len(due) >= 3, f"only {len(due)} runs were due: {slots}"
    done = [shown(client, run) for run in due if run["state_type"] == "COMPLETED"]
    assert len(done) >= len(due) - 1, [(run["expected_start_time"], run["state_name"]) for run in due]
    for run in due:
        if run["start_time"]:
            # The server tells a client that is early to wait whole seconds, so it may still be early by less than one.
            assert instant(run["start_time"]) > instant(run["expected_start_time"]) - datetime.timedelta(seconds=1)
    assert not [run for run in runs if run["state_name"] == "Scheduled" and run["expected_start_time"] > now.isoformat()], "a paused deployment keeps scheduled runs"
    states = {tuple(state for state in run["states"] if state != "Late") for run in done}
    return {
        "states": states, "parameters": done[0]["parameters"], "tags": done[0]["tags"], "tasks": done[0]["tasks"], "deployed": done[0]["deployed"],
        "run_count": done[0]["run_count"], "before": (active["paused"], active["schedules"][0]["active"], active["status"]),
        "after": (deployment(client, flow)["paused"], deployment(client, flow)["schedules"][0]["active"]),
    }


def test_a_served_run_is_cancelled_by_the_command_line(both: Both, run_name: str):
    flow = f"{run_name}-cancelled"

    def part(client: Client):
        with client.serving("serve.py", flow, "0", "90"):
            found = client.until("the deployment", lambda: deployment(client, flow))
            run = client.post(f"/deployments/{found['id']}/create_flow_run", {"parameters": {"n": 7}})
            path = f"/flow_runs/{run['id']}"
            client.until("the run's start", lambda: client.get(path)["state_type"] == "RUNNING", within=60)
            said = client.cli("flow-run", "cancel", run["id"])
            assert said.returncode == 0, said.stdout
            ended = client.until("the cancellation", lambda: (now := client.get(path))["state_type"] == "CANCELLED" and now, within=60)
            states = [state["name"] for state in client.get(f"/flow_run_states/?flow_run_id={run['id']}")]
            again = client.cli("flow-run", "cancel", run["id"])
            return {"states": states, "message": ended["state"]["message"], "parameters": ended["parameters"], "again": again.returncode}

    seen = both.agree(part)
    assert seen["states"][-2:] == ["Cancelling", "Cancelled"]
