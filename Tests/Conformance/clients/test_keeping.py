"""Variables and artifacts: what programs and the command line see, and what the API shows afterwards."""

from __future__ import annotations

import json
import re

from .client import Client
from .conftest import Both
from .views import flow_runs, say


def test_a_program_with_variables_and_artifacts(both: Both, run_name: str):
    prefix = f"kept-{run_name}".lower()

    def part(client: Client):
        ended = client.python("keeping.py", prefix, timeout=300)
        assert ended.returncode == 0, ended.stdout
        program = json.loads(next(line for line in ended.stdout.splitlines() if line.startswith("{")))
        (run,) = flow_runs(client, f"{prefix}-keeping")
        return {"program": program, "latest": latest(client, prefix), "of the run": of_run(client, run["id"]), "graph": graph(client, run["id"])}

    seen = both.agree(part)
    assert seen["program"]["value {'a': [1, None]}"] == {"a": [1, None]}
    assert len(seen["latest"]) == 5 and len(seen["of the run"]) == 7


def latest(client: Client, prefix: str) -> list:
    found = client.post("/artifacts/latest/filter", {"artifacts": {"key": {"like_": prefix}}, "sort": "KEY_ASC"})
    return [(each["key"], each["type"], each["data"], each["description"], each["flow_run_id"] is not None, each["task_run_id"] is not None) for each in found]


def of_run(client: Client, run: str) -> list:
    found = client.post("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run]}}})
    return sorted((str(each["key"]), str(each["type"]), str(each["data"]), each["task_run_id"] is not None) for each in found)


def graph(client: Client, run: str) -> list:
    seen = client.get(f"/flow_runs/{run}/graph-v2")
    groups = [seen["artifacts"], *(node["artifacts"] for _, node in seen["nodes"])]
    return [[(each["key"], each["type"], each["is_latest"], each["data"]) for each in group] for group in groups]


def test_the_command_line_and_variables(both: Both, run_name: str):
    name = f"cli_{run_name}".lower()

    def part(client: Client):
        return [unfolded(say(client, name, "variable", *command)) for command in (
            ("set", name, "text", "--tag", "a", "--tag", "b"), ("get", name), ("inspect", name), ("set", name, "again"), ("set", name, '{"a": 1}', "--overwrite"),
            ("get", name), ("inspect", name), ("get", f"{name}_missing"), ("inspect", f"{name}_missing"), ("unset", f"{name}_missing"))] + [
            [line for line in say(client, name, "variable", "ls", "--limit", "200")["words"] if "KEPT" in line],
            say(client, name, "variable", "unset", name), say(client, name, "variable", "get", name)]

    seen = both.agree(part)
    assert [step["status"] for step in seen if isinstance(step, dict)] == [0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1]


def unfolded(said: dict) -> dict:
    """Objects are printed on one line or on several, by the length of their times."""
    return {**said, "words": re.sub(r"[\s,]+", " ", " ".join(said["words"])).replace("( ", "(").replace(" )", ")")}


def test_the_command_line_and_artifacts(both: Both, run_name: str):
    key = f"cli-{run_name}".lower()

    def part(client: Client):
        made = [client.post("/artifacts/", {"key": key, "type": "markdown", "data": f"# {number}", "description": "what it is"}) for number in range(2)]
        listed = [line for line in say(client, key, "artifact", "ls", "--limit", "200")["words"] if "KEPT" in line]
        # `ls --all` is left out: what it prints depends on what other tests left without a key.
        return [listed] + [say(client, key, "artifact", *command) for command in (
            ("inspect", key), ("inspect", key, "--limit", "1"), ("inspect", f"{key}-missing"), ("delete", "--id", made[0]["id"]), ("inspect", key), ("delete", key), ("delete", key), ("inspect", key))]

    seen = both.agree(part)
    assert len(seen[0]) == 1
