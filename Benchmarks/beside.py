"""Asks Rigel and the real Prefect server, holding the same flow runs and task runs, for what clients ask of many runs.

    Benchmarks/beside.py [--runs N]

The rows are those of Benchmarks/million, fewer of them, copied into the SQLite file of the real server. What counts is the computing
time of all processes of a server for one answer, which other programs on the machine change least.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import pathlib
import sqlite3
import sys
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Conformance"))

import million
from measure import busy
from million_cases import Case, cases
from twin import servers
from twin.servers import Server

#: What is asked: group and condition of a case, and its order.
CHOSEN = (
    ("flow_runs/filter", "nothing", "START_TIME_DESC"), ("flow_runs/filter", "state FAILED", "START_TIME_DESC"),
    ("flow_runs/filter", "deployment id", "START_TIME_DESC"), ("flow_runs/filter", "flow id", "START_TIME_DESC"),
    ("flow_runs/filter", "tag of a twentieth", "START_TIME_DESC"), ("flow_runs/filter", "late", "EXPECTED_START_TIME_ASC"),
    ("flow_runs/filter", "name of a state", "ID_DESC"), ("flow_runs/filter", "deployment id", "NAME_ASC"),
    ("flow_runs/filter", "not started", "START_TIME_ASC"), ("flow_runs/filter", "start in the last month", "END_TIME_DESC"),
    ("task_runs/filter", "flow run", "EXPECTED_START_TIME_DESC"), ("task_runs/filter", "state FAILED", "EXPECTED_START_TIME_DESC"),
    ("count", "flow_runs COMPLETED", ""), ("history of the last day", "flow_runs", ""), ("history of the last day", "task_runs", ""),
    ("web UI, counts", "dashboard, completed task runs of a day", ""), ("web UI, counts", "runs page, flow runs of a week", ""),
    ("graph", "graph-v2 of 1,000 task runs", ""),
)


def as_id(column: str) -> str:
    parts = (f"substr(hex({column}), {begin}, {length})" for begin, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12)))
    return f"CASE WHEN {column} IS NOT NULL THEN lower({' || DASH || '.join(parts)}) END".replace("DASH", "'-'")


def as_time(column: str) -> str:
    return f"strftime('%Y-%m-%d %H:%M:%f000', {column} / 1000000.0, 'unixepoch')"


def columns(table: str, of: sqlite3.Connection) -> dict[str, str]:
    """The columns that both servers have, each with Rigel's value as the real server keeps it."""
    own = {row[1] for row in of.execute(f"PRAGMA rigel.table_info({table})")}
    found = {}
    for _, name, kind, is_needed, standard, _ in of.execute(f"PRAGMA main.table_info({table})"):
        if name in own:
            value = as_id(name) if kind == "CHAR(36)" else as_time(name) if kind == "DATETIME" else name
            found[name] = f"coalesce({value}, {standard})" if is_needed and standard else value
    return found


TABLES = ("flow", "work_pool", "work_queue", "deployment", "flow_run", "flow_run_state", "task_run", "task_run_state")


def copy(rows: pathlib.Path, to: pathlib.Path) -> None:
    """Copies the rows of Rigel's file into the file of the real server, whose indexes are made anew afterwards."""
    with contextlib.closing(sqlite3.connect(to, isolation_level=None, timeout=120)) as file:
        file.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -500000; PRAGMA temp_store = MEMORY")
        file.execute("ATTACH ? AS rigel", [str(rows)])
        file.execute("BEGIN IMMEDIATE")
        indexes = file.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for name, _ in indexes:
            file.execute(f"DROP INDEX {name}")
        for table in TABLES:
            those = columns(table, file)
            file.execute(f"DELETE FROM main.{table}")
            file.execute(f"INSERT INTO main.{table} ({', '.join(those)}) SELECT {', '.join(those.values())} FROM rigel.{table}")
        for _, sql in indexes:
            file.execute(sql)
        file.execute("COMMIT")


def ask(server: Server, case: Case) -> int:
    """How many objects an answer has, or what it counts."""
    request = urllib.request.Request(server.root + case.path, case.text.encode() or None, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=600) as answer:
        found = json.loads(answer.read())
    return len(found.get("nodes", found.get("results", found))) if isinstance(found, dict) else found if isinstance(found, int) else len(found)


def measure(server: Server, case: Case, seconds: float) -> tuple[float, int]:
    """Milliseconds of computing for one answer after the first, and what it holds."""
    rows = ask(server, case)
    before, begin, answers = busy(server), time.monotonic(), 0
    while answers < 3 or (time.monotonic() - begin < seconds and answers < 500):
        ask(server, case)
        answers += 1
    return (busy(server) - before) / answers * 1000, rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="Benchmarks/beside.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200_000, help="flow runs that have started, with three task runs each")
    parser.add_argument("--waiting", type=int, default=2_000, help="flow runs that wait")
    parser.add_argument("--seconds", type=float, default=4, help="how long a case is asked for on each server")
    parser.add_argument("--keep", metavar="FOLDER", help="keep Rigel's data there, and use what is there")
    asked = parser.parse_args()
    with million.filled(asked) as (folder, world), servers.rigel(RIGEL_DATA=str(folder)) as rigel, servers.prefect() as real:
        copy(folder / "rigel.db", real.folder / "home" / "prefect.db")
        known = {(case.group, case.condition, case.sort): case for case in cases(world)}
        print(f"{world.runs:,} flow runs, {world.started * world.tasks:,} task runs; computing time for one answer, in ms\n")
        print("| | rows | Rigel | Prefect | ratio |", "|---|--:|--:|--:|--:|", sep="\n")
        for chosen in CHOSEN:
            case = known[chosen]
            mine, rows = measure(rigel, case, asked.seconds)
            try:
                other, others = measure(real, case, asked.seconds)
            except OSError as error:
                print(f"| {case.group}: {case.condition} {case.sort} | {rows:,} | {mine:.3g} | {error} | |", flush=True)
                continue
            note = "" if rows == others else f" ({others:,})"
            print(f"| {case.group}: {case.condition} {case.sort} | {rows:,}{note} | {mine:.3g} | {other:,.3g} | {other / max(mine, 0.01):,.0f}× |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
