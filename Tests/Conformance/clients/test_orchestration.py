"""What flows and tasks do beside running: caching, endings of every kind, hooks, many task runs, processes that die."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .client import Client
from .conftest import Both
from .views import flow_runs, say, shown


def printed(client: Client, program: str, *arguments: str) -> dict[str, Any]:
    """The JSON that a program prints on a line of its own."""
    ended = client.python(program, *arguments, timeout=300)
    told = [line for line in ended.stdout.splitlines() if line.startswith('{"')]
    assert ended.returncode == 0 and len(told) == 1, ended.stdout
    return json.loads(told[0])


def ended_tasks(client: Client, flow: str, runs: int, tasks: int) -> list[dict[str, Any]]:
    """The runs of a flow, once so many task runs of them have all been taken in."""
    found = flow_runs(client, flow)
    assert len(found) == runs
    ids = {"flow_runs": {"id": {"any_": [run["id"] for run in found]}}, "task_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PENDING"]}}}}
    client.until(f"{tasks} task runs of {flow}", lambda: client.post("/task_runs/count", ids) == tasks)
    return found


def test_what_is_cached_does_not_run_again(both: Both, run_name: str):
    name = f"{run_name}-cached"

    def part(client: Client):
        # A place of its own for what is kept: the other client's may be on the same machine.
        seen = printed(client, "caching.py", name)
        runs = ended_tasks(client, f"{name}-caching", 2, 32)
        return seen, [shown(client, run) for run in runs], [shown(client, run) for run in flow_runs(client, f"{name}-transacting")]

    seen, _, _ = both.agree(part)
    assert seen["first"][:5] == ["Completed", "Cached", "Completed", "Completed", "Cached"]
    assert seen["second"][:5] == ["Cached"] * 5
    assert seen["ran"]["refreshed"] == 4
    assert seen["broken"] == "Failed" and "undid broken" in seen["steps"]


def test_runs_end_as_programs_say(both: Both, run_name: str):
    name = f"{run_name}-ends"

    def part(client: Client):
        seen = printed(client, "endings.py", name)
        flows = [f"{name}-endings{which}" for which in ("", "-child", "-slow", "-async", "-async-child")]
        client.until("the task runs", lambda: client.post("/task_runs/count", {"flows": {"name": {"any_": flows}}, "task_runs": {
            "state": {"type": {"any_": ["RUNNING", "SCHEDULED"]}}}}) == 0)
        runs = {flow.replace(name, "NAME"): [(run["name"], shown(client, run)) for run in flow_runs(client, flow)] for flow in flows}
        tasks = client.post("/task_runs/filter", {"flows": {"name": {"any_": flows[:1]}}})
        runs = {flow: [(given if flow == "NAME-endings" or flow == "NAME-endings-child" else "", run) for given, run in seen] for flow, seen in runs.items()}
        named = sorted(task["name"] for task in tasks if "-" not in task["name"])
        return {key: value for key, value in seen.items()}, runs, named

    seen, runs, named = both.agree(part)
    assert seen["named"] == ["COMPLETED", "Skipped", "nothing to do"]
    assert seen["too slow"][:2] == ["FAILED", "TimedOut"]
    assert seen["tries"] == {"again": 3, "for good": 1, "async": 1}
    assert "add 1 and 2" in named
    assert [name for name, _ in runs["NAME-endings"]][0] == "run of plain"


def test_a_map_of_two_hundred_and_slots_of_coroutines(both: Both, run_name: str):
    name = f"{run_name}-many"

    def part(client: Client):
        limits = [client.post("/v2/concurrency_limits/", limit)["id"] for limit in (
            {"name": name, "limit": 2}, {"name": f"{name}-rate", "limit": 1, "slot_decay_per_second": 3})]
        seen = printed(client, "mapping.py", name)
        (run,) = ended_tasks(client, f"{name}-mapping", 1, 200)
        client.until("the last slot's return", lambda: client.get(f"/v2/concurrency_limits/{limits[0]}")["active_slots"] == 0)
        counts = client.post("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}, "sort": "NAME_ASC"})
        links = len([task for task in counts if task["task_inputs"].get("n") and task["task_inputs"]["n"][0]["input_type"] == "task_run"])
        graph = client.get(f"/flow_runs/{run['id']}/graph-v2")
        return seen, len(counts), {task["state_name"] for task in counts}, {task["run_count"] for task in counts}, links, len(graph["nodes"])

    seen, tasks, states, counts, links, nodes = both.agree(part)
    assert (seen["sum"], tasks, states, counts, links, nodes) == (9900, 200, {"Completed"}, {1}, 100, 200)
    assert seen["coroutines"] == {"limit kept": True, "rate kept": True}


@pytest.mark.parametrize("way", ["exit", "signal"])
def test_a_process_that_dies(both: Both, run_name: str, way: str):
    name = f"{run_name}-dying"

    def part(client: Client):
        process = client.start(f"{client.prefix}/bin/python", str(client.folder / "dying.py"), name, way)
        flow = f"{name}-{way}"
        if way == "signal":
            client.until("the task run", lambda: client.post("/task_runs/count", {
                "flows": {"name": {"any_": [flow]}}, "task_runs": {"state": {"type": {"any_": ["RUNNING"]}}}}) == 1)
            process.terminate()
        code = client.until("the end", lambda: (status := process.poll()) is not None and (status,))
        (run,) = flow_runs(client, flow)
        client.output.seek(0)
        return code, run["state_type"], run["state_name"], "crashed hook Crashed" in client.output.read()

    seen = both.agree(part)
    assert seen == ((7,), "RUNNING", "Running", False) if way == "exit" else seen[1] == "CRASHED"


def test_commands_on_runs(both: Both, run_name: str):
    name = f"{run_name}-commands"

    def part(client: Client):
        ended = client.python("failing.py", name)
        assert ended.returncode == 1, ended.stdout
        flow, missing = f"{name}-failing", "00000000-0000-4000-8000-00000000dead"
        (run,) = ended_tasks(client, flow, 1, 3)
        task = next(task for task in client.post("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}}) if task["state_name"] == "Failed")
        client.until("the log", lambda: client.post("/logs/filter", {"logs": {"task_run_id": {"any_": [task["id"]]}}}))

        def runs(*arguments: str) -> dict[str, Any]:
            seen = say(client, name, "flow-run", *arguments)
            return {**seen, "words": [line.replace(run["name"], "<run>").replace(task["name"], "<task>") for line in seen["words"]]}

        def of_task(*arguments: str) -> dict[str, Any]:
            seen = say(client, name, "task-run", *arguments)
            return {"command": seen["command"].replace(task["name"], "<task>"), "status": seen["status"],
                    "lines": len(seen["words"]) if "logs" in arguments else 0}

        def own(seen: dict[str, Any]) -> dict[str, Any]:
            """Of a list only this test's lines: other tests fill the same servers."""
            return {**seen, "words": [line for line in seen["words"] if "KEPT" in line]}

        return [
            own(runs("ls", "--flow-name", flow, "--state", "Failed")), own(runs("ls", "--flow-name", flow, "--state", "Crashed")),
            own(runs("ls", "--flow-name", flow, "--state-type", "FAILED", "--limit", "1")),
            runs("inspect", run["id"], "--output", "xml"), runs("retry", run["id"]), runs("retry", missing), runs("cancel", missing),
            runs("logs", missing), runs("execute", missing), runs("delete", missing),
            of_task("inspect", task["id"]), of_task("inspect", missing), of_task("logs", task["id"]), of_task("logs", missing),
            of_task("ls", "--task-run-name", task["name"]), of_task("ls", "--state", "Failed", "--limit", "5"),
            runs("delete", run["id"]), of_task("inspect", task["id"]), client.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}}) == [],
        ]

    both.agree(part)
