"""Runs Prefect client programs with settings of their own, and reads what the API shows afterwards."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import time
from typing import Any, Callable, Iterator

import httpx

from twin.servers import LONGEST_CALL, Server, clean_environment, members

from .command_line import Said, Shell

PROGRAMS = pathlib.Path(__file__).resolve().with_name("programs")


class Client:
    """A place where client programs run against one server, and a view of that server's API.

    The programs run in the Python environment `prefix`, by default the one that runs the tests, and start in `folder`.
    """

    def __init__(
        self, server: Server, home: pathlib.Path, prefix: str = sys.prefix, folder: pathlib.Path = PROGRAMS, **settings: str
    ) -> None:
        self.server = server
        self.home = home
        self.prefix = prefix
        self.folder = folder
        self.shell: Shell | None = None
        self.http = httpx.Client(base_url=server.api, timeout=LONGEST_CALL, trust_env=False)
        self.environment = {
            **clean_environment(), "PREFECT_HOME": str(home / "prefect"), "PREFECT_API_URL": server.api,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_LOGGING_TO_API_MAX_LOG_SIZE": "100000",
            # Wide enough for the CLI's tables not to be cut, plain enough to be compared.
            "COLUMNS": "250", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUNBUFFERED": "1",
            "PREFECT_CLI_PROMPT": "false", **settings,
        }

    def project(self, name: str, files: pathlib.Path = PROGRAMS / "project") -> None:
        """Goes to a copy of a project in which NAME is `name`."""
        self.folder = self.home / "project"
        self.folder.mkdir()
        for file in (file for file in files.iterdir() if file.is_file()):
            (self.folder / file.name).write_text(file.read_text().replace("NAME", name))

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Starts a program in a process group of its own, its output in one file."""
        self.output = open(self.home / "output.txt", "w+")
        return subprocess.Popen(
            command, env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=self.output,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
            # A shell that runs the tests in the background has them, and all below, deaf to Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def run(self, *command: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Runs a program to its end."""
        return subprocess.run(
            command, env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=timeout)

    def python(self, program: str, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        return self.run(f"{self.prefix}/bin/python", str(self.folder / program), *arguments, timeout=timeout)

    def cli(self, *arguments: str) -> Said:
        """`prefect …`; what it printed and its exit status are the answer."""
        if self.shell is None:
            self.shell = Shell(f"{self.prefix}/bin/python", self.environment)
        return self.shell.run(arguments, self.folder)

    def close(self) -> None:
        """Ends what the commands left open."""
        self.http.close()
        if self.shell is not None:
            self.shell.close()

    @contextlib.contextmanager
    def serving(self, program: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """Keeps a program running for the time of the block, then presses Ctrl-C if it still runs."""
        with self.running(f"{self.prefix}/bin/python", str(self.folder / program), *arguments) as process:
            yield process

    @contextlib.contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[str]]:
        """As `serving`, for any command."""
        process = self.start(*command)
        try:
            yield process
        finally:
            try:
                interrupt(process)
            finally:
                # Runs that the program was still executing when a test failed.
                for left in members(process.pid):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(left, signal.SIGKILL)
                self.output.close()

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def post(self, path: str, body: Any) -> Any:
        return self.ask("POST", path, json=body)

    def ask(self, method: str, path: str, **options: Any) -> Any:
        """A call that has to succeed; the real server's 503 is asked again."""
        for attempt in range(20):
            answer = self.http.request(method, path, **options)
            if answer.status_code != 503:
                break
            time.sleep(0.1 * (attempt + 1))
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def until(self, what: str, condition: Callable[[], Any], within: float = 120) -> Any:
        """Waits for something true and gives it back."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if value := condition():
                return value
            time.sleep(0.25)
        printed = self.home / "output.txt"
        said = printed.read_text()[-3000:] if printed.exists() else ""
        raise AssertionError(f"{self.server.name}: {what} did not happen within {within} s\n{said}")


def interrupt(process: subprocess.Popen[str], within: float = 45) -> None:
    """Presses Ctrl-C; kills the program only when it does not listen."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError("the program did not end on Ctrl-C") from None
