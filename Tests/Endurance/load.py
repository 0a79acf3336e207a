"""Clients that create flow runs, set states and write logs, and write down what they are told."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import secrets
import threading
import time
from typing import Callable, Iterator

from journal import Journal, Refusal, Run

CLIENTS = 8
#: The states that runs are created in. What is due in so many years does not become late meanwhile.
FIRST = [
    {"type": "SCHEDULED", "state_details": {"scheduled_time": "2099-01-02T03:04:05Z"}},
    {"type": "PENDING", "message": "höchst “besonders” \U0001f680"},
    {"type": "RUNNING"},
    {"type": "COMPLETED", "name": "Done"},
]


class Api:
    """One kept connection to a server. A request raises `OSError` or `HTTPException` when there is no answer."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, object, http.client.HTTPMessage]:
        text = None if body is None else json.dumps(body)
        self._connection.request(method, "/api" + path, text, {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        content = answer.read()
        try:
            return answer.status, json.loads(content) if content else None, answer.headers
        except ValueError:
            return answer.status, content.decode(errors="replace"), answer.headers

    def get(self, method: str, path: str, body: object = None) -> object:
        """What a request is answered that has to succeed."""
        status, content, _ = self.ask(method, path, body)
        assert status in (200, 201), f"{method} {path}: {status} {content}"
        return content

    def get_any(self, method: str, path: str, body: object = None) -> dict:
        """What a request is answered that must not fail, as an object."""
        content = self.get(method, path, body)
        assert isinstance(content, dict), content
        return content

    def close(self) -> None:
        self._connection.close()


class Client(threading.Thread):
    """One client. It goes on until it is told to stop, or until nobody answers."""

    def __init__(self, port: int, flow: str, stop: threading.Event, pause: float = 0) -> None:
        super().__init__(daemon=True)
        self.journal = Journal()
        self._api = Api(port)
        self._flow = flow
        self._stopping = stop
        self._pause = pause
        self._random = random.Random(secrets.randbits(64))

    def run(self) -> None:
        with contextlib.closing(self._api):
            while not self._stopping.is_set():
                try:
                    self._one_run()
                except (OSError, http.client.HTTPException):
                    self.journal.unanswered += 1
                    return
                if self._pause:
                    self._stopping.wait(self._pause)

    def _ask(self, method: str, path: str, body: object) -> object:
        """The answer's content when it is a success, nil when it is a refusal."""
        asked = time.monotonic()
        status, content, headers = self._api.ask(method, path, body)
        self.journal.answers += 1
        if status in (200, 201):
            return content if content is not None else True
        self.journal.refusals.append(
            Refusal(status, headers.get("Retry-After"), json.dumps(content), asked, time.monotonic()))
        return None

    def _one_run(self) -> None:
        """Creates a run, and does with some of them what a client does next."""
        chance = self._random.random()
        mark = secrets.token_hex(8)
        body = {
            "flow_id": self._flow, "name": f"run {mark}", "state": self._random.choice(FIRST),
            "tags": [f"tag-{self._random.randrange(20)}", "endurance"], "parameters": {"mark": mark, "list": [1, 2.5, None]},
            **({"idempotency_key": mark} if chance < 0.4 else {}),
        }
        made = self._ask("POST", "/flow_runs/", body)
        if not isinstance(made, dict):
            return
        run = Run(made["id"], body["name"], body["tags"], body["parameters"], body.get("idempotency_key"),
                  [(made["state_id"], made["state_type"])])
        self.journal.runs.append(run)
        if chance < 0.1:
            again = self._ask("POST", "/flow_runs/", body)
            assert again is None or again["id"] == run.id, "the same key made a second run"  # type: ignore[index]
        if 0.3 < chance < 0.6:
            self._set_state(run)
        if chance > 0.5:
            self._write_logs(run)

    def _set_state(self, run: Run) -> None:
        run.state_unknown = True
        answer = self._ask("POST", f"/flow_runs/{run.id}/set_state", {"state": {"type": "RUNNING"}, "force": True})
        if isinstance(answer, dict):
            assert answer["status"] == "ACCEPT", answer
            run.states.append((answer["state"]["id"], answer["state"]["type"]))
            run.state_unknown = False

    def _write_logs(self, run: Run) -> None:
        run.logs_unknown = [f"{run.name} line {line}" for line in range(3)]
        answer = self._ask("POST", "/logs/", [
            {"name": "endurance", "level": 20, "message": message, "timestamp": "2026-01-02T03:04:05.678901Z",
             "flow_run_id": run.id} for message in run.logs_unknown])
        if answer is not None:
            run.logs, run.logs_unknown = run.logs_unknown, []


def flow(port: int) -> str:
    """The id of the flow that all runs are of."""
    api = Api(port)
    with contextlib.closing(api):
        return api.get("POST", "/flows/", {"name": "endurance"})["id"]  # type: ignore[index]


@contextlib.contextmanager
def clients(port: int, pause: float = 0) -> Iterator[Callable[[], Journal]]:
    """Clients at work. What is given ends them and tells what they were told."""
    stop = threading.Event()
    of = flow(port)
    threads = [Client(port, of, stop, pause) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()

    def end() -> Journal:
        stop.set()
        total = Journal()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive(), "a client waits for an answer that does not come"
            total.add(thread.journal)
        return total

    try:
        yield end
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
