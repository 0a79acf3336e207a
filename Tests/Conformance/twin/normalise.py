"""Replaces what two servers cannot share (ids, times, random names, durations) by stable placeholders.

Ids become numbers in the order in which they first appear, so a reference that points to the wrong object still shows.
What the scenario itself sent (an id, a time, a name) is kept, so a server that loses or changes it shows too.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from .recording import Call

UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
TIME = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?P<fraction>\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)?")
RANDOM_NAME = re.compile(r"^[a-z]+-[a-z]+$")
# Measured spans: nought means "has not run", which both must agree on; anything else depends on the machine.
# While a run is running they are counted from now.
RUN_TIMES = {"total_run_time", "estimated_run_time"}
# Counted from now, so even nought is a matter of chance.
COUNTED_FROM_NOW = {"counted", "estimated_start_time_delta", "delay_seconds", "average_lateness", "time_in_current_state"}
# Queues without a pool of their own all stand in this one, those of every scenario and of tries that were given up.
SHARED_POOL = "default-agent-pool"


class Normaliser:
    """Remembers, over one recording, which ids were seen and what the scenario sent."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.sent_ids: set[str] = set()
        self.sent_times: set[datetime.datetime] = set()
        self.sent_texts: set[str] = set()

    def calls(self, calls: list[Call]) -> list[Call]:
        """A copy of the recording with placeholders, in order."""
        return [self._call(call) for call in calls]

    def _call(self, call: Call) -> Call:
        self._learn(call.path)
        self._learn(call.sent)
        return Call(
            method=call.method,
            path=self._text(call.path),
            sent=self._value(call.sent),
            status=call.status,
            headers={name: self._text(text) for name, text in call.headers.items()},
            body=self._value(call.body),
        )

    def _learn(self, value: Any) -> None:
        """Takes note of what the scenario sent and did not get from the server before."""
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if isinstance(value, dict):
            for name, member in value.items():
                self._learn(name)
                self._learn(member)
        elif isinstance(value, (list, tuple)):
            for element in value:
                self._learn(element)
        elif isinstance(value, str):
            self.sent_texts.add(value)
            for match in UUID.finditer(value):
                if match.group().lower() not in self.numbers:
                    self.sent_ids.add(match.group().lower())
            for match in TIME.finditer(value):
                if (instant := parse(match)) is not None:
                    self.sent_times.add(instant)

    def _value(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            running = value.get("state_type") == "RUNNING"
            shared = value.get("work_pool_name", SHARED_POOL) == SHARED_POOL and "work_pool_id" in value
            # Sorted, so that the numbering does not depend on the order of members.
            return {
                self._text(name): self._value(value[name], matter(name, running, shared))
                for name in sorted(value)}
        if isinstance(value, (list, tuple)):
            return [self._value(element, key) for element in value]
        if isinstance(value, bytes):
            return self._text(value.decode("utf-8", "replace"))
        if isinstance(value, str):
            if key == "name" and RANDOM_NAME.match(value) and value not in self.sent_texts:
                return "<random name>"
            if key == "token":
                return f"<token of {len(value)}>"
            return self._text(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            kind = type(value).__name__
            if key in COUNTED_FROM_NOW:
                return f"<{kind} counted from now>"
            if key == "shared priority":
                return f"<{kind} place among the queues of all scenarios>"
            if key in RUN_TIMES and value:
                return f"<{kind} above nought>" if value > 0 else f"<{kind} below nought>"
        return value

    def _text(self, text: str) -> str:
        return TIME.sub(self._time, UUID.sub(self._id, text))

    def _id(self, match: re.Match[str]) -> str:
        text = match.group()
        if text.lower() in self.sent_ids:
            return text
        number = self.numbers.setdefault(text.lower(), len(self.numbers) + 1)
        return f"<id {number}>" if text == text.lower() else f"<ID {number}>"

    def _time(self, match: re.Match[str]) -> str:
        instant = parse(match)
        if instant is None or instant in self.sent_times:
            return match.group()
        digits = len((match["fraction"] or ".000000")) - 1
        # A time whose microseconds happen to be nought is printed without them.
        shape = "" if digits == 6 else f" with {digits} digits"
        return f"<time{shape} {match['zone'] or 'without zone'}>"


def matter(name: str, running: bool, shared: bool) -> str:
    """What a member's value is a matter of: its name, unless it is counted from something that two servers do not share."""
    if running and name in RUN_TIMES:
        return "counted"
    return "shared priority" if shared and name == "priority" else name


def parse(match: re.Match[str]) -> datetime.datetime | None:
    """The instant a text names; one without a zone is UTC, one that is no date is none."""
    try:
        instant = datetime.datetime.fromisoformat(match.group())
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=datetime.timezone.utc)
