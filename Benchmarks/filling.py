"""Brings the same runs to both servers."""

from __future__ import annotations

import concurrent.futures
import contextlib
import pathlib
import sqlite3
import threading
import uuid

import httpx

from cases import STATES, new_run


def flow(api: str) -> str:
    """The id of the flow that all runs are of."""
    answer = httpx.post(f"{api}/flows/", json={"name": "bench"}, trust_env=False)
    answer.raise_for_status()
    return answer.json()["id"]


def through_api(api: str, flow: str, count: int) -> None:
    """Creates the runs one by one, as clients do."""
    local = threading.local()

    def create(place: int) -> None:
        if not hasattr(local, "client"):
            local.client = httpx.Client(trust_env=False, timeout=60)
        answer = local.client.post(f"{api}/flow_runs/", json=new_run(flow, STATES[place % len(STATES)]))
        assert answer.status_code == 201, answer.text

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for _ in pool.map(create, range(count)):
            pass


def through_file(api: str, flow: str, count: int, database: pathlib.Path) -> None:
    """Creates one run of each kind through the API of the real server, and copies those rows in its SQLite file.

    Its API would take many minutes. The server is idle meanwhile; each copy has ids and a name of its own, and times a
    little later than the one before. The events of the copies are left out, which only helps that server.
    """
    for state in STATES:
        answer = httpx.post(f"{api}/flow_runs/", json=new_run(flow, state), trust_env=False, timeout=60)
        assert answer.status_code == 201, answer.text
    with contextlib.closing(sqlite3.connect(database, timeout=60)) as file:
        file.row_factory = sqlite3.Row
        runs = [dict(row) for row in file.execute("SELECT * FROM flow_run")]
        states = {row["flow_run_id"]: dict(row) for row in file.execute("SELECT * FROM flow_run_state")}
        assert len(runs) == len(STATES) == len(states)
        for place in range(len(runs), count):
            run, state = dict(runs[place % len(runs)]), dict(states[runs[place % len(runs)]["id"]])
            run["id"], run["state_id"], run["name"] = str(uuid.uuid4()), str(uuid.uuid4()), f"bench-{place}"
            state["id"], state["flow_run_id"] = run["state_id"], run["id"]
            for column in ("start_time", "end_time", "expected_start_time", "next_scheduled_start_time"):
                if run[column] is not None:
                    run[column] = _later(run[column], place)
            _insert(file, "flow_run", run)
            _insert(file, "flow_run_state", state)
        file.commit()


def _later(time: str, milliseconds: int) -> str:
    """A time as that server keeps it (`2026-01-02 03:04:05.678901`), with its last digits counted up."""
    seconds, _, _ = time.partition(".")
    minutes, second = seconds.rsplit(":", 1)
    return f"{minutes}:{(int(second) + milliseconds // 1000) % 60:02}.{milliseconds % 1000:03}000"


def _insert(file: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    columns = ", ".join(row)
    file.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def check(api: str, count: int) -> None:
    """Fails unless a server has the runs, with tags and states as they should be."""
    def counted(condition: object) -> int:
        return httpx.post(f"{api}/flow_runs/count", json={"flow_runs": condition}, trust_env=False, timeout=60).json()

    for state in STATES:
        tags = {"tags": {"all_": ["bench", state["type"].lower()]}}
        found = counted({**tags, "state": {"type": {"any_": [state["type"]]}}})
        assert found == count // len(STATES), f"{found} runs are {state['type']}, not {count // len(STATES)}"
    rows = httpx.post(f"{api}/flow_runs/filter", json={"limit": 200}, trust_env=False, timeout=60).json()
    assert len(rows) == 200 and all(row["state"]["id"] == row["state_id"] for row in rows)
