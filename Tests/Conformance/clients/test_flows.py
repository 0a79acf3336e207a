"""Flow scripts: what the API shows of their runs equals what the real server shows."""

from __future__ import annotations

from .client import Client
from .conftest import Both
from .views import flow_runs, shown


def one_run(client: Client, flow: str, tasks: int) -> dict:
    """The one run of a flow, once its task runs have all been taken in."""
    (run,) = flow_runs(client, flow)
    client.until(f"{tasks} ended task runs of {flow}", lambda: len([
        task for task in client.post("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
        if task["state_name"] not in ("Pending", "Running", "Retrying", "AwaitingRetry")]) == tasks)
    return shown(client, run)


def test_a_flow_with_tasks_retries_and_a_subflow(both: Both, run_name: str):
    def part(client: Client):
        ended = client.python("hello.py", run_name)
        assert ended.returncode == 0, ended.stdout
        assert "result 53" in ended.stdout
        return {"flow": one_run(client, f"{run_name}-hello", 8), "child": one_run(client, f"{run_name}-child", 1)}

    seen = both.agree(part)
    assert seen["flow"]["states"] == ["Pending", "Running", "Completed"]
    flaky = next(task for task in seen["flow"]["tasks"] if task["task"] == "flaky")
    assert flaky["states"] == ["Pending", "Running", "AwaitingRetry", "Retrying", "AwaitingRetry", "Retrying", "Completed"]
    assert flaky["run_count"] == 3
    assert (20, "printed ü") in seen["flow"]["logs"]
    assert seen["child"]["has_parent"]


def test_a_failing_flow(both: Both, run_name: str):
    def part(client: Client):
        ended = client.python("failing.py", run_name)
        assert ended.returncode == 1, ended.stdout
        return one_run(client, f"{run_name}-failing", 3)

    seen = both.agree(part)
    assert seen["states"] == ["Pending", "Running", "Failed"]
    assert "NotReady" in [task["state"] for task in seen["tasks"]]


def test_a_flow_that_is_retried(both: Both, run_name: str):
    def part(client: Client):
        ended = client.python("retrying_flow.py", run_name)
        assert ended.returncode == 0, ended.stdout
        return one_run(client, f"{run_name}-retrying", 3)

    seen = both.agree(part)
    assert seen["run_count"] == 3
    assert seen["states"] == ["Pending", "Running", "AwaitingRetry", "Running", "AwaitingRetry", "Running", "Completed"]
