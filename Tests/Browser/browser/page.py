"""One page of the browser, as a person uses it: open, look, fill in, press."""

from __future__ import annotations

import base64
import json
from typing import Any

from .devtools import Connection, DevToolsError, Event
from .traffic import Traffic


class Page:
    """A page. What goes wrong in it is kept in `complaints`: errors on the console, failed requests, refused content."""

    def __init__(self, connection: Connection, session: str, width: int, dark: bool) -> None:
        self._connection = connection
        self._session = session
        self._width = width
        self._loaded = 0
        self.status = 0
        self.complaints: list[str] = []
        self.traffic = Traffic()
        self._main = ""
        connection.listen(session, self._hear)
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._send(f"{domain}.enable")
        self._main = self._send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._send("Emulation.setDeviceMetricsOverride",
                   width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        scheme = "dark" if dark else "light"
        self._send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, address: str) -> None:
        """Goes to an address and waits until all of it is there."""
        with_load = self._loaded
        result = self._send("Page.navigate", url=address)
        if error := result.get("errorText"):
            raise DevToolsError(f"{address}: {error}")
        self._wait_for_load(with_load, address)

    def settle(self) -> None:
        """Waits until the page has had all that it asked for, for a while."""
        self._connection.idle(lambda: self.traffic.under_way == 0, "the end of the page's requests")

    def press(self, selector: str) -> None:
        """Presses what a CSS selector finds (it must be one thing) and waits for the page that follows."""
        before = self._loaded
        count = self.evaluate(f"document.querySelectorAll({json.dumps(selector)}).length")
        if count != 1:
            raise DevToolsError(f"{selector} is there {count} times on {self.address}")
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")
        self._wait_for_load(before, selector)

    def fill(self, selector: str, text: str) -> None:
        """Puts a text into a field."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).value = {json.dumps(text)}")

    def text(self, selector: str = "main") -> str:
        """The text that a person sees there; empty when it is not there."""
        return self.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")

    def value(self, selector: str) -> str:
        return self.evaluate(f"document.querySelector({json.dumps(selector)}).value")

    @property
    def address(self) -> str:
        return self.evaluate("location.href")

    @property
    def title(self) -> str:
        return self.evaluate("document.title")

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return self.evaluate("document.documentElement.scrollWidth") - self._width

    def evaluate(self, script: str) -> Any:
        """The value of an expression of JavaScript in the page."""
        result = self._send("Runtime.evaluate", expression=script, returnByValue=True)
        if details := result.get("exceptionDetails"):
            raise DevToolsError(f"{script}: {details['exception'].get('description', details['text'])}")
        return result["result"].get("value")

    def screenshot(self) -> bytes:
        """The whole page as PNG."""
        size = self._send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000), "scale": 1}
        result = self._send("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(result["data"])

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._connection.send(method, self._session, **parameters)

    def _wait_for_load(self, before: int, what: str) -> None:
        self._connection.wait(lambda: self._loaded > before, f"the page after {what}")

    def _hear(self, event: Event) -> None:
        parameters = event["params"]
        address = self.traffic.hear(event)
        match event["method"]:
            case "Page.loadEventFired":
                self._loaded += 1
            case "Network.responseReceived":
                response = parameters["response"]
                if parameters["type"] == "Document" and parameters.get("frameId") == self._main:
                    self.status = response["status"]
                elif response["status"] >= 400:
                    self.complaints.append(f"{response['status']} {response['url']}")
            # What a page gives up itself is no failure.
            case "Network.loadingFailed" if not parameters.get("canceled"):
                self.complaints.append(f"request failed: {parameters['errorText']} {address}".rstrip())
            case "Runtime.exceptionThrown":
                self.complaints.append(parameters["exceptionDetails"]["text"])
            case "Runtime.consoleAPICalled" if parameters["type"] == "error":
                self.complaints.append(str([value.get("value", value.get("description")) for value in parameters["args"]]))
            case "Log.entryAdded" if parameters["entry"]["level"] == "error":
                # Failed requests are told of above; a page that is meant to be an error has its status.
                if not parameters["entry"]["text"].startswith("Failed to load resource"):
                    self.complaints.append(parameters["entry"]["text"])
