"""Measures what creating runs and changing their states costs the responder, beside another build of Rigel.

    Benchmarks/writes.py PROGRAM [--runs N] [--rounds N]

Each run is created scheduled and goes through pending and running to completed, with one task run that runs and completes. The two
builds take turns, and what counts is the computing time of the responder, which other programs on the machine change least.
"""

from __future__ import annotations

import argparse
import http.client
import json
import pathlib
import statistics
import sys
import urllib.parse
import uuid
from typing import Callable

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Conformance"))

from million import computed, responder
from twin import servers
from twin.servers import Server

STEPS = ("create a flow run", "set its state", "create a task run", "set its state, task run")


class Client:
    """One kept connection, and what tells how much the responder has done so far: its milliseconds of computing, or something else."""

    def __init__(self, server: Server, meter: Callable[[], float] | None = None) -> None:
        address = urllib.parse.urlsplit(server.root)
        self.connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        process = responder(server) if meter is None else 0
        self.meter = meter or (lambda: computed(process))
        self.flow = self.post("flows/", {"name": "writes"})["id"]

    def post(self, path: str, body: object) -> dict[str, object]:
        self.connection.request("POST", f"/api/{path}", json.dumps(body), {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status in (200, 201), (path, answer.status, content[:300])
        return json.loads(content)

    def round(self, runs: int) -> list[float]:
        """What the meter says of one request of each step."""
        marks = [self.meter()]

        def mark() -> None:
            marks.append(self.meter())

        body = {"flow_id": self.flow, "state": {"type": "SCHEDULED"}, "tags": ["bench", "writes"], "parameters": {"count": 42}}
        ids = [self.post("flow_runs/", body)["id"] for _ in range(runs)]
        mark()
        for type in ("PENDING", "RUNNING", "COMPLETED"):
            for id in ids:
                self.post(f"flow_runs/{id}/set_state", {"state": {"type": type}, "force": type == "PENDING"})
        mark()
        tasks = [self.post("task_runs/", {"flow_run_id": id, "task_key": "t", "dynamic_key": str(uuid.uuid4()), "tags": ["bench"],
                                          "state": {"type": "PENDING"}})["id"] for id in ids]
        mark()
        for type in ("RUNNING", "COMPLETED"):
            for id in tasks:
                self.post(f"task_runs/{id}/set_state", {"state": {"type": type}, "force": True})
        mark()
        counts = (runs, 3 * runs, runs, 2 * runs)
        return [(after - before) / count for before, after, count in zip(marks, marks[1:], counts)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="Benchmarks/writes.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the other build")
    parser.add_argument("--runs", type=int, default=500, help="flow runs of a round")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with servers.rigel() as new, servers.rigel(RIGEL_BINARY=str(pathlib.Path(asked.program).resolve())) as old:
        clients = [Client(new), Client(old)]
        rounds = [[client.round(asked.runs) for client in clients] for _ in range(asked.rounds)]
        for client in clients:
            client.connection.close()
    print("| computing time, ms | this build | the other | ratio | least | the other | ratio |", "|---|" + "--:|" * 6, sep="\n")
    for place, step in enumerate(STEPS):
        mine, other = (statistics.median(pair[side][place] for pair in rounds) for side in (0, 1))
        least, others = (min(pair[side][place] for pair in rounds) for side in (0, 1))
        print(f"| {step} | {mine:.3f} | {other:.3f} | {mine / other:.2f} | {least:.3f} | {others:.3f} | {least / others:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
