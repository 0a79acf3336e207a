"""Starts the responder alone, or with nginx as `make run` does, and ends it again."""

from __future__ import annotations

import contextlib
import http.client
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
from typing import Callable, Iterator

PROJECT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("RIGEL_BINARY", str(PROJECT / ".build" / "release" / "rigel"))


def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**settings: str) -> dict[str, str]:
    """The environment without settings of Rigel but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RIGEL_")}
    return {**kept, "RIGEL_BINARY": BINARY, **settings}


def children(pid: int) -> list[int]:
    """The processes that one has started."""
    return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Program:
    """A process that was started here, and what it has written."""

    def __init__(self, command: list[str], folder: pathlib.Path, **settings: str) -> None:
        self.data = folder / "data"
        self.socket = str(self.data / "run" / "rigel.sock")
        self._output = folder / f"output-{time.monotonic_ns()}"
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                command, env=environment(**{"RIGEL_DATA": str(self.data), **settings}), stdin=subprocess.DEVNULL,
                stdout=output, stderr=output,
                # Ignored where the tests run in the background, and a shell cannot take that back.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    @property
    def output(self) -> str:
        return self._output.read_text()

    def signal(self, number: int = signal.SIGTERM) -> None:
        self.process.send_signal(number)

    def ended(self, within: float = 15) -> int:
        """Its exit status, once it has ended."""
        return self.process.wait(within)

    def wait_for(self, text: str) -> None:
        """Waits until it has said something."""
        until(lambda: text in self.output or self.process.poll() is not None)
        assert text in self.output, self.output

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def has_ended(pid: int) -> bool:
    """Whether a process is over, also when nobody has taken note of it yet."""
    try:
        return _state(pathlib.Path(f"/proc/{pid}/stat")) == "Z"
    except FileNotFoundError:
        return True


def is_held(pid: int) -> bool:
    """Whether all threads of a process stand still, which takes a moment after SIGSTOP."""
    return all(_state(stat) == "T" for stat in pathlib.Path(f"/proc/{pid}/task").glob("*/stat"))


def _state(stat: pathlib.Path) -> str:
    return stat.read_text().rpartition(")")[2].split()[0]


@contextlib.contextmanager
def responder(*flags: str, **settings: str) -> Iterator[Program]:
    """`rigel serve` alone."""
    with tempfile.TemporaryDirectory(prefix="rigel-") as folder:
        program = Program([BINARY, "serve", *flags], pathlib.Path(folder), **settings)
        try:
            program.wait_for("answers nginx on")
            yield program
        finally:
            program.kill()


class Site(Program):
    """`scripts/run`: the responder and nginx."""

    def __init__(self, folder: pathlib.Path, home: pathlib.Path = PROJECT, **settings: str) -> None:
        self.port = int(settings["RIGEL_PORT"]) if "RIGEL_PORT" in settings else free_port()
        super().__init__([str(home / "scripts" / "run")], folder, **{"RIGEL_PORT": str(self.port), **settings})

    def ask(self, method: str, path: str, body: bytes | None = None,
            headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer, answer.read()

    def responder(self) -> int:
        """The process that nginx talks to."""
        for child in self.children():
            if pathlib.Path(f"/proc/{child}/comm").read_text().strip() == "rigel":
                return child
        raise AssertionError("there is no process named rigel")

    def children(self) -> list[int]:
        return children(self.process.pid)


@contextlib.contextmanager
def site(**settings: str) -> Iterator[Site]:
    """Rigel behind its own nginx, ready."""
    with tempfile.TemporaryDirectory(prefix="rigel-") as folder:
        os.chmod(folder, 0o711)
        program = Site(pathlib.Path(folder), **settings)
        try:
            program.wait_for("Rigel is ready")
            yield program
        finally:
            program.kill()
