"""A connection to a browser: commands out, their results and events back (Chrome DevTools Protocol)."""

from __future__ import annotations

import json
import time
from typing import Any, Callable

from websockets.sync.client import connect

Event = dict[str, Any]


class DevToolsError(Exception):
    """The browser refused a command, or what was waited for did not come."""


class Connection:
    """One WebSocket to the browser; every page is a session on it."""

    def __init__(self, address: str) -> None:
        self._socket = connect(address, max_size=None, proxy=None)
        self._number = 0
        self._listeners: dict[str, Callable[[Event], None]] = {}

    def close(self) -> None:
        self._socket.close()

    def listen(self, session: str, listener: Callable[[Event], None]) -> None:
        """Hands the events of a session to a listener while something is waited for."""
        self._listeners[session] = listener

    def send(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Sends a command and waits for its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._socket.send(json.dumps(message))
        end = time.monotonic() + 30
        while True:
            answer = self._take(end, method)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise DevToolsError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def wait(self, is_done: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Takes in events until something is so."""
        end = time.monotonic() + seconds
        while not is_done():
            self._take(end, what)

    def idle(self, is_quiet: Callable[[], bool], what: str, quiet: float = 0.7, seconds: float = 150) -> None:
        """Takes in events until something has been so without a break for a time."""
        end = time.monotonic() + seconds
        since = time.monotonic()
        while time.monotonic() - since < quiet:
            if time.monotonic() > end:
                raise DevToolsError(f"the browser did not come to rest: {what}")
            try:
                self._take(time.monotonic() + 0.1, what)
            except DevToolsError:
                pass
            if not is_quiet():
                since = time.monotonic()

    def _take(self, end: float, what: str) -> dict[str, Any]:
        try:
            message = json.loads(self._socket.recv(timeout=max(0.0, end - time.monotonic())))
        except TimeoutError:
            raise DevToolsError(f"the browser did not answer in time: {what}") from None
        if "method" in message and (listener := self._listeners.get(message.get("sessionId", ""))):
            listener(message)
        return message
