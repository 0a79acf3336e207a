"""Measures what a poll for runs costs, with few runs in the database and with very many, on Rigel and on the real server.

`.env/prefect-3.8.8/bin/python Benchmarks/polling.py --help`. A poll is what every worker, agent and runner sends every ten
seconds; it should cost the same however many runs have ended, and however many wait.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import pathlib
import sqlite3
import statistics
import sys
import tempfile
import time
from typing import Any, Callable, ContextManager

import httpx

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Conformance"))

from twin import servers
from twin.servers import Server


@dataclasses.dataclass(frozen=True)
class Kind:
    """A server that can be started again on the same data, and how its file names rows."""

    name: str
    start: Callable[[pathlib.Path], ContextManager[Server]]
    file: str
    new_id: str


TEXT_ID = "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
KINDS = {
    "rigel": Kind("Rigel", lambda folder: servers.rigel(RIGEL_DATA=str(folder)), "rigel.db", "randomblob(16)"),
    "prefect": Kind("Prefect", lambda folder: servers.prefect(PREFECT_HOME=str(folder)), "prefect.db", TEXT_ID),
}
PAST = {"type": "SCHEDULED", "name": "Late", "state_details": {"scheduled_time": "2026-01-01T00:00:00Z"}}


def seed(api: httpx.Client) -> dict[str, str]:
    """A pool with a full queue, one of many ended runs and an empty one, and a deployment and a run in the first two."""
    def made(path: str, body: dict[str, Any]) -> dict[str, Any]:
        # The real server's database is easily busy, and then wants to be asked again.
        while (answer := api.post(path, json=body)).status_code == 503:
            time.sleep(0.2)
        answer.raise_for_status()
        return answer.json()

    flow = made("/flows/", {"name": "bench"})["id"]
    made("/work_pools/", {"name": "bench", "type": "test", "concurrency_limit": 1_000_000})
    ids = {}
    for queue, state in (("late", PAST), ("ended", {"type": "COMPLETED"})):
        deployment = made("/deployments/", {"name": queue, "flow_id": flow, "work_pool_name": "bench", "work_queue_name": queue, "tags": ["bench"]})
        made(f"/deployments/{deployment['id']}/create_flow_run", {"name": queue, "state": state})
        ids[queue] = deployment["id"]
        ids[f"{queue} queue"] = deployment["work_queue_id"]
    made("/work_pools/bench/queues", {"name": "empty", "concurrency_limit": 5})
    return ids


def multiply(file: sqlite3.Connection, kind: Kind, name: str, count: int) -> None:
    """Copies the run of a name, with its state: each copy has ids and a name of its own, and starts a millisecond later."""
    columns = [row[1] for row in file.execute("PRAGMA table_info(flow_run)")]
    number = file.execute("SELECT typeof(expected_start_time) FROM flow_run WHERE name = ?", [name]).fetchone()[0] == "integer"
    later = "run.{0} + n.i * 1000" if number else "strftime('%Y-%m-%d %H:%M:%f', run.{0}, '+' || (n.i / 1000.0) || ' seconds') || '000'"
    new = {"id": kind.new_id, "state_id": kind.new_id, "name": f"'{name}-' || n.i"}
    for column in ("expected_start_time", "next_scheduled_start_time", "start_time", "end_time"):
        new[column] = f"CASE WHEN run.{column} IS NULL THEN NULL ELSE {later.format(column)} END"
    file.execute("PRAGMA foreign_keys = OFF")
    file.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
        f"INSERT INTO flow_run ({', '.join(columns)}) SELECT {', '.join(new.get(column, f'run.{column}') for column in columns)} "
        f"FROM n JOIN (SELECT * FROM flow_run WHERE name = ?) AS run", [name])
    states = [row[1] for row in file.execute("PRAGMA table_info(flow_run_state)")]
    known = {"id": "run.state_id", "flow_run_id": "run.id"}
    file.execute(
        f"INSERT INTO flow_run_state ({', '.join(states)}) SELECT {', '.join(known.get(column, f'state.{column}') for column in states)} "
        "FROM flow_run AS run JOIN (SELECT * FROM flow_run_state WHERE flow_run_id = (SELECT id FROM flow_run WHERE name = ?)) AS state "
        "WHERE run.name LIKE ?", [name, f"{name}-%"])
    file.commit()


def cases(ids: dict[str, str]) -> list[tuple[str, str, dict[str, Any]]]:
    soon = "2030-01-01T00:00:00Z"
    pool = "/work_pools/bench/get_scheduled_flow_runs"
    return [
        ("pool, nothing waits", pool, {"work_queue_names": ["empty", "ended"], "scheduled_before": soon}),
        ("pool, 10 of those that wait", pool, {"work_queue_names": [], "scheduled_before": soon, "limit": 10}),
        ("queue, 10 of those that wait", f"/work_queues/{ids['late queue']}/get_runs", {"scheduled_before": soon, "limit": 10}),
        ("queue, nothing waits", f"/work_queues/{ids['ended queue']}/get_runs", {"scheduled_before": soon, "limit": 10}),
        ("deployments, 10 of those that wait", "/deployments/get_scheduled_flow_runs", {"deployment_ids": [ids["late"], ids["ended"]], "scheduled_before": soon, "limit": 10}),
    ]


def measure(server: Server, ids: dict[str, str], polls: int, seconds: float) -> dict[str, float]:
    """Milliseconds of a poll, the median of those that fit into the time."""
    found = {}
    with httpx.Client(base_url=server.api, timeout=600, trust_env=False) as api:
        for name, path, body in cases(ids):
            times: list[float] = []
            end = time.monotonic() + seconds
            while len(times) < polls and (time.monotonic() < end or len(times) < 3):
                begin = time.perf_counter()
                answer = api.post(path, json=body)
                if answer.status_code == 503:
                    continue
                times.append((time.perf_counter() - begin) * 1000)
                answer.raise_for_status()
                # Before the copies are made one run waits.
                assert len(answer.json()) in ((0,) if "nothing" in name else (1, 10)), f"{name}: {len(answer.json())} runs"
            found[name] = statistics.median(times[1:])
    return found


def run(kind: Kind, asked: argparse.Namespace) -> dict[str, tuple[float, float]]:
    """What each case costs, with few runs and with many."""
    with tempfile.TemporaryDirectory(prefix="bench-polling-") as name:
        folder = pathlib.Path(name)
        with kind.start(folder) as server:
            with httpx.Client(base_url=server.api, timeout=60, trust_env=False) as api:
                ids = seed(api)
            few = measure(server, ids, asked.polls, asked.seconds)
        print(f"filling {kind.name}", file=sys.stderr, flush=True)
        with contextlib.closing(sqlite3.connect(folder / kind.file)) as file:
            multiply(file, kind, "late", asked.late)
            multiply(file, kind, "ended", asked.ended)
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with kind.start(folder) as server:
            many = measure(server, ids, asked.polls, asked.seconds)
    return {name: (few[name], many[name]) for name in few}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ended", type=int, default=1_000_000, help="runs that have ended")
    parser.add_argument("--late", type=int, default=10_000, help="runs that wait")
    parser.add_argument("--polls", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=10, help="at most, for one case")
    parser.add_argument("--only", choices=KINDS, help="one server alone")
    asked = parser.parse_args()
    kinds = [kind for key, kind in KINDS.items() if asked.only in (None, key)]
    results = {kind.name: run(kind, asked) for kind in kinds}
    print(f"Milliseconds a poll takes, median: with two runs, then with {asked.ended:,} that ended and {asked.late:,} that wait\n")
    print("| | " + " | | ".join(results) + " | |\n|---|" + "--:|--:|" * len(results))
    for name in next(iter(results.values())):
        print(f"| {name} | " + " | ".join(f"{few:.3g} | {many:.3g}" for few, many in (result[name] for result in results.values())) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
