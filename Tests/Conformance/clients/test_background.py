"""Background tasks: `delay` asks for a run, a process that serves the task executes it, the result comes back."""

from __future__ import annotations

from .client import Client
from .conftest import Both
from .views import task_shown


def runs(client: Client, name: str) -> list[dict]:
    """The runs of a background task, which belong to no flow run; a tag is named like the task."""
    return client.post("/task_runs/filter", {"task_runs": {"flow_run_id": {"is_null_": True}, "tags": {"all_": [name]}}})


def workers(client: Client) -> list[dict]:
    return client.post("/task_workers/filter", {"task_worker_filter": {"task_keys": keys(client)}}) if keys(client) else []


def keys(client: Client) -> list[str]:
    """What the connected workers call the task: its function and a digest."""
    return sorted({key for worker in client.post("/task_workers/filter", {}) for key in worker["task_keys"] if key.startswith("twice-")})


def test_background_tasks_are_executed_once_and_their_results_come_back(both: Both, run_name: str):
    task = f"{run_name}-twice"

    def part(client: Client):
        with client.serving("background.py", "serve", task):
            serving = client.until("the worker", lambda: workers(client))
            ended = client.python("background.py", "delay", task)
            assert ended.returncode == 0, ended.stdout
            assert "results [2, 4, 6]" in ended.stdout
            assert "state Failed" in ended.stdout
            client.until("the ends", lambda: len([run for run in runs(client, task) if run["state_name"] in ("Completed", "Failed")]) == 4)
        client.until("the worker's end", lambda: not workers(client))
        shown = [task_shown(client, run, {"name": "no flow run"}) for run in runs(client, task)]
        return {"workers": len(serving), "keys": len(serving[0]["task_keys"]), "runs": sorted(shown, key=str)}

    seen = both.agree(part)
    assert len(seen["runs"]) == 4
    assert all(run["run_count"] == 1 for run in seen["runs"])


def test_what_was_asked_for_before_anybody_served_is_executed_then(both: Both, run_name: str):
    task = f"{run_name}-later"

    def part(client: Client):
        asking = client.start(f"{client.prefix}/bin/python", str(client.folder / "background.py"), "delay", task)
        client.until("the runs", lambda: len(runs(client, task)) >= 3)
        with client.serving("background.py", "serve", task):
            client.until("the ends", lambda: len([run for run in runs(client, task) if run["state_name"] == "Completed"]) >= 3, within=150)
            client.until("the asking program's end", lambda: asking.poll() is not None)
        return sorted(run["state_name"] for run in runs(client, task))

    seen = both.agree(part)
    assert seen == ["Completed", "Completed", "Completed", "Failed"]
