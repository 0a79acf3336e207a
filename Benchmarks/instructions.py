"""Counts the instructions that creating runs and changing their states takes, with what lists need in the schema and without.

    Benchmarks/instructions.py [--runs N]

Computing time differs by a tenth from one minute to the next on a machine that does other things too; the number of instructions does
not. Valgrind counts them (`apt-get install valgrind`), all those of the responder, fifty times slower than it runs. What the system does
for the responder is not in the numbers; an index costs it some pages more to write. Each variant has a server and a database of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Conformance"))

from measure import processes
from twin import servers
from twin.servers import Server
from writes import STEPS, Client

#: What the last migration for lists has added, taken back.
LAST = """
DROP INDEX flow_run_not_started; DROP INDEX flow_run_called;
DROP INDEX flow_run_by_queue_name;
CREATE INDEX flow_run_by_queue_name ON flow_run (work_queue_name) WHERE work_queue_name IS NOT NULL;
"""
#: All that only large lists and counts need, taken back.
ALL = LAST + "".join(
    f"""
DROP INDEX {run}_of_far_times; DROP INDEX {run}_of_late_id; DROP INDEX {run}_by_next_start;
DROP TRIGGER {run}_is_counted; DROP TRIGGER {run}_is_gone; DROP TRIGGER {run}_leaves_state; DROP TRIGGER {run}_enters_state;
DROP INDEX {run}_by_end; CREATE INDEX {run}_by_end ON {run} (end_time, id) WHERE end_time IS NOT NULL;
""" for run in ("flow_run", "task_run")) + """
DROP INDEX flow_run_by_queue_name;
DROP INDEX flow_run_by_expected_start; CREATE INDEX flow_run_by_expected_start ON flow_run (expected_start_time, id);
DROP INDEX flow_run_by_name; CREATE INDEX flow_run_by_name ON flow_run (name, id);
"""
VARIANTS = (("as it is", ""), ("without the last migration for lists", LAST), ("without all that lists need", ALL))


class Meter:
    """Thousands of instructions that a server's responder has run so far."""

    def __init__(self, server: Server, folder: pathlib.Path) -> None:
        self.folder = folder
        self.process = next(pid for pid in processes(server.process.pid)
                            if "callgrind" in pathlib.Path(f"/proc/{pid}/comm").read_text())

    def __call__(self) -> float:
        subprocess.run(["callgrind_control", "-d", str(self.process)], check=True, stdout=subprocess.DEVNULL)
        files = self.folder.glob(f"out.{self.process}*")
        return sum(int(total) for file in files for total in re.findall(r"^totals: (\d+)", file.read_text(errors="replace"), re.M)) / 1000


@contextlib.contextmanager
def counted(folder: pathlib.Path):
    """Rigel's responder within Valgrind."""
    binary = os.environ.get("RIGEL_BINARY", HERE.parent / ".build" / "release" / "rigel")
    plain, wrapped = folder / "rigel-plain", folder / "rigel"
    # It cannot read what Swift says for debuggers.
    subprocess.run(["strip", "-o", plain, binary], check=True)
    wrapped.write_text(f"""#!/bin/sh
[ "$1" = serve ] || exec {plain} "$@"
exec valgrind -q --tool=callgrind --callgrind-out-file={folder}/out.%p {plain} "$@"
""")
    wrapped.chmod(0o755)
    with servers.rigel(RIGEL_BINARY=str(wrapped)) as server:
        yield server


def measure(change: str, runs: int) -> list[float]:
    """Thousands of instructions for one request of each step, after some requests that nobody counts."""
    with tempfile.TemporaryDirectory(prefix="bench-instructions-") as temporary, counted(pathlib.Path(temporary)) as server:
        with contextlib.closing(sqlite3.connect(server.folder / "data" / "rigel.db", timeout=60)) as file:
            file.executescript(change)
        client = Client(server, Meter(server, pathlib.Path(temporary)))
        client.round(10)
        steps = client.round(runs)
        client.connection.close()
        return steps


def main() -> int:
    parser = argparse.ArgumentParser(prog="Benchmarks/instructions.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100, help="flow runs of a round")
    asked = parser.parse_args()
    if not shutil.which("valgrind"):
        parser.error("valgrind is not installed")
    measured = [measure(change, asked.runs) for _, change in VARIANTS]
    print("| thousands of instructions | " + " | ".join(name for name, _ in VARIANTS) + " |", "|---" + "|--:" * len(VARIANTS) + "|", sep="\n")
    for place, step in enumerate(STEPS):
        least = [steps[place] for steps in measured]
        others = (f"{other:,.0f} ({least[0] / other:.3f})" for other in least[1:])
        print(f"| {step} | {least[0]:,.0f} | {' | '.join(others)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
