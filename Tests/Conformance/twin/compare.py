"""Runs a scenario on both servers and says where they part."""

from __future__ import annotations

import copy
import difflib
import json
import traceback

from .api import API, ScenarioStopped
from .explained import EVERYWHERE, EXPLAINED
from .normalise import Normaliser
from .recording import Call
from .scenario import Scenario

# Distinct differences shown of one scenario.
SHOWN = 8
# The real server now and then fails, or waits for a lock that it holds itself; what is left of a try has names of its own.
TRIES = 3


def record(scenario: Scenario, root: str, run: str) -> list[Call]:
    """Plays a scenario against one server; a scenario that cannot go on ends with a note of why."""
    api = API(root, scenario.name, run, scenario.version)
    try:
        scenario.function(api)
    except ScenarioStopped as stop:
        api.calls.append(Call("-", "the scenario stopped here", None, "", {}, str(stop)))
    except Exception:
        api.calls.append(Call("-", "the scenario failed here", None, "", {}, traceback.format_exc(limit=-3)))
    finally:
        api.close()
    return api.calls


def measure(scenario: Scenario, root: str, run: str) -> tuple[str, list[Call]]:
    """Plays a scenario against the real server, under another name again when it was no measure, and says under which."""
    for attempt in range(TRIES):
        name = run + "r" * attempt
        if no_measure(scenario, calls := record(scenario, root, name)) is None:
            break
    return name, calls


def no_measure(scenario: Scenario, real: list[Call]) -> str | None:
    """Why what the real server did says nothing of Rigel, or nothing."""
    if not real or real[-1].method == "-":
        return f"the scenario does not work on the real server:\n{real[-1].body if real else 'it makes no call'}"
    for call in real:
        if call.status == 500 and EXPLAINED["the real server fails"] not in scenario.differs:
            return f"the real server fails, so it is no measure here: {call.title}, sent {call.sent!r}"
    return None


def difference(scenario: Scenario, real: list[Call], rigel: list[Call]) -> str | None:
    """Where two recordings differ, as text for people, or nothing."""
    if (text := no_measure(scenario, real)) is not None:
        return text
    theirs, ours = Normaliser().calls(real), Normaliser().calls(rigel)
    report: dict[str, list[str]] = {}
    for number, (their, our) in enumerate(zip(theirs, ours), start=1):
        for explained in EVERYWHERE + scenario.differs:
            our = copy.deepcopy(our)
            explained.settle(their, our)
        if (text := one_difference(their, our)) is not None:
            place = f"call {number} of {len(theirs)}: {their.title}"
            if (cause := gist(text)) in report:
                report[cause].append(place)
            else:
                report[cause] = [f"{place}\n{text}"]
    if len(theirs) != len(ours):
        last = f"; {rigel[-1].body}" if rigel and rigel[-1].method == "-" else ""
        report["length"] = [f"{len(theirs)} calls on the real server, {len(ours)} on Rigel{last}"]
    parts = [
        first + (f"\n(the same in {len(others)} more, the next {others[0]})" if others else "")
        for first, *others in report.values()]
    return "\n\n".join(parts[:SHOWN] + ([f"… and {len(parts) - SHOWN} other differences"] if len(parts) > SHOWN else [])) or None


def gist(text: str) -> str:
    """What changed, without where: one cause often shows in many calls."""
    return "\n".join(line for line in text.splitlines() if line[:1] in "+-")


def one_difference(their: Call, our: Call) -> str | None:
    """A line diff of one call, with the request above it."""
    before, after = lines(their), lines(our)
    if before == after:
        return None
    sent = "" if their.sent is None else f"sent: {json.dumps(their.sent, ensure_ascii=False)[:2000]}\n"
    if their.title == our.title and their.status != our.status:
        return sent + "\n".join(
            f"{who} {call.status} {json.dumps(call.body, ensure_ascii=False)[:600]}"
            for who, call in (("- real Prefect:", their), ("+ Rigel:       ", our)))
    diff = difflib.unified_diff(before, after, "real Prefect", "Rigel", lineterm="", n=3)
    return sent + "\n".join(list(diff)[:120])


def lines(call: Call) -> list[str]:
    """A call as lines: the text of numbers counts, so 1 and 1.0 differ; the order of members does not."""
    body = call.body if call.method != "-" else "stopped"
    text = json.dumps(body, indent=2, sort_keys=True, ensure_ascii=False)
    headers = [f"{name}: {value}" for name, value in sorted(call.headers.items())]
    return [call.title, f"status {call.status}", *headers, *text.splitlines()]
