"""What is kept of a call: enough to compare two servers, nothing that names the machine."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any
from urllib.parse import urlsplit

import httpx

# The headers clients act on; all others may differ freely.
COMPARED_HEADERS = ("content-type", "allow", "retry-after", "location", "www-authenticate")


@dataclasses.dataclass
class Call:
    """One request and its answer, as it was on the wire."""

    method: str
    path: str
    sent: Any
    status: int | str
    headers: dict[str, str]
    body: Any
    # What was answered, whatever a scenario does with `body`: its media type, and a copy of the body.
    answered: tuple[str, Any] = dataclasses.field(default=("", None), compare=False)

    @property
    def title(self) -> str:
        return f"{self.method} {self.path}"


def call_of(method: str, path: str, sent: Any, response: httpx.Response) -> Call:
    """Reads a response into a call; a body that is not JSON stays text."""
    try:
        body = response.json() if response.content else ""
    except ValueError:
        body = response.text
    headers = {name: response.headers[name] for name in COMPARED_HEADERS if name in response.headers}
    if "location" in headers:
        parts = urlsplit(headers["location"])
        headers["location"] = parts.path + (f"?{parts.query}" if parts.query else "")
    if "allow" in headers:
        headers["allow"] = ", ".join(sorted(name.strip() for name in headers["allow"].split(",")))
    answered = (response.headers.get("content-type", "").split(";")[0], copy.deepcopy(body))
    return Call(method, path, sent, response.status_code, headers, body, answered)
