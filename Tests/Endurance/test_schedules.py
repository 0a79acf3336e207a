"""Deployments are changed again and again while the scheduler runs: each slot gets exactly one run."""

from __future__ import annotations

import collections
import contextlib
import datetime
import pathlib
import random
import threading
import time

import programs
from lengths import LENGTH
from load import Api

EPOCH = "2020-01-01T00:00:00Z"
#: Every second a slot, counted from the full second.
EVERY_SECOND = {"schedule": {"interval": 1, "anchor_date": EPOCH}, "slug": "every-second", "parameters": {"kind": "every"}}
#: A schedule of the same deployment that comes and goes.
OTHER = {"schedule": {"interval": 7, "anchor_date": EPOCH}, "slug": "other", "parameters": {"kind": "other"}}
DEPLOYMENTS = 3
CLIENTS = 4


class Changes(threading.Thread):
    """A client that changes deployments in every way that leaves the schedule of every second in force."""

    def __init__(self, port: int, flow: str, seed: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._api = Api(port)
        self._flow = flow
        self._random = random.Random(seed)
        self._stopping = stop
        self.count = 0
        self.trouble: str | None = None

    def run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._change(f"d{self._random.randrange(DEPLOYMENTS)}")
                self.count += 1
        except Exception as error:  # told by the test, which this thread cannot fail
            self.trouble = repr(error)

    def _change(self, name: str) -> None:
        api = self._api
        deployment = api.get("POST", "/deployments/", deploy(self._flow, name))
        path = f"/deployments/{deployment['id']}"
        other = next((one for one in deployment["schedules"] if one["slug"] == "other"), None)
        kind = self._random.randrange(6)
        if kind == 0:
            api.ask("PATCH", path, {"description": str(self.count), "parameters": {"n": self.count}})
        elif kind == 1:
            api.ask("PATCH", path, {"schedules": [{**EVERY_SECOND, "replaces": "every-second"}]})
        elif kind == 2 and other:
            api.ask("PATCH", f"{path}/schedules/{other['id']}", {"active": bool(self._random.randrange(2))})
        elif kind == 3 and other:
            api.ask("DELETE", f"{path}/schedules/{other['id']}")
        elif kind == 4:
            api.ask("POST", f"{path}/schedule", {"max_runs": 5})
        # The others come and go whole, with pauses between.
        elif kind == 5:
            paused = api.get("POST", "/deployments/", deploy(self._flow, f"paused{self._random.randrange(DEPLOYMENTS)}"))
            api.ask("POST", f"/deployments/{paused['id']}/{self._random.choice(('pause', 'resume'))}_deployment")
            if self._random.randrange(4) == 0:
                api.ask("DELETE", f"/deployments/{paused['id']}")


def deploy(flow: str, name: str) -> dict:
    return {"flow_id": flow, "name": name, "schedules": [EVERY_SECOND, OTHER]}


def slots_of(api: Api, deployments: list[str] | None) -> collections.Counter:
    """How many runs each slot has: by deployment, schedule and moment."""
    slots: collections.Counter = collections.Counter()
    filters = {"flow_runs": {"deployment_id": {"any_": deployments}}} if deployments else {}
    offset = 0
    while True:
        page = api.get("POST", "/flow_runs/filter", {**filters, "sort": "EXPECTED_START_TIME_ASC", "offset": offset})
        for run in page:
            slots[run["deployment_id"], run["parameters"]["kind"], run["expected_start_time"]] += 1
        if len(page) < 200:
            return slots
        offset += len(page)


def test_changes_while_the_scheduler_runs_neither_double_nor_lose_a_slot(tmp_path: pathlib.Path) -> None:
    tmp_path.chmod(0o711)
    program = programs.Site(tmp_path)
    try:
        program.wait_for("Rigel is ready")
        api = Api(program.port)
        with contextlib.closing(api):
            flow = api.get("POST", "/flows/", {"name": "scheduled"})["id"]
            kept = [api.get("POST", "/deployments/", deploy(flow, f"d{number}"))["id"] for number in range(DEPLOYMENTS)]
            begin = datetime.datetime.now(datetime.timezone.utc)
            stop = threading.Event()
            clients = [Changes(program.port, flow, seed, stop) for seed in range(CLIENTS)]
            for client in clients:
                client.start()
            time.sleep(LENGTH.load)
            end = datetime.datetime.now(datetime.timezone.utc)
            stop.set()
            for client in clients:
                client.join(60)
                assert not client.is_alive() and client.trouble is None, client.trouble
            # The scheduler is woken by commits; what the last change took away is back within a moment.
            time.sleep(2)
            slots = slots_of(api, kept)
            first, last = int(begin.timestamp()) + 1, int(end.timestamp())
            for deployment in kept:
                for second in range(first, last + 1):
                    moment = datetime.datetime.fromtimestamp(second, datetime.timezone.utc).isoformat().replace("+00:00", "Z")
                    assert slots[deployment, "every", moment] == 1, f"{moment}: {slots[deployment, 'every', moment]} runs"
            assert not [slot for slot, count in slots_of(api, None).items() if count > 1]
            changes = sum(client.count for client in clients)
            assert changes > 5 * LENGTH.load, f"hardly any changes: {changes}"
            print(f"{changes} changes, {last - first + 1} slots of {DEPLOYMENTS} deployments")
        program.signal()
        assert program.ended() == 0
    finally:
        program.kill()
