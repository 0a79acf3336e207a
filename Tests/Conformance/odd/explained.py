"""Answers to odd input that are meant to differ from the real server's, each with its reason."""

from __future__ import annotations

from typing import Callable

from .operations import Operation
from .sending import Answer, Sent

# (operation, what was sent, the real server's answer, Rigel's answer) -> whether the reason holds.
Holds = Callable[[Operation, Sent, Answer, Answer], bool]


def _refused(*oddities: str) -> Holds:
    """Rigel refuses, with a reason, what the real server takes."""
    return lambda operation, sent, real, ours: real.status < 300 and ours.status in (400, 422) and any(
        word in sent.oddity.rpartition(": ")[2] for word in oddities)


EXPLAINED: dict[str, Holds] = {
    "HEAD is answered where GET is": lambda operation, sent, real, ours: sent.method == "HEAD" and real.status == 405,
    "U+0000 is refused: SQLite's functions end texts there, and the real server fails on it with PostgreSQL": _refused("NUL"),
    "half of a surrogate pair is no text, and could not be sent back": _refused("half a pair", "second half"),
    "whole numbers have 64 bits": _refused("2**63", "2**64", "-2**63-1", "10**400"),
    "JSON has no numbers beyond those of 64-bit floats, no NaN and no Infinity (RFC 8259)": _refused("1e400", "NaN", "nan", "Infinity", "inf"),
    "a body that is said to be compressed is not read as if it were not": _refused("compressed"),
    "JSON is UTF-8 (RFC 8259, section 8.1)": _refused("UTF-16"),
    "values nest 128 levels deep at most": _refused("deep"),
    "times are of the years 1 to 9999, in UTC too: others could not be shown": lambda operation, sent, real, ours: (
        _refused("the last date", "the first date")(operation, sent, real, ours) or sent.oddity == "query since: number" and ours.status == 422),
    "a name is a text; the real server counts 0, [] and {} as none, as Python does": lambda operation, sent, real, ours: (
        operation.title == "POST /task_runs/" and sent.oddity.startswith("name: ") and ours.status == 422),
    "a block gets no schema that is not there": lambda operation, sent, real, ours: (
        operation.title == "PATCH /block_documents/{id}" and sent.oddity == "block_schema_id: a UUID" and ours.status == 404),
}


def reason(operation: Operation, sent: Sent, real: Answer, ours: Answer) -> str | None:
    """Why two answers differ, if that is meant."""
    return next((text for text, holds in EXPLAINED.items() if holds(operation, sent, real, ours)), None)
