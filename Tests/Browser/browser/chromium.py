"""Starts the system's Chromium without a window, with a profile of its own that goes away with it."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
from typing import Iterator

from .devtools import Connection
from .page import Page


class Browser:
    """A running browser."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextlib.contextmanager
    def page(self, width: int = 1280, dark: bool = False) -> Iterator[Page]:
        """A page in a fresh, private context, without cookies of others."""
        context = self._connection.send("Target.createBrowserContext")["browserContextId"]
        target = self._connection.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self._connection.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        try:
            yield Page(self._connection, session, width=width, dark=dark)
        finally:
            self._connection.send("Target.disposeBrowserContext", browserContextId=context)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium for as long as the block runs."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        raise RuntimeError("chromium is not installed; install it with scripts/install-test-needs or set CHROMIUM")
    profile = pathlib.Path(tempfile.mkdtemp(prefix="rigel-chromium-"))
    # A machine for tests may give root no sandbox and little shared memory. The pages are our own.
    command = [
        program, "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        # Nothing is to come from elsewhere, and so nobody need wait for it.
        "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank",
    ]
    with open(profile / "log", "wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    try:
        connection = Connection(_address(profile, process))
        try:
            yield Browser(connection)
        finally:
            with contextlib.suppress(Exception):
                connection.send("Browser.close")
            connection.close()
    finally:
        _stop(process)
        shutil.rmtree(profile, ignore_errors=True)


def _address(profile: pathlib.Path, process: subprocess.Popen[bytes]) -> str:
    """Where the browser listens; it writes that into its profile once it does."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(OSError, ValueError):
            port, path = (profile / "DevToolsActivePort").read_text().split("\n")[:2]
            return f"ws://127.0.0.1:{int(port)}{path}"
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"chromium did not start:\n{(profile / 'log').read_text(errors='replace')[-3000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the browser and the processes it started."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
