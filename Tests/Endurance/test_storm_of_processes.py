"""Clients that hold slots are killed with their processes: never too many hold, nobody waits forever, the count is right at the end."""

from __future__ import annotations

import pathlib
import random
import time

import load
from killed import Crowd, Notes, Span, most_at_once
from lengths import LENGTH
from test_storm import CLIENTS, SLOTS, running, settle

#: Seconds for which a slot stays taken when nobody gives it back.
LEASE = 60
TASK_RUNS = 200
#: Holders that are left to their leases: each takes away one of the few slots for a minute.
LEFT = 3 if LENGTH.load > 20 else 0


def test_64_processes_on_a_limit_of_5_while_holders_are_killed(tmp_path: pathlib.Path) -> None:
    with running(tmp_path) as port:
        api = load.Api(port)
        api.get("POST", "/v2/concurrency_limits/", {"name": "storm", "limit": SLOTS})
        flow, notes = load.flow(port), Notes(tmp_path / "notes")
        # No lock is shared: who is killed would never let go of it.
        stop = tmp_path / "stop"

        def work(number: int) -> None:
            """One client: takes a slot, holds it for a moment, gives it back, and again."""
            chance, mine = random.Random(), load.Api(port)
            run = mine.get_any("POST", "/flow_runs/", {"flow_id": flow, "state": {"type": "RUNNING"}})["id"]
            notes.add("waits", number, run)
            while not stop.exists():
                asked = time.monotonic()
                status, answer, headers = mine.ask("POST", "/v2/concurrency_limits/increment-with-lease", {
                    "names": ["storm"], "slots": 1, "lease_duration": LEASE, "holder": {"type": "flow_run", "id": run}})
                if status == 423:
                    time.sleep(float(headers["Retry-After"] or 1))
                    continue
                assert status == 200 and isinstance(answer, dict), (status, answer)
                notes.add("holds", number, asked)
                time.sleep(chance.uniform(0, 0.1))
                notes.add("leaves", number)
                mine.ask("POST", "/v2/concurrency_limits/decrement-with-lease", {"lease_id": answer["lease_id"]})
                notes.add("waits", number, run)

        crowd, begin, left, most_taken = Crowd(work, CLIENTS), time.monotonic(), 0, 0
        crashed: dict[int, float] = {}
        while time.monotonic() - begin < 2 * LENGTH.load:
            time.sleep(0.2)
            most_taken = max(most_taken, api.get_any("GET", "/v2/concurrency_limits/storm")["active_slots"])
            assert not crowd.troubles(), "a client ended with an error"
            holders = api.get("GET", "/v2/concurrency_limits/storm/holders")
            last = {pid: words for _, pid, words in notes.read()}
            holding = [pid for pid, words in last.items() if words[0] == "holds"]
            # Half of those who are killed hold a slot at this moment, as far as one can see from outside.
            pid = crowd.kill(random.choice(holding) if holding and random.random() < 0.5 else None)
            words = next((words for _, who, words in reversed(notes.read()) if who == pid), None)
            run = next((words[2] for _, who, words in reversed(notes.read()) if who == pid and words[0] == "waits"), None)
            if words and words[0] == "holds" and left < LEFT:
                left += 1  # its lease ends by itself
            elif run:
                crashed[pid] = time.monotonic()
                # What a worker does that finds the process of a run gone.
                api.ask("POST", f"/flow_runs/{run}/set_state", {"state": {"type": "CRASHED"}, "force": True})
            assert isinstance(holders, list) and len(holders) <= SLOTS
        stop.touch()
        crowd.end(within=40)
        lines = notes.read()
        spans = held(lines, crashed)
        turns = [sum(1 for _, _, words in lines if words[:2] == ["holds", str(number)]) for number in range(CLIENTS)]
        assert most_at_once(spans) <= SLOTS
        assert most_taken <= SLOTS
        # In the few seconds of the short form some may be told to come back after its end.
        assert sum(1 for turn in turns if turn) >= (CLIENTS if LENGTH.load > 20 else CLIENTS * 3 // 4), f"somebody never had a turn: {turns}"
        settle(api, "storm", within=LEASE + 15)
        print(f"{len(spans)} slots given to {CLIENTS} clients, {min(turns)} to {max(turns)} each; {crowd.killed} killed, "
              f"{left} of them left to their leases; longest wait {longest_wait(lines):.1f} s; at most {most_at_once(spans)} held")


def held(lines: list[tuple[float, int, list[str]]], crashed: dict[int, float]) -> list[Span]:
    """When slots were taken: until the holder gave it back, its run crashed, or its lease ended."""
    spans, open_spans = [], {}
    for moment, pid, words in lines:
        if words[0] == "holds":
            open_spans[pid] = Span(moment, float(words[2]) + LEASE)
            spans.append(open_spans[pid])
        elif words[0] == "leaves" and pid in open_spans:
            open_spans.pop(pid).end = moment
    for pid, span in open_spans.items():
        span.end = min(span.end, crashed.get(pid, span.end))
    return spans


def longest_wait(lines: list[tuple[float, int, list[str]]]) -> float:
    """The longest time from asking for a slot to having it, of those who lived to have it."""
    since: dict[int, float] = {}
    longest = 0.0
    for moment, pid, words in lines:
        if words[0] == "waits":
            since[pid] = moment
        elif words[0] == "holds" and pid in since:
            longest = max(longest, moment - since.pop(pid))
    return longest


def test_200_task_runs_by_tag_while_holders_are_killed(tmp_path: pathlib.Path) -> None:
    with running(tmp_path) as port:
        api = load.Api(port)
        api.get("POST", "/concurrency_limits/", {"tag": "storm", "concurrency_limit": SLOTS})
        notes = Notes(tmp_path / "notes")
        rest = 4 if LENGTH.load > 20 else 0.2

        def work(task: int) -> None:
            """One task run, from its making to its end. Who comes after one that was killed begins a new one."""
            chance, mine = random.Random(), load.Api(port)
            run = mine.get_any("POST", "/task_runs/", {
                "task_key": "storm", "dynamic_key": f"{task}-{time.monotonic_ns()}", "tags": ["storm"], "state": {"type": "PENDING"}})["id"]
            notes.add("waits", task, run)
            while (answer := mine.get_any("POST", f"/task_runs/{run}/set_state", {"state": {"type": "RUNNING"}}))["status"] != "ACCEPT":
                assert answer["status"] == "WAIT", answer
                time.sleep(answer["details"]["delay_seconds"])
            notes.add("holds", task, time.monotonic())
            time.sleep(chance.uniform(0, rest / 2))
            notes.add("leaves", task)
            answer = mine.get_any("POST", f"/task_runs/{run}/set_state", {"state": {"type": "COMPLETED"}})
            assert answer["status"] == "ACCEPT", answer
            notes.add("ended", task)

        crowd, begin, most_taken = Crowd(work, TASK_RUNS), time.monotonic(), 0
        crashed: dict[int, float] = {}
        longest = 6 * LENGTH.load + 60
        while len({words[1] for _, _, words in notes.read() if words[0] == "ended"}) < TASK_RUNS:
            assert time.monotonic() - begin < longest, "somebody still waits"
            assert not crowd.troubles(), "a client ended with an error"
            time.sleep(0.3)
            most_taken = max(most_taken, api.get_any("GET", "/v2/concurrency_limits/tag:storm")["active_slots"])
            last = {pid: words for _, pid, words in notes.read()}
            alive = [pid for pid, words in last.items() if words[0] in ("holds", "waits") and pid not in crashed]
            holding = [pid for pid in alive if last[pid][0] == "holds"]
            if not alive or crowd.killed >= TASK_RUNS / 4:
                continue
            pid = crowd.kill(random.choice(holding if holding and random.random() < 0.5 else alive))
            run = next(words[2] for _, who, words in reversed(notes.read()) if who == pid and words[0] == "waits")
            crashed[pid] = time.monotonic()
            api.ask("POST", f"/task_runs/{run}/set_state", {"state": {"type": "CRASHED"}, "force": True})
        crowd.end(within=30)
        lines = notes.read()
        spans = held(lines, crashed)
        assert most_at_once(spans) <= SLOTS
        assert most_taken <= SLOTS
        settle(api, "tag:storm", within=5)
        print(f"{len(spans)} slots given to {TASK_RUNS} task runs in {time.monotonic() - begin:.0f} s; {crowd.killed} killed; "
              f"longest wait {longest_wait(lines):.1f} s; at most {most_at_once(spans)} held")
