"""Fills Rigel's database file with flow runs and task runs as a busy team has them after ninety days."""

from __future__ import annotations

import contextlib
import dataclasses
import pathlib
import sqlite3
import struct
import uuid

from million_tables import SMALL, TABLES

FLOWS, DEPLOYMENTS, POOLS, QUEUES = 40, 200, 3, 12
DAYS = 90
SECOND = 1_000_000
#: The number of the first task run of the run with a thousand.
GRAPH = 10_000_000
#: What an id is of, as a part of it: ids can be told from the number of their row, so tables can refer to each other.
KINDS = ("flow", "deployment", "pool", "queue", "flow_run", "flow_run_state", "task_run", "task_run_state")


@dataclasses.dataclass(frozen=True)
class World:
    """What is in the file; `now` is the moment up to which runs have run, in microseconds since the epoch."""

    #: Runs that have started, nearly all of which have ended.
    started: int
    #: Runs that have not started. A tenth of them is late.
    waiting: int
    #: Task runs of each run that started.
    tasks: int
    now: int

    @property
    def step(self) -> int:
        """Microseconds between the expected starts of two runs that have started."""
        return DAYS * 86_400 * SECOND // self.started

    @property
    def runs(self) -> int:
        return self.started + self.waiting

    @property
    def graph_run(self) -> int:
        """The number of the run with a thousand task runs."""
        return self.started - self.started // 100

    def id(self, kind: str, number: int) -> str:
        return str(uuid.UUID(bytes=id_of(KINDS.index(kind), number, self.time(kind, number))))

    def time(self, kind: str, number: int) -> int:
        """When a row was made: the ids of runs are in the order of their making, as the server makes them."""
        started = self.now - DAYS * 86_400 * SECOND
        if kind.startswith("task_run"):
            number = self.graph_run if number >= GRAPH else number // self.tasks
        elif not kind.startswith("flow_run"):
            number = 0
        return started + min(number, self.started) * self.step


def id_of(kind: int, number: int, time: int) -> bytes:
    """A UUID of version 7 of a moment."""
    return struct.pack(">QQ", (time // 1000) << 16 | 0x7000 | kind, 2 << 62 | number)


def fill(path: pathlib.Path, world: World) -> None:
    """Writes all rows. Indexes are made afterwards, in a fraction of the time that keeping them would take."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.create_function("id", 2, lambda kind, number: id_of(kind, number, world.time(KINDS[kind], number)), deterministic=True)
        file.create_function("text_id", 2, lambda kind, number: world.id(KINDS[kind], number), deterministic=True)
        file.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000; "
            "PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE; PRAGMA threads = 2")
        indexes = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for name, _ in indexes:
            file.execute(f"DROP INDEX {name}")
        values = {
            "flows": FLOWS, "deployments": DEPLOYMENTS, "pools": POOLS, "queues": QUEUES, "runs": world.runs,
            "started": world.started, "late": world.waiting // 10, "tasks": world.tasks, "step": world.step, "now": world.now,
            "begin": world.now - DAYS * 86_400 * SECOND, "graph": world.graph_run, "second": SECOND, "first": GRAPH,
            **{f"k_{kind}": place for place, kind in enumerate(KINDS)},
        }
        for statement in (SMALL + TABLES).split(";\n"):
            file.execute(statement, values)
        for _, sql in indexes:
            file.execute(sql)
        file.executescript("PRAGMA journal_mode = WAL; PRAGMA locking_mode = NORMAL")
