"""Holds a server to what it has acknowledged."""

from __future__ import annotations

import contextlib
import pathlib
import sqlite3
import subprocess
import uuid

import programs
from journal import Journal, Run
from load import Api

#: The server answers 200 rows at a time.
PAGE = 200


def api_keeps(journal: Journal, port: int) -> None:
    """Every acknowledged run, state and log is there and complete for a client that asks."""
    api = Api(port)
    with contextlib.closing(api):
        for group in _groups(journal.runs, PAGE):
            wanted = {"flow_runs": {"id": {"any_": [run.id for run in group]}}, "limit": PAGE}
            there = {row["id"]: row for row in api.get("POST", "/flow_runs/filter", wanted)}  # type: ignore[union-attr]
            for run in group:
                assert run.id in there, f"the acknowledged run {run.id} is lost"
                _compare(run, there[run.id])
        for group in _groups([run for run in journal.runs if run.logs or run.logs_unknown], PAGE // 3):
            wanted = {"logs": {"flow_run_id": {"any_": [run.id for run in group]}}, "limit": PAGE}
            logs: dict[str, list[str]] = {}
            for row in api.get("POST", "/logs/filter", wanted):  # type: ignore[union-attr]
                logs.setdefault(row["flow_run_id"], []).append(row["message"])
            for run in group:
                allowed = [sorted(run.logs)] + ([sorted(run.logs_unknown)] if run.logs_unknown else [])
                assert sorted(logs.get(run.id, [])) in allowed, f"logs of {run.id}: {logs.get(run.id)}, not {allowed}"


def keys_hold(journal: Journal, port: int) -> None:
    """A key that was acknowledged still names its run."""
    api = Api(port)
    with contextlib.closing(api):
        for run in [run for run in journal.runs if run.key][-50:]:
            row = api.get("GET", f"/flow_runs/{run.id}")
            body = {"flow_id": row["flow_id"], "idempotency_key": run.key}  # type: ignore[index]
            status, again, _ = api.ask("POST", "/flow_runs/", body)
            assert (status, again["id"]) == (200, run.id), again  # type: ignore[index]


def refused_only(journal: Journal, since: float) -> None:
    """Nothing was refused but by a 503 with Retry-After, and that only after a moment; nothing speaks of locks."""
    for refusal in journal.refusals:
        assert "locked" not in refusal.text.lower(), refusal
        assert refusal.status == 503 and refusal.retry_after and refusal.answered >= since, refusal


def _compare(run: Run, row: dict[str, object]) -> None:
    assert (row["name"], row["tags"], row["parameters"]) == (run.name, run.tags, run.parameters)
    assert row["idempotency_key"] == run.key
    state = row["state"]
    assert isinstance(state, dict), f"the run {run.id} has no state"
    assert (row["state_id"], row["state_type"]) == (state["id"], state["type"])
    if not run.state_unknown:
        assert (state["id"], state["type"]) == run.states[-1], f"the run {run.id} has the state {state}, not {run.states}"


def _groups(runs: list[Run], size: int) -> list[list[Run]]:
    return [runs[start:start + size] for start in range(0, len(runs), size)]


def database_is_whole(data: pathlib.Path, journal: Journal) -> None:
    """Looks into the file of a server that has ended: nothing acknowledged is missing, and nothing is there by halves."""
    said = subprocess.run(
        [programs.BINARY, "check", "--data", str(data)], stdout=subprocess.PIPE, text=True, env=programs.environment())
    assert said.returncode == 0 and "no problems" in said.stdout, said.stdout

    with contextlib.closing(sqlite3.connect(f"file:{data}/rigel.db?mode=ro", uri=True)) as database:
        states = {id for (id,) in database.execute("SELECT id FROM flow_run_state")}
        missing = [id for run in journal.runs for id, _ in run.states if uuid.UUID(id).bytes not in states]
        assert not missing, f"acknowledged states are lost: {missing[:5]}"
        for what, query in HALVES.items():
            assert database.execute(query).fetchall()[:5] == [], what


#: What one transaction makes, and what must never be there without the rest of it.
HALVES = {
    "a run whose state is not there, is of another run, or differs from what the run says of it": """
        SELECT hex(flow_run.id) FROM flow_run LEFT JOIN flow_run_state AS state ON state.id = flow_run.state_id
        WHERE state.flow_run_id IS NOT flow_run.id OR state.type IS NOT flow_run.state_type
            OR state.name IS NOT flow_run.state_name OR state.timestamp IS NOT flow_run.state_timestamp""",
    "a run whose tags differ from the tags that lists choose by": """
        SELECT hex(flow_run.id) FROM flow_run
        WHERE (SELECT count(*) FROM json_each(flow_run.tags)) IS NOT
                (SELECT count(*) FROM flow_run_tag WHERE flow_run_id = flow_run.id)
            OR EXISTS (SELECT 1 FROM json_each(flow_run.tags) AS tag WHERE NOT EXISTS
                (SELECT 1 FROM flow_run_tag WHERE flow_run_id = flow_run.id AND flow_run_tag.tag = tag.value))""",
    "a state that no event tells of": """
        SELECT hex(id) FROM flow_run_state WHERE id NOT IN (SELECT id FROM event)""",
    "a batch of logs of which only a part is there": """
        SELECT hex(flow_run_id), count(*) FROM log GROUP BY flow_run_id HAVING count(*) % 3 <> 0""",
}
