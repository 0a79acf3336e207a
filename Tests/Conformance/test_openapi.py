"""Rigel's OpenAPI document beside that of the real server: what a client may send is taken, what it may expect is there.

Of a request Rigel must take all that the real document lets through; of an answer it must give nothing that the real
document does not expect. So an answer may be narrower (never null where the real server's might be), a request wider.
"""

from __future__ import annotations

from typing import Any, Iterator

import httpx
import pytest

from openapi_differences import LATER, MEANT, NOT_YET, OWN
from twin.servers import Server

# What may be all of these may be anything.
EVERY_KIND = {"string", "number", "boolean", "object", "array", "null"}
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def documents(prefect: Server, rigel: Server) -> tuple[dict[str, Any], dict[str, Any]]:
    real, ours = (
        httpx.get(f"{server.root}/api/openapi.json", timeout=60, trust_env=False).json() for server in (prefect, rigel))
    return real, ours


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every operation under its method and path; the names of placeholders do not count."""
    return {
        f"{method.upper()} {anonymous(path)}": {**operation, "path": path}
        for path, methods in document["paths"].items() for method, operation in methods.items() if method in METHODS}


def anonymous(path: str) -> str:
    return "/".join("{}" if piece.startswith("{") else piece for piece in path.split("/"))


def is_later(title: str) -> bool:
    return any(title.split(" ")[1].startswith(prefix) for prefix in LATER)


def test_every_operation_is_there(documents) -> None:
    real, ours = map(operations, documents)
    missing = {title for title in real if title not in ours and not is_later(title)}
    assert missing == set(NOT_YET), "missing operations are listed in NOT_YET, and no others"


def test_what_is_added_is_known(documents) -> None:
    real, ours = map(operations, documents)
    assert {title for title in ours if title not in real} == set(OWN)


def test_parameters_and_bodies_and_answers(documents) -> None:
    real, ours = documents
    theirs, mine = operations(real), operations(ours)
    found = set()
    for title in sorted(theirs.keys() & mine.keys()):
        if not is_later(title):
            found.update(f"{title}: {text}" for text in one_operation(Pair(real, ours), theirs[title], mine[title]))
    unexplained, done = found - set(MEANT), set(MEANT) - found
    assert not unexplained, "not as in the real document:\n" + "\n".join(sorted(unexplained))
    assert not done, "listed in MEANT and no longer so:\n" + "\n".join(sorted(done))


def one_operation(pair: "Pair", real: dict[str, Any], ours: dict[str, Any]) -> Iterator[str]:
    """Everything in which one operation differs."""
    names = [{(p["in"], p["name"].lower()): p for p in side.get("parameters", [])
              if p["name"].lower() not in ("x-prefect-api-version",)} for side in (real, ours)]
    for place, name in sorted(names[0].keys() ^ names[1].keys()):
        yield f"the {place} parameter {name} is {'missing' if (place, name) in names[0] else 'added'}"
    for key in sorted(names[0].keys() & names[1].keys()):
        one, other = names[0][key], names[1][key]
        if one.get("required", False) != other.get("required", False):
            yield f"the parameter {key[1]} is {'required' if one.get('required') else 'optional'} there"
        yield from pair.taken(
            {"anyOf": [kind for kind in one["schema"].get("anyOf", [one["schema"]]) if kind.get("type") != "null"]},
            other["schema"], f"the parameter {key[1]}")
    bodies = [side.get("requestBody") for side in (real, ours)]
    if (bodies[0] is None) != (bodies[1] is None):
        yield f"the body is {'missing' if bodies[0] else 'added'}"
    elif bodies[0]:
        yield from pair.taken(content(bodies[0]), content(bodies[1]), "body")
    theirs, mine = ({code: answer for code, answer in side["responses"].items() if code.startswith("2")} for side in (real, ours))
    for code in theirs.keys() - mine.keys():
        yield f"{code} is never answered"
    schema = next(iter(theirs.values()))
    for code, answer in mine.items():
        if (content(answer) is None) != (content(theirs.get(code, schema)) is None):
            yield f"{code} has {'a' if content(answer) else 'no'} body"
        elif content(answer) is not None:
            yield from pair.given(content(theirs.get(code, schema)), content(answer), "answer")


def content(part: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of a body, or nothing where there is none."""
    return part.get("content", {}).get("application/json", {}).get("schema")


