"""The client a scenario talks to: every call is recorded, so a scenario is only the calls it makes."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any, Callable

import httpx

from .recording import Call, call_of
from .servers import LONGEST_CALL
from .sockets import EventsIn, EventsOut, WorkerChannel

NOTHING_SENT = object()
# The version whose client a scenario is, and whose server it is compared with, unless it says another one.
NEWEST = "3.8.8"
MISSING = "00000000-0000-4000-8000-00000000dead"


class ScenarioStopped(Exception):
    """An answer lacked what the scenario needed to go on; the comparison shows which call it was."""


class Reply:
    """An answer: `reply["id"]` reads a member, `reply.body` is all of it."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.status = call.status
        self.body = call.body

    def __getitem__(self, key: Any) -> Any:
        try:
            return self.body[key]
        except (KeyError, IndexError, TypeError):
            raise ScenarioStopped(
                f"{self.call.title} answered {self.status} without {key!r}: {str(self.body)[:300]}") from None

    def __iter__(self):
        return iter(self.body)


class API:
    """One server seen by one scenario."""

    def __init__(self, root: str, scenario: str, run: str, version: str = NEWEST) -> None:
        self.root = root.rstrip("/")
        self.scenario = scenario
        self.run = run
        self.version = version
        self.calls: list[Call] = []
        # Whether a call was repeated because the server was busy.
        self.has_asked_again = False
        self.http = self._client()

    def _client(self) -> httpx.Client:
        # The newest client is what a server takes everybody for who says nothing of himself.
        client = {"user-agent": f"prefect/{self.version} (API 0.8.4)"} if self.version.startswith("2.") else {}
        return httpx.Client(base_url=self.root + "/api", timeout=LONGEST_CALL, trust_env=False, headers=client)

    def unique(self, name: str) -> str:
        """A name no other scenario and no other run uses, the same on both servers."""
        return f"{self.prefix}-{name}"

    @property
    def prefix(self) -> str:
        """What all names of this scenario in this run begin with."""
        return f"{self.scenario}-{self.run}"

    def uuid(self, name: str) -> str:
        """An id made here, the same on both servers."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, self.unique(name)))

    def get(self, path: str, **options: Any) -> Reply:
        return self.raw("GET", path, **options)

    def head(self, path: str) -> Reply:
        return self.raw("HEAD", path)

    def delete(self, path: str, json: Any = NOTHING_SENT) -> Reply:
        return self.send("DELETE", path, json)

    def post(self, path: str, json: Any = NOTHING_SENT, any_order: str = "") -> Reply:
        """`any_order` names a member to sort the answer's list by, for lists that the real server gives in random order."""
        reply = self.send("POST", path, json)
        if any_order and isinstance(reply.body, list):
            reply.body.sort(key=lambda element: str(element[any_order]))
        return reply

    def patch(self, path: str, json: Any = NOTHING_SENT) -> Reply:
        return self.send("PATCH", path, json)

    def put(self, path: str, json: Any = NOTHING_SENT) -> Reply:
        return self.send("PUT", path, json)

    def send(self, method: str, path: str, value: Any) -> Reply:
        if value is NOTHING_SENT:
            return self.raw(method, path)
        body = json.dumps(value).encode()
        return self.raw(method, path, body, {"content-type": "application/json"}, shown=value)

    def raw(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None,
        shown: Any = None, record: bool = True,
    ) -> Reply:
        """Sends exactly these bytes. 503 is asked again: the real server's database is easily busy."""
        for attempt in range(20):
            response = self.http.request(method, path, content=body, headers=headers)
            if response.status_code == 500:
                # The real server drops the connection after it has failed.
                self.http.close()
                self.http = self._client()
            if response.status_code != 503:
                break
            self.has_asked_again = True
            time.sleep(0.05 * (attempt + 1))
        call = call_of(method, path, shown if shown is not None else body, response)
        if record:
            self.calls.append(call)
        return Reply(call)

    def once(
        self, path: str, holds: Callable[[Any], bool], json_body: Any = None, record: bool = True, within: float = 60
    ) -> Reply:
        """Asks until the condition holds (what follows an event is not immediate) and records the last answer alone."""
        method = "GET" if json_body is None else "POST"
        body = None if json_body is None else json.dumps(json_body).encode()
        headers = None if body is None else {"content-type": "application/json"}
        end = time.monotonic() + within
        while True:
            reply = self.raw(method, path, body, headers, shown=json_body, record=False)
            done = reply.status == 200 and holds(reply.body)
            late = time.monotonic() > end
            if (done and record) or late:
                self.calls.append(reply.call)
            if done:
                return reply
            if late:
                raise ScenarioStopped(f"{method} {path} did not become what it should within {within} s: {str(reply.body)[:300]}")
            time.sleep(0.05)

    def settled(self, path: str, holds: Callable[[Any], bool], json_body: Any = None, within: float = 60) -> None:
        """Waits, unrecorded, for what the real server does later; Rigel, which did it at once, may lack the address."""
        method = "GET" if json_body is None else "POST"
        body = None if json_body is None else json.dumps(json_body).encode()
        headers = None if body is None else {"content-type": "application/json"}
        end = time.monotonic() + within
        while (reply := self.raw(method, path, body, headers, record=False)).status == 200 and not holds(reply.body):
            if time.monotonic() > end:
                raise ScenarioStopped(f"{method} {path} did not become what it should within {within} s")
            time.sleep(0.05)

    def events_in(self, legacy: bool = False, handshake: bool = True) -> EventsIn:
        """Opens the WebSocket that clients send events through, with the 3.8 or the older handshake."""
        return EventsIn(self.root, self.calls, legacy, handshake)

    def events_out(self, filter: dict[str, Any]) -> EventsOut:
        """Opens the WebSocket that sends events to clients."""
        return EventsOut(self.root, self.calls, filter, lambda: self.has_asked_again)

    def worker_channel(self, pool: str, hello: Any = None, handshake: bool = True, heartbeat: Any = None) -> WorkerChannel:
        """Opens the WebSocket of a worker of a pool; with a hello, also says it and waits for the answer, then the same with a heartbeat."""
        return WorkerChannel(self.root, self.calls, pool, hello, handshake, heartbeat)

    def close(self) -> None:
        self.http.close()
