"""Sends requests as they are, without a library that would mend them, and keeps what came back."""

from __future__ import annotations

import dataclasses
import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from twin.servers import LONGEST_CALL

from .operations import Operation


@dataclasses.dataclass(frozen=True)
class Sent:
    """One odd request: what is odd about it, and how to make it for a server."""

    oddity: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def send(root: str, request: Sent) -> Answer:
    """Sends a request on a connection of its own. 503 of a busy database is asked again."""
    for _ in range(10):
        answer = _send(root, request)
        if answer.status != 503:
            break
    return answer


def _send(root: str, request: Sent) -> Answer:
    site = urlsplit(root)
    connection = http.client.HTTPConnection(site.hostname or "", site.port, timeout=LONGEST_CALL)
    try:
        connection.putrequest(request.method, "/api" + request.path, skip_accept_encoding=True)
        for name, value in request.headers.items():
            connection.putheader(name, value)
        if request.body or request.method in ("POST", "PUT", "PATCH"):
            connection.putheader("content-length", str(len(request.body)))
        try:
            connection.endheaders(request.body or None)
        except (BrokenPipeError, ConnectionResetError):
            # Who refuses a large body may close before all of it has come.
            pass
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()
