"""The requests that a page makes."""

from __future__ import annotations

import urllib.parse
from typing import Any

from .devtools import Event


class Traffic:
    """Every request of a page since `clear`: method, path and status, or None where there was no answer."""

    def __init__(self) -> None:
        self._open: dict[str, dict[str, Any]] = {}
        self._done: list[dict[str, Any]] = []

    @property
    def under_way(self) -> int:
        return len(self._open)

    def clear(self) -> None:
        self._open.clear()
        self._done.clear()

    @property
    def requests(self) -> list[tuple[str, str, int | None]]:
        return [(entry["method"], entry["path"], entry["status"]) for entry in [*self._done, *self._open.values()]]

    def hear(self, event: Event) -> str:
        """Takes in an event, and gives the address of the request that it is about."""
        parameters = event["params"]
        match event["method"]:
            case "Network.requestWillBeSent":
                request = parameters["request"]
                address = urllib.parse.urlsplit(request["url"])
                if address.scheme in ("http", "https"):
                    self._open[parameters["requestId"]] = {"method": request["method"], "path": address.path, "status": None, "address": request["url"]}
                return request["url"]
            case "Network.responseReceived":
                if entry := self._open.get(parameters["requestId"]):
                    entry["status"] = parameters["response"]["status"]
                return parameters["response"]["url"]
            case "Network.loadingFinished" | "Network.loadingFailed":
                if entry := self._open.pop(parameters["requestId"], None):
                    self._done.append(entry)
                    return entry["address"]
        return ""
