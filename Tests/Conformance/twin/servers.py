"""Starts and stops servers as processes of their own, and checks that nothing of them is left."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from typing import Iterator

import httpx

PROJECT = pathlib.Path(__file__).resolve().parents[3]
# Seconds that a call may take: the real server waits a minute for its database before it refuses.
LONGEST_CALL = 150
QUIET = {
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
}


class Server:
    """A running server: its address, and the log to show when something goes wrong."""

    def __init__(self, name: str, root: str, folder: pathlib.Path, process: subprocess.Popen[bytes]) -> None:
        self.name = name
        self.root = root
        self.folder = folder
        self.process = process

    @property
    def api(self) -> str:
        return self.root + "/api"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")[-4000:]


@contextlib.contextmanager
def rigel(services: str = "none", base_path: str = "", looked_after: bool = False, **settings: str) -> Iterator[Server]:
    """Rigel behind its own nginx, as `scripts/run` starts it, with empty data.

    Of one that is `looked_after`, nothing may hold a slot in the end, and `rigel check` has to find the database sound.
    """
    run = PROJECT / "scripts" / "run"
    if not run.exists():
        raise RuntimeError("scripts/run is missing: Rigel cannot be started")
    with _folder("rigel-data-") as folder:
        port = free_port()
        environment = {
            **os.environ, "RIGEL_HOST": "127.0.0.1", "RIGEL_PORT": str(port), "RIGEL_DATA": str(folder / "data"),
            "RIGEL_BASE_PATH": base_path, "RIGEL_SERVICES": services, "RIGEL_ALLOW_DATABASE_CLEAR": "true",
            "RIGEL_BLOCK_TYPES_ON_START": "false", **settings,
        }
        environment.setdefault("RIGEL_BINARY", str(PROJECT / ".build" / "release" / "rigel"))
        with _process("Rigel", [str(run)], environment, folder, f"http://127.0.0.1:{port}{base_path}") as server:
            yield server
            if looked_after:
                _wait_until_nobody_holds(server)
        if looked_after:
            checked = subprocess.run([environment["RIGEL_BINARY"], "check"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if checked.returncode != 0:
                raise RuntimeError(f"rigel check: {checked.stdout}")


@contextlib.contextmanager
def prefect(
    quiet: bool = True, prefix: str = sys.prefix, command: tuple[str, ...] = ("server", "start"), **settings: str
) -> Iterator[Server]:
    """The real Prefect server of a Python environment, by default the one that runs the tests, with empty data."""
    with _folder("prefect-home-") as folder:
        port = free_port()
        environment = {
            **clean_environment(), "PREFECT_HOME": str(folder / "home"),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_SERVER_API_BLOCKS_REGISTER_ON_START": "false",
            "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "0.1",
            **({"PYTHONPATH": str(pathlib.Path(__file__).with_name("sqlite"))} if prefix == sys.prefix else {}),
            **(QUIET if quiet else {}), **settings,
        }
        arguments = [f"{prefix}/bin/prefect", *command, "--host", "127.0.0.1", "--port", str(port)]
        with _process("the real server", arguments, environment, folder, f"http://127.0.0.1:{port}") as server:
            yield server


def clean_environment() -> dict[str, str]:
    """This process's variables without any setting of Prefect's, and without its measuring."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "DO_NOT_TRACK": "1"}


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def _folder(prefix: str) -> Iterator[pathlib.Path]:
    folder = pathlib.Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _process(
    name: str, command: list[str], environment: dict[str, str], folder: pathlib.Path, root: str
) -> Iterator[Server]:
    with open(folder / "server.log", "wb") as log:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True)
    server = Server(name, root, folder, process)
    try:
        _wait_until_healthy(server)
        yield server
    finally:
        stop(server)


def _wait_until_healthy(server: Server) -> None:
    end = time.monotonic() + 240
    with httpx.Client(timeout=5, trust_env=False) as client:
        while time.monotonic() < end:
            if server.process.poll() is not None:
                raise RuntimeError(f"{server.name} ended with {server.process.returncode} at start:\n{server.log}")
            with contextlib.suppress(httpx.TransportError):
                answer = client.get(server.api + "/health")
                if answer.status_code == 200 and answer.json() is True:
                    return
            # Short, because the benchmarks take the time of a start here.
            time.sleep(0.005)
    raise RuntimeError(f"{server.name} did not answer /api/health within 240 s:\n{server.log}")


def _wait_until_nobody_holds(server: Server, within: float = 90) -> None:
    """What died may hold its slots until its lease ends, and no longer."""
    end = time.monotonic() + within
    while True:
        answer = httpx.post(server.api + "/v2/concurrency_limits/filter", json={"limit": 200}, timeout=30, trust_env=False)
        # Limits with decay keep a level, and nobody who holds.
        held = [limit["name"] for limit in answer.json() if limit["active_slots"] and not limit["slot_decay_per_second"]]
        if not held:
            return
        if time.monotonic() > end:
            raise RuntimeError(f"slots are held in the end: {held}")
        time.sleep(1)


def stop(server: Server, within: float = 20) -> None:
    """Ends a server by SIGTERM and fails if it has to be killed or leaves a process or its port behind."""
    server.process.send_signal(signal.SIGTERM)
    try:
        server.process.wait(timeout=within)
        left = _settled(server)
    except subprocess.TimeoutExpired:
        left = members(server.process.pid)
    for process in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    server.process.wait()
    if left:
        raise RuntimeError(f"{server.name} left processes behind after SIGTERM: {left}\n{server.log}")


def _settled(server: Server) -> list[int]:
    """What is left of a server a moment after its first process ended."""
    end = time.monotonic() + 3
    while (left := members(server.process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def members(session: int) -> list[int]:
    """The processes of the session that a server was started in."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session and fields[0] != "Z":
                    found.append(int(entry.name))
    return found