class Pair:
    """Schemas of two documents side by side, references followed."""

    def __init__(self, real: dict[str, Any], ours: dict[str, Any]) -> None:
        self.real, self.ours = (document["components"]["schemas"] for document in (real, ours))
        self.seen: set[tuple[str, str, str]] = set()

    def taken(self, real: dict[str, Any], ours: dict[str, Any], place: str) -> Iterator[str]:
        """Where Rigel takes less than the real server."""
        yield from self._compare(real, ours, place, takes=True)

    def given(self, real: dict[str, Any], ours: dict[str, Any], place: str) -> Iterator[str]:
        """Where Rigel gives what the real server does not."""
        yield from self._compare(real, ours, place, takes=False)

    def _compare(self, real, ours, place: str, takes: bool) -> Iterator[str]:
        key = (str(real)[:4000], str(ours)[:4000], place)
        if key in self.seen:
            return
        self.seen.add(key)
        theirs, mine = forms(real, self.real), forms(ours, self.ours)
        if "any" in (mine if takes else theirs) or EVERY_KIND <= theirs.keys():
            return
        wide, narrow = (mine, theirs) if takes else (theirs, mine)
        if missing := {kind for kind in narrow if kind not in wide and not (kind == "integer" and "number" in wide)}:
            yield f"{place} {'does not take' if takes else 'may be'} {', '.join(sorted(missing))}"
        for kind in sorted(theirs.keys() & mine.keys()):
            yield from self._same_kind(kind, theirs[kind], mine[kind], place, takes)

    def _same_kind(self, kind: str, real: list, ours: list, place: str, takes: bool) -> Iterator[str]:
        if kind == "array" and len(real) == len(ours) == 1:
            yield from self._compare(real[0].get("items", {}), ours[0].get("items", {}), place + "[]", takes)
        if kind == "string" and len(real) == len(ours) == 1:
            theirs, mine = set(real[0].get("enum", [])), set(ours[0].get("enum", []))
            if mine and takes and theirs - mine or theirs and not takes and mine - theirs:
                yield f"{place} has other choices: {sorted(theirs ^ mine)}"
            if takes and (pattern := ours[0].get("pattern")) and not real[0].get("pattern"):
                yield f"{place} must match {pattern}"
        if kind == "object" and len(real) == len(ours) == 1:
            yield from self._objects(real[0], ours[0], place, takes)

    def _objects(self, real: dict, ours: dict, place: str, takes: bool) -> Iterator[str]:
        theirs, mine = real.get("properties", {}), ours.get("properties", {})
        for name in sorted(theirs.keys() - mine.keys()):
            if not (isinstance(ours.get("additionalProperties"), dict) or ours.get("additionalProperties") is True):
                yield f"{place}.{name} is missing"
        for name in sorted(mine.keys() - theirs.keys()):
            if theirs and not mine[name].get("deprecated"):
                yield f"{place}.{name} is added"
        if takes and (must := set(ours.get("required", [])) - set(real.get("required", []))):
            yield f"{place} must have {', '.join(sorted(must))}"
        if not takes and (must := set(real.get("required", [])) - set(ours.get("required", []))):
            yield f"{place} may lack {', '.join(sorted(must))}"
        for name in sorted(theirs.keys() & mine.keys()):
            yield from self._compare(theirs[name], mine[name], f"{place}.{name}", takes)


def forms(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The schemas that a value may have, by their types; `any` where it may have all."""
    found: dict[str, list[dict[str, Any]]] = {}
    waiting = [schema]
    while waiting:
        one = waiting.pop(0)
        if "$ref" in one:
            waiting.append(schemas[one["$ref"].rsplit("/", 1)[1]])
        elif "anyOf" in one or "oneOf" in one:
            waiting += one.get("anyOf", []) + one.get("oneOf", [])
        else:
            kind = one.get("type") or ("string" if "const" in one or "enum" in one else "any")
            found.setdefault(kind, []).append(one)
    return found
