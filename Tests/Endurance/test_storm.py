"""Many wait for few slots while holders are killed: never too many hold, nobody waits forever, the count is right at the end."""

from __future__ import annotations

import contextlib
import pathlib
import random
import threading
import time
from typing import Callable, Iterator

import load
import programs
from lengths import LENGTH

CLIENTS = 64
SLOTS = 5


class Holding:
    """Who holds a slot as far as clients know: from after it was given until before it is given back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders: set[object] = set()
        self.most = 0
        self.longest_wait = 0.0
        self.given = 0

    def enter(self, holder: object, waited: float) -> None:
        with self._lock:
            self._holders.add(holder)
            self.given += 1
            self.most = max(self.most, len(self._holders))
            self.longest_wait = max(self.longest_wait, waited)

    def leave(self, holder: object) -> None:
        with self._lock:
            self._holders.discard(holder)


def test_64_clients_on_a_limit_of_5(tmp_path: pathlib.Path) -> None:
    with running(tmp_path) as port:
        api = load.Api(port)
        api.get("POST", "/v2/concurrency_limits/", {"name": "storm", "limit": SLOTS})
        flow = load.flow(port)
        holding, stop, troubles, served = Holding(), threading.Event(), [], [0] * CLIENTS
        silent = threading.Semaphore(2 if LENGTH.load > 20 else 0)

        def work(number: int) -> None:
            chance = random.Random(number)
            mine = load.Api(port)
            run, since = None, time.monotonic()
            while not stop.is_set():
                run = run or mine.get("POST", "/flow_runs/", {"flow_id": flow, "state": {"type": "RUNNING"}})["id"]
                status, answer, headers = mine.ask("POST", "/v2/concurrency_limits/increment-with-lease", {
                    "names": ["storm"], "slots": 1, "lease_duration": 60, "holder": {"type": "flow_run", "id": run}})
                if status == 423:
                    assert 0.1 <= float(headers["Retry-After"]) <= 30, headers["Retry-After"]
                    stop.wait(float(headers["Retry-After"]))
                    continue
                assert status == 200, (status, answer)
                holding.enter(run, time.monotonic() - since)
                served[number] += 1
                time.sleep(chance.uniform(0, 0.1))
                end = chance.random()
                holding.leave(run)
                if end < 0.01 and silent.acquire(blocking=False):
                    run = None  # gone without a word: the lease ends by itself
                elif end < 0.1:
                    mine.ask("POST", f"/flow_runs/{run}/set_state", {"state": {"type": "CRASHED"}, "force": True})
                    run = None
                elif end < 0.15:
                    mine.ask("DELETE", f"/flow_runs/{run}")
                    run = None
                else:
                    status, _, _ = mine.ask("POST", "/v2/concurrency_limits/decrement-with-lease", {"lease_id": answer["lease_id"]})
                    assert status == 204, status
                since = time.monotonic()

        # Nobody waits forever: sooner or later everybody has had his turn, several times.
        least, most = (2 * LENGTH.load, 60 + 2 * LENGTH.load)
        all_work(work, CLIENTS, stop, least, most, lambda: min(served) >= 3 or bool(troubles), troubles)
        assert not troubles, troubles[0]
        assert holding.most <= SLOTS
        assert min(served) >= 3, f"somebody had {min(served)} turns of {holding.given}"
        settle(api, "storm", within=75)
        print(f"{holding.given} slots given, longest wait {holding.longest_wait:.1f} s")


def test_200_task_runs_by_tag(tmp_path: pathlib.Path) -> None:
    with running(tmp_path) as port:
        api = load.Api(port)
        api.get("POST", "/concurrency_limits/", {"tag": "storm", "concurrency_limit": SLOTS})
        holding, stop, troubles = Holding(), threading.Event(), []
        left = list(range(200))

        def work(number: int) -> None:
            chance = random.Random(number)
            mine = load.Api(port)
            while not stop.is_set():
                try:
                    task = left.pop()
                except IndexError:
                    return
                run = mine.get("POST", "/task_runs/", {
                    "task_key": "storm", "dynamic_key": str(task), "tags": ["storm"], "state": {"type": "PENDING"}})["id"]
                since = time.monotonic()
                while True:
                    answer = mine.get_any("POST", f"/task_runs/{run}/set_state", {"state": {"type": "RUNNING"}})
                    if answer["status"] == "ACCEPT":
                        break
                    assert answer["status"] == "WAIT" and 1 <= answer["details"]["delay_seconds"] <= 30, answer
                    if stop.wait(answer["details"]["delay_seconds"]):
                        return
                holding.enter(run, time.monotonic() - since)
                time.sleep(chance.uniform(0, 0.05))
                holding.leave(run)
                end = chance.random()
                if end < 0.1:
                    mine.ask("DELETE", f"/task_runs/{run}")
                else:
                    state = "CRASHED" if end < 0.2 else "COMPLETED"
                    answer = mine.get_any("POST", f"/task_runs/{run}/set_state", {"state": {"type": state}})
                    assert answer["status"] == "ACCEPT", answer

        all_work(work, 200, stop, 0, 120, lambda: holding.given == 200 or bool(troubles), troubles)
        assert not troubles, troubles[0]
        assert holding.given == 200, f"{200 - holding.given} task runs still wait"
        assert holding.most <= SLOTS
        settle(api, "tag:storm", within=5)
        print(f"longest wait {holding.longest_wait:.1f} s")


@contextlib.contextmanager
def running(folder: pathlib.Path) -> Iterator[int]:
    """A server, which ends well."""
    folder.chmod(0o711)
    program = programs.Site(folder)
    try:
        program.wait_for("Rigel is ready")
        yield program.port
        program.signal()
        assert program.ended() == 0
        assert "locked" not in program.output
    finally:
        program.kill()


def all_work(
    work: Callable[[int], None], count: int, stop: threading.Event, least: float, most: float, enough: Callable[[], bool],
    troubles: list[str],
) -> None:
    """Lets so many threads work for a time, and then until it is enough, and gathers what goes wrong."""

    def one(number: int) -> None:
        try:
            work(number)
        except Exception as error:
            troubles.append(repr(error))

    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(count)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    while (passed := time.monotonic() - begin) < least or (passed < most and not enough()):
        time.sleep(0.1)
    stop.set()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "a client waits for an answer that does not come"


def settle(api: load.Api, name: str, within: float) -> None:
    """Nobody works any more: the slots of those who gave them back are free, those of the others soon."""
    end = time.monotonic() + within
    while (taken := api.get("GET", f"/v2/concurrency_limits/{name}")["active_slots"]) > 0:
        assert time.monotonic() < end, f"{taken} slots are never given back"
        time.sleep(0.2)
    assert api.get("GET", f"/v2/concurrency_limits/{name}/holders") == []
