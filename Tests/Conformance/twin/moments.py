"""Says of a run's times which of its states they are, so that they can be compared between servers that run at different times."""

from __future__ import annotations

import datetime
from typing import Any

from .api import API, Reply

TIMES = ("start_time", "end_time", "expected_start_time", "next_scheduled_start_time")
# What two readings of one clock may differ by, and what a slow machine may need from a question to its answer.
EXACT, SLOW = 0.005, 20.0


def moments(api: API, run: Reply, kind: str = "flow_runs") -> None:
    """Records a run's counts, and each of its times by the state that it comes from."""
    single = kind[:-1]
    reply = api.get(f"/{kind}/{run['id']}")
    now = datetime.datetime.now(datetime.timezone.utc)
    states = api.raw("GET", f"/{single}_states/?{single}_id={run['id']}", record=False).body
    seen = reply.body
    reply.call.body = {
        "states": [(state["type"], state["name"]) for state in states], "run_count": seen["run_count"],
        "flow_run_run_count": seen.get("flow_run_run_count"), **{name: whose(seen[name], seen, states) for name in TIMES},
        "total_run_time": spans(seen["total_run_time"], states), "estimated_run_time": spans(seen["estimated_run_time"], states, now),
        "estimated_start_time_delta": behind(seen, now),
    }


def instant(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def whose(time: str | None, run: dict[str, Any], states: list[dict[str, Any]]) -> str | None:
    """Which state a time is that of, or which one says it."""
    if time is None:
        return None
    for number, state in enumerate(states, start=1):
        told = state["state_details"].get("scheduled_time")
        if told and instant(told) == instant(time):
            return f"told by state {number}, {state['name']}"
    for number, state in enumerate(states, start=1):
        if abs((instant(state["timestamp"]) - instant(time)).total_seconds()) < EXACT:
            return f"of state {number}, {state['name']}"
    return "of the run's making" if abs((instant(run["created"]) - instant(time)).total_seconds()) < 1 else "another"


def spans(seconds: float, states: list[dict[str, Any]], now: datetime.datetime | None = None) -> str:
    """Whether seconds are how long the run was running, until now if it still is."""
    stamps = [instant(state["timestamp"]) for state in states]
    ends = [*stamps[1:], *([now] if now else stamps[-1:])]
    ran = sum((end - start).total_seconds() for start, end, state in zip(stamps, ends, states) if state["type"] == "RUNNING")
    going = now is not None and states and states[-1]["type"] == "RUNNING"
    if abs(seconds - ran) < (SLOW if going else EXACT):
        return "as long as it ran"
    return "more" if seconds > ran else "less" if seconds else "none"


def behind(run: dict[str, Any], now: datetime.datetime) -> str:
    """Whether the delay of the start is counted to the start, or until now."""
    delta, expected = run["estimated_start_time_delta"], run["expected_start_time"]
    if not delta or expected is None:
        return "none"
    if run["start_time"] and abs((instant(run["start_time"]) - instant(expected)).total_seconds() - delta) < EXACT:
        return "until its start"
    return "until now" if abs((now - instant(expected)).total_seconds() - delta) < SLOW else "another"
