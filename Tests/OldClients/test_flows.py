"""A flow with tasks, a subflow, retries and kept results, run by hand with every version."""

from __future__ import annotations

from clients.views import flow_runs
from seen import states
from versions import Version


def test_a_flow_keeps_its_results(version: Version, place, name: str):
    client = place(version, name)
    said = client.python("keeps.py")
    assert said.returncode == 0 and "result COMPLETED [2, 2, 9, 10]" in said.stdout, said.stdout
    (run,) = flow_runs(client, f"{name}-keeps")
    (child,) = flow_runs(client, f"{name}-child")
    assert states(client, run["id"]) == states(client, child["id"]) == ["Pending", "Running", "Completed"]
    assert child["parent_task_run_id"]
    asked = {"flow_runs": {"id": {"any_": [run["id"]]}}}
    tasks = client.until("four ended task runs", lambda: len(found := [
        task for task in client.post("/task_runs/filter", asked) if task["state_type"] == "COMPLETED"]) == 4 and found)
    assert sorted(task["state_name"] for task in tasks) in (["Cached", "Completed", "Completed", "Completed"], ["Completed"] * 4)
    flaky = next(task for task in tasks if "flaky" in task["task_key"])
    assert flaky["run_count"] == 2
    # The next process finds what this one kept.
    again = client.python("keeps.py")
    assert again.returncode == 0 and "result COMPLETED [2, 2, 9, 10]" in again.stdout, again.stdout
