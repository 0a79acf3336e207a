"""Measures the first pass of the scheduler over many deployments with schedules, and what it costs when nothing is due."""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Frontdoor"))

import programs

#: As people use them: a half cron, the rest intervals and rules, in three zones.
SCHEDULES = [
    {"cron": "{minute} {hour} * * *", "timezone": "Europe/Berlin"},
    {"interval": 86400, "anchor_date": "2024-01-01T{hour:02}:{minute:02}:00Z", "timezone": "America/New_York"},
    {"cron": "{minute} * * * mon-fri", "timezone": "UTC"},
    {"rrule": "DTSTART:20200101T000000\nFREQ=WEEKLY;BYDAY=MO,TH;BYHOUR={hour};BYMINUTE={minute}", "timezone": "Europe/Berlin"},
]


def schedule(number: int) -> dict:
    """One of the kinds, at a time of day of its own."""
    def fill(value: object) -> object:
        return value.format(hour=number // 60 % 24, minute=number % 60) if isinstance(value, str) else value

    return {name: fill(value) for name, value in SCHEDULES[number % len(SCHEDULES)].items()}


def ask(port: int, method: str, path: str, body: object) -> object:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, "/api" + path, json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status in (200, 201), text
        return json.loads(text)


def fill(port: int, count: int) -> None:
    """Makes the deployments, eight at a time."""
    flow = ask(port, "POST", "/flows/", {"name": "bench"})["id"]
    local = threading.local()

    def create(number: int) -> None:
        if not hasattr(local, "connection"):
            local.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        body = {"name": f"d{number}", "flow_id": flow, "tags": ["bench"], "parameters": {"n": number}, "schedules": [{"schedule": schedule(number)}]}
        local.connection.request("POST", "/api/deployments/", json.dumps(body), {"Content-Type": "application/json"})
        answer = local.connection.getresponse()
        text = answer.read()
        assert answer.status == 201, text

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for _ in pool.map(create, range(count)):
            pass


def busy(pid: int) -> float:
    """The seconds of processor time that a process has used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def settled(port: int, pid: int, least: int) -> tuple[int, float]:
    """The number of runs once it grows no more, and when it had reached that."""
    last, since = -1, time.perf_counter()
    while last < least or time.perf_counter() - since < 1.5:
        now = ask(port, "POST", "/flow_runs/count", {})
        if now != last:
            last, since = now, time.perf_counter()
        time.sleep(0.02)
    return last, since


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("deployments", nargs="?", type=int, default=10_000)
    arguments.add_argument("--idle", type=float, default=30, help="seconds to look at the idle scheduler")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="rigel-") as folder:
        os.chmod(folder, 0o711)
        program = programs.Site(pathlib.Path(folder), RIGEL_SERVICES="none")
        try:
            program.wait_for("Rigel is ready")
            print(f"making {asked.deployments} deployments", file=sys.stderr, flush=True)
            fill(program.port, asked.deployments)
        finally:
            program.kill()
        program = programs.Site(pathlib.Path(folder), RIGEL_SERVICES="scheduler")
        try:
            program.wait_for("Rigel is ready")
            begin, pid = time.perf_counter(), program.responder()
            runs, end = settled(program.port, pid, 3 * asked.deployments)
            used = busy(pid)
            print(f"{asked.deployments} deployments, load average {os.getloadavg()[0]:.1f}")
            print(f"first pass: {runs} runs in {end - begin:.2f} s after the start, {used:.2f} s of processor time")
            before = busy(pid)
            time.sleep(asked.idle)
            print(f"idle: {(busy(pid) - before) / asked.idle * 5000:.1f} ms of processor time for every 5 s")
        finally:
            program.kill()


if __name__ == "__main__":
    main()
