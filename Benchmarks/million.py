"""Measures what lists, counts, histories, graphs, polls and pages cost with a million flow runs and three million task runs."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import re
import statistics
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
from typing import Iterator

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Conformance"))

import million_world
from measure import memory, processes
from million_cases import Case, cases
from million_world import World
from twin import servers
from twin.servers import Server

#: A case that takes so many seconds is asked no more often than three times.
LONG = 1.0
#: What a case counts that is not answered.
NEVER = 60_000.0


@dataclasses.dataclass(frozen=True)
class Result:
    """Milliseconds of a case: the median, the longest, and what the responder computed for one answer."""

    case: Case
    median: float
    most: float
    computed: float
    rows: int
    #: What the mark is held against.
    counts: float

    @property
    def missed(self) -> bool:
        return self.counts > self.case.mark


@contextlib.contextmanager
def filled(asked: argparse.Namespace) -> Iterator[tuple[pathlib.Path, World]]:
    """A data folder with the rows in it, which is kept when it was named."""
    with tempfile.TemporaryDirectory(prefix="bench-million-") as temporary:
        folder = pathlib.Path(asked.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        note = folder / "world.json"
        if note.exists():
            yield folder, World(**json.loads(note.read_text()))
            return
        begin = time.monotonic()
        binary = os.environ.get("RIGEL_BINARY", HERE.parent / ".build" / "release" / "rigel")
        subprocess.run([binary, "migrate", "--data", folder], check=True, stdout=subprocess.DEVNULL)
        world = World(asked.runs, asked.waiting, 3, int(time.time() * 1e6))
        million_world.fill(folder / "rigel.db", world)
        note.write_text(json.dumps(dataclasses.asdict(world)))
        print(f"filled in {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
        yield folder, world


def ask(connection: http.client.HTTPConnection, case: Case) -> tuple[float, bytes]:
    """Milliseconds of one request, and its answer."""
    begin = time.perf_counter()
    if case.body is None:
        connection.request("GET", case.path)
    else:
        connection.request("POST", case.path, case.text, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    content = answer.read()
    took = (time.perf_counter() - begin) * 1000
    assert answer.status == 200, f"{case.path} {case.text}: {answer.status} {content[:500]!r}"
    return took, content


def computed(responder: int) -> float:
    """Milliseconds that the threads of the responder have computed so far."""
    return sum(int(file.read_text().split()[0]) for file in pathlib.Path(f"/proc/{responder}/task").glob("*/schedstat")) / 1e6


def responder(server: Server) -> int:
    """The process that answers."""
    return next(pid for pid in processes(server.process.pid) if pathlib.Path(f"/proc/{pid}/comm").read_text().strip() == "rigel")


def measure(connection: http.client.HTTPConnection, case: Case, times: int, process: int, is_busy: bool) -> Result:
    """The median of so many answers after the first, of fewer when they take long."""
    before = computed(process)
    try:
        first, content = ask(connection, case)
    except (AssertionError, TimeoutError) as error:
        print(error, file=sys.stderr, flush=True)
        connection.close()
        mine = computed(process) - before
        return Result(case, NEVER, NEVER, mine, -1, NEVER)
    rows = len(json.loads(content)) if case.least >= 0 else -1
    assert rows >= case.least or "id" in case.condition or case.least < 0, f"{case.group} {case.condition} finds {rows} rows"
    before = computed(process)
    took = [ask(connection, case)[0] for _ in range(2 if first > LONG * 1000 else times)]
    mine = (computed(process) - before) / len(took)
    median = statistics.median(took)
    return Result(case, median, max(took), mine, rows, mine if is_busy else median)


def report(results: list[Result], server: Server, world: World, is_busy: bool) -> str:
    """Tables in Markdown: a group a row for what all meets its mark, and every case that does not."""
    what = "computing time of the responder" if is_busy else "median"
    lines = [f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} after; {world.runs:,} flow runs, {world.waiting:,} of them waiting, "
             f"{world.started * world.tasks:,} task runs; {what} in milliseconds", "", "| | cases | in the middle | slowest | mark | missed |", "|---|--:|--:|--:|--:|--:|"]
    groups = list(dict.fromkeys((result.case.group, result.case.sort) for result in results))
    for group, sort in groups:
        those = [result for result in results if (result.case.group, result.case.sort) == (group, sort)]
        slowest = max(those, key=lambda result: result.counts)
        middle = statistics.median(result.counts for result in those)
        lines.append(f"| {group} {sort} | {len(those)} | {middle:.3g} | {slowest.counts:.3g} ({slowest.case.condition}) | "
                     f"{slowest.case.mark:g} | {sum(result.missed for result in those)} |")
    lines += ["", f"Memory of the responder after all this: {memory(server).get('rigel', 0):.0f} MB"]
    missed = sorted((result for result in results if result.missed), key=lambda result: -result.counts)
    if missed:
        lines += ["", "| missed | rows | computing | median | longest |", "|---|--:|--:|--:|--:|"]
        lines += [f"| {r.case.group}: {r.case.condition} {r.case.sort} | {r.rows} | {r.computed:.3g} | {r.median:.3g} | {r.most:.3g} |" for r in missed]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="Benchmarks/million", description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000, help="flow runs that have started, with three task runs each")
    parser.add_argument("--waiting", type=int, default=10_000, help="flow runs that wait")
    parser.add_argument("--times", type=int, default=15, help="answers of each case")
    parser.add_argument("--only", default="", help="only cases whose name this pattern finds")
    parser.add_argument("--keep", metavar="FOLDER", help="keep the data there, and use what is there")
    parser.add_argument("--busy", action="store_true", help="other programs compute too: hold the marks against computing time")
    parser.add_argument("--json", metavar="FILE", help="write every case there too")
    asked = parser.parse_args()
    with filled(asked) as (folder, world), servers.rigel(RIGEL_DATA=str(folder)) as server:
        address = urllib.parse.urlsplit(server.root)
        with contextlib.closing(http.client.HTTPConnection(address.hostname or "", address.port, timeout=120)) as connection:
            chosen = [case for case in cases(world) if re.search(asked.only, f"{case.group} {case.condition} {case.sort}")]
            results, process = [], responder(server)
            for place, case in enumerate(chosen):
                if sys.stderr.isatty():
                    print(f"\r{place + 1} of {len(chosen)}", end="", file=sys.stderr, flush=True)
                results.append(measure(connection, case, asked.times, process, asked.busy))
        print(report(results, server, world, asked.busy))
        if asked.json:
            rows = [{**dataclasses.asdict(result.case), "median": result.median, "computed": result.computed, "most": result.most, "rows": result.rows} for result in results]
            pathlib.Path(asked.json).write_text(json.dumps(rows, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
