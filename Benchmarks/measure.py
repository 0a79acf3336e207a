"""Measures two servers side by side and writes the table. README.md says how."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import os
import pathlib
import subprocess
import sys
import time
from typing import Callable, ContextManager

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Conformance"))

import filling
import table
from cases import Case, cases
from twin import servers
from twin.servers import Server

Start = Callable[[], ContextManager[Server]]


def once(server: Server, case: Case, clients: int, seconds: float) -> table.Round:
    """Sends one request again and again with a number of connections."""
    before = busy(server)
    threads = min(clients, os.cpu_count() or 1)
    said = subprocess.run(
        ["wrk", f"-t{threads}", f"-c{clients}", f"-d{seconds:g}s", "--timeout", "30s", "-s", str(HERE / "answers.lua"),
         server.root + case.path],
        env={**os.environ, "BENCH_METHOD": case.method, "BENCH_BODY": case.text}, stdout=subprocess.PIPE, text=True)
    if said.returncode != 0:
        raise RuntimeError(f"wrk ended with {said.returncode}: {said.stdout}")
    return table.Round(**json.loads(said.stdout.strip().splitlines()[-1]), busy=busy(server) - before)


def compare(asked_of: list[tuple[Server, Case]], clients: int, asked: argparse.Namespace) -> list[table.Row]:
    """Rounds on one server and on the other in turn, so that what else the machine does meets both."""
    rounds: dict[str, list[table.Round]] = {server.name: [] for server, _ in asked_of}
    for server, case in asked_of:
        once(server, case, clients, 1)
        settle(server)
    for _ in range(asked.rounds):
        for server, case in asked_of:
            rounds[server.name].append(once(server, case, clients, asked.seconds))
            settle(server)
    return [table.Row(case.name, clients, server.name, rounds[server.name]) for server, case in asked_of]


def all_cases(running: list[Server], asked: argparse.Namespace) -> list[table.Row]:
    """Every case with every number of clients."""
    rows: list[table.Row] = []
    lists = [cases(filling.flow(server.api)) for server in running]
    for same in zip(*lists):
        if asked.only not in same[0].name:
            continue
        asked_of = list(zip(running, same))
        if same[0].rigel_only and not asked.against:
            asked_of = asked_of[:1]
        for clients in asked.clients:
            print(f"{same[0].name}, {clients} clients", file=sys.stderr, flush=True)
            rows += compare(asked_of, clients, asked)
    return rows


def starting(start: Start, times: int) -> list[float]:
    """Milliseconds from spawning to the first good answer, on empty data."""
    return [start_once(start) for _ in range(times)]


def start_once(start: Start) -> float:
    begin = time.perf_counter()
    with start():
        return (time.perf_counter() - begin) * 1000


def memory(server: Server) -> dict[str, float]:
    """Megabytes in memory (RSS) of a server's processes, by name."""
    found: dict[str, float] = {}
    for process in processes(server.process.pid):
        with contextlib.suppress(OSError):
            lines = pathlib.Path(f"/proc/{process}/status").read_text().splitlines()
            fields = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
            if "VmRSS" in fields:
                found[fields["Name"]] = found.get(fields["Name"], 0) + int(fields["VmRSS"].split()[0]) / 1024
    return found


def processes(first: int) -> list[int]:
    """A process and all that it has started."""
    children = []
    for listing in pathlib.Path(f"/proc/{first}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            children += [int(child) for child in listing.read_text().split()]
    return [first, *(below for child in children for below in processes(child))]


def busy(server: Server) -> float:
    """Seconds that a server's processes have computed so far."""
    ticks = 0
    for process in processes(server.process.pid):
        with contextlib.suppress(OSError):
            fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def settle(server: Server) -> None:
    """Waits until a server has done what it was asked and nobody waits for any more, so that the other has its turn."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        before = busy(server)
        time.sleep(0.3)
        if busy(server) - before <= 0.03:
            return


def named(start: Start, name: str) -> Start:
    """The same server with another name in the table."""
    @contextlib.contextmanager
    def started():
        with start() as server:
            server.name = name
            yield server
    return started


def main() -> int:
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5, help="length of a round")
    parser.add_argument("--runs", type=int, default=20_000, help="flow runs that are there before measuring")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 64])
    parser.add_argument("--only", default="", help="only cases whose name contains this")
    parser.add_argument("--against", metavar="PROGRAM", help="another build of rigel in the real server's place")
    asked = parser.parse_args()

    rigel: Start = named(servers.rigel, "Rigel")
    other: Start = named(servers.prefect, "Prefect")
    if asked.against:
        other = named(lambda: servers.rigel(RIGEL_BINARY=str(pathlib.Path(asked.against).resolve())), "other")

    results = table.Table(asked.rounds, asked.seconds, asked.runs)
    if not asked.only:
        results.starts = {"Rigel": starting(rigel, 5), "other" if asked.against else "Prefect": starting(other, 3)}
    with rigel() as first, other() as second:
        for server in (first, second):
            print(f"filling {server.name}", file=sys.stderr, flush=True)
            flow = filling.flow(server.api)
            if server.name == "Prefect":
                filling.through_file(server.api, flow, asked.runs, server.folder / "home" / "prefect.db")
            else:
                filling.through_api(server.api, flow, asked.runs)
            filling.check(server.api, asked.runs)
        results.rows = all_cases([first, second], asked)
        results.memory = {server.name: memory(server) for server in (first, second)}
    text = results.markdown()
    print(text)
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{datetime.datetime.now():%Y-%m-%d-%H%M%S}.md").write_text(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
