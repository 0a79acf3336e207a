"""The WebSockets, recorded like calls."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any, Callable, Sequence
from urllib.parse import quote

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from .recording import Call


class EventsSocket:
    """A WebSocket to one of the event addresses, opened as clients do: PING, wait for the PONG, then authenticate."""

    path = ""

    def __init__(self, root: str, calls: list[Call], legacy: bool = False, handshake: bool = True) -> None:
        self.calls = calls
        self.socket = connect(
            root.replace("http", "ws", 1) + "/api" + self.path,
            subprotocols=None if legacy else ["prefect"],
            compression=None, proxy=None, open_timeout=20,
        )
        self.record("subprotocol", None, self.socket.subprotocol)
        self.flush()
        if handshake and not legacy:
            self.send({"type": "auth", "token": None})
            self.receive()

    def record(self, what: str, sent: Any, received: Any) -> None:
        self.calls.append(Call("WS", f"{self.path} {what}", sent, "", {}, received))

    def flush(self) -> None:
        """Waits for a PONG: everything sent before it has been taken in."""
        if not self.socket.ping().wait(timeout=20):
            self.record("pong", None, "<no pong within 20 s>")

    def send(self, message: Any) -> None:
        self.socket.send(message if isinstance(message, str) else json.dumps(message))
        self.record("sent", message, None)

    def receive(self, timeout: float = 20) -> Any:
        """The next message, recorded; a close or a silence is recorded in its place."""
        try:
            message = json.loads(self.socket.recv(timeout=timeout))
        except TimeoutError:
            message = "<nothing came>"
        except ConnectionClosed as closed:
            message = f"<closed {closed.rcvd.code} {closed.rcvd.reason}>" if closed.rcvd else "<closed without a word>"
        self.record("received", None, message)
        return message

    def close(self) -> None:
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class EventsIn(EventsSocket):
    """Where clients send their events."""

    path = "/events/in"


class EventsOut(EventsSocket):
    """Where clients hear of events; the filter is the second message."""

    path = "/events/out"

    def __init__(self, root: str, calls: list[Call], filter: Any, has_asked_again: Callable[[], bool]) -> None:
        super().__init__(root, calls)
        self.send(filter)
        self.has_asked_again = has_asked_again
        self.deleted: set[tuple[str, str]] = set()

    def receive(self, timeout: float = 20) -> Any:
        """The next message. The real server tells of a deletion that then fails because its database is busy, and again when it is repeated."""
        while self._is_told_already(message := super().receive(timeout)):
            self.calls.pop()
        return message

    def _is_told_already(self, message: Any) -> bool:
        event = message.get("event", {}) if isinstance(message, dict) else {}
        if not str(event.get("event")).endswith(".deleted"):
            return False
        deletion = (event["event"], event["resource"]["prefect.resource.id"])
        told = deletion in self.deleted and self.has_asked_again()
        self.deleted.add(deletion)
        return told


class WorkerChannel(EventsSocket):
    """The channel of a worker of a pool."""

    def __init__(self, root: str, calls: list[Call], pool: str, hello: Any, handshake: bool = True, heartbeat: Any = None) -> None:
        self.path = f"/work_pools/{quote(pool, safe='')}/workers/connect"
        before = len(calls)
        for attempt in range(20):
            self.frames = 0
            super().__init__(root, calls, handshake=handshake)
            # The real server's database is easily busy: then it closes, and the client comes again.
            if self._greet(hello, heartbeat):
                return
            time.sleep(0.05 * (attempt + 1))
            del calls[before:]

    def _greet(self, hello: Any, heartbeat: Any) -> bool:
        """Says what is to be said first; false when the server closes for being busy."""
        said = [("worker.hello.v1", hello, 20), ("worker.heartbeat.v1", heartbeat, 2)]
        for type, payload, timeout in said:
            if payload is not None and str(self.ask(type, payload, timeout)).startswith("<closed 1011 "):
                return False
        return True

    def ask(self, type: str, payload: Any, timeout: float = 20, **members: Any) -> Any:
        """Sends a frame and waits for what comes back."""
        self.frame(type, payload, **members)
        return self.receive(timeout)

    def frame(self, type: str, payload: Any, **members: Any) -> None:
        """Sends a frame with a time and an id, which is the same on both servers."""
        self.frames += 1
        id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.path} {self.frames}"))
        self.send({"type": type, "id": id, "sent_at": "2026-11-21T00:00:00Z", "payload": payload, **members})


class TaskWorker:
    """Who says to execute some background tasks, and is never sent one. A server knows him as long as he is connected."""

    def __init__(self, root: str, name: str, keys: Sequence[str]) -> None:
        self.socket = connect(
            root.replace("http", "ws", 1) + "/api/task_runs/subscriptions/scheduled", subprotocols=["prefect"],
            compression=None, proxy=None, open_timeout=20)
        self.socket.send(json.dumps({"type": "auth", "token": None}))
        self.socket.recv(timeout=20)
        self.socket.send(json.dumps({"type": "subscribe", "keys": list(keys), "client_id": name}))

    def close(self) -> None:
        self.socket.close()
