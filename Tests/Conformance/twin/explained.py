"""The differences from the real server that are meant, each with its reason. Keep this list short."""

from __future__ import annotations

import dataclasses
from typing import Callable

from .recording import Call


@dataclasses.dataclass(frozen=True)
class Explained:
    """A difference that is meant: `settle` makes the two calls equal only where the reason holds."""

    reason: str
    settle: Callable[[Call, Call], None]


def _allow_is_wider(real: Call, rigel: Call) -> None:
    ours, theirs = (set(call.headers.get("allow", "").split(", ")) for call in (rigel, real))
    if theirs < ours:
        rigel.headers["allow"] = real.headers["allow"]


def _head_is_get(real: Call, rigel: Call) -> None:
    if real.method == "HEAD" and real.status == 405 and rigel.status in (200, 404) and not rigel.body:
        rigel.status, rigel.headers = real.status, real.headers


def _real_fails(real: Call, rigel: Call) -> None:
    if real.status == 500 and isinstance(rigel.status, int) and rigel.status < 500:
        rigel.status, rigel.headers, rigel.body = real.status, real.headers, real.body


def _tags_are_a_set(real: Call, rigel: Call) -> None:
    if not (isinstance(real.body, dict) and isinstance(rigel.body, dict)):
        return
    theirs, ours = real.body.get("tags"), rigel.body.get("tags")
    if theirs and ours and sorted(theirs) == sorted(ours):
        rigel.body["tags"] = theirs


def _words_of_the_parser(real: Call, rigel: Call) -> None:
    try:
        theirs, ours = real.body["exception_detail"][0], rigel.body["exception_detail"][0]
        if theirs["type"] == ours["type"] == "json_invalid" and ours["ctx"]["error"] and isinstance(ours["loc"][1], int):
            ours["ctx"], ours["loc"][1] = theirs["ctx"], theirs["loc"][1]
            if "\ufffd" in rigel.body["request_body"]:
                rigel.body["request_body"] = real.body["request_body"]
    except (KeyError, IndexError, TypeError):
        pass


def _same_kind_of_body(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 200 and type(real.body) is type(rigel.body) and rigel.body:
        rigel.body = real.body


EXPLAINED = {
    "allow lists every method": Explained(
        "The real server names only the methods of the first route registered for an address; "
        "RFC 9110 (10.2.1) asks for all of them.",
        _allow_is_wider),
    "HEAD works": Explained(
        "The real server refuses HEAD; RFC 9110 (9.1) asks every server for it where GET works.",
        _head_is_get),
    "the parser has its own words": Explained(
        "Where a text stops being JSON, and how one says so, is a matter of the parser; the type of the error is the "
        "contract. What is no UTF-8 cannot be returned as it was: the real server drops it, Rigel marks it.",
        _words_of_the_parser),
    "the real server fails": Explained(
        "The real server answers 500 to what a client may send; any answer that is no failure is better.",
        _real_fails),
    "joined tags have no order": Explained(
        "Where the real server joins the tags of a deployment and of a request, their order is random.",
        _tags_are_a_set),
    "settings are our own": Explained(
        "The settings of another program are other settings; clients only need an object.",
        _same_kind_of_body),
    "views are our own": Explained(
        "The list of worker types is data that the real server fetches from elsewhere; the shape is what counts.",
        _same_kind_of_body),
}

# These hold for every scenario.
EVERYWHERE = (EXPLAINED["allow lists every method"], EXPLAINED["the parser has its own words"])
