"""Odd input for every operation: Rigel never fails, and says yes or no where the real server does.

`RIGEL_ODD=all` sends everything; otherwise each operation gets a part, another one for each `RIGEL_ODD_SEED`.
"""

from __future__ import annotations

import concurrent.futures
import itertools
import os
import random
import time
from typing import Iterator

import httpx
import pytest

from filters.world import World, has_pools
from odd import explained, values
from odd.operations import Operation, operations
from odd.sending import Answer, Sent, send
from odd.titles import TITLES
from twin import servers
from twin.servers import Server

ALL = os.environ.get("RIGEL_ODD") == "all"
SEED = os.environ.get("RIGEL_ODD_SEED", "1")
# How many of each kind of oddity an operation gets when it does not get all.
PART = {"body": 3, "value": 6, "place": 3, "header": 1}
JSON = {"content-type": "application/json"}


# Servers of their own: what one of the two takes and the other refuses stays there, and other tests list and count.
@pytest.fixture(scope="module")
def prefect() -> Iterator[Server]:
    with servers.prefect() as server:
        yield server


@pytest.fixture(scope="module")
def rigel() -> Iterator[Server]:
    with servers.rigel() as server:
        yield server


@pytest.fixture(scope="module")
def known(prefect: Server) -> dict[str, Operation]:
    document = httpx.get(prefect.root + "/openapi.json", timeout=60, trust_env=False).json()
    return {operation.title: operation for operation in operations(document)}


@pytest.fixture(scope="module")
def worlds(prefect: Server, rigel: Server) -> tuple[World, World]:
    """The same objects on both servers."""
    return World(prefect.root, 5, has_pools(prefect.root)), World(rigel.root, 5, has_pools(rigel.root))


def _cases(operation: Operation, world: World, run: str) -> Iterator[tuple[str, Sent]]:
    """Every odd request for an operation, with its kind. The n-th one is the same for every server but for ids."""
    address = operation.address(world)
    words = (f"odd-{run}-{number}" for number in itertools.count())
    method = operation.method

    def sent(oddity: str, path: str = address, body: bytes = b"", headers: dict[str, str] = JSON) -> Sent:
        return Sent(oddity, method, path, headers, body)

    if operation.body is not None:
        for name, body in values.BODIES.items():
            yield "body", sent(f"body: {name}", body=body)
        for member in operation.members():
            for name, text in values.VALUES.items():
                yield "value", sent(f"{member}: {name}", body=operation.text(world, next(words), member, text))
        for name, headers in values.HEADERS.items():
            yield "header", sent(f"header: {name}", body=operation.text(world, next(words)), headers=headers)
    else:
        yield "body", sent("body: where none is read", body=b"\xff{")

    def plain() -> bytes:
        return operation.text(world, next(words)) if operation.body is not None else b""

    for place in operation.places:
        for name, text in values.PLACES.items():
            yield "place", sent(f"path {place}: {name}", operation.address(world, {place: text}), plain())
    for name in operation.query:
        for oddity, text in values.PLACES.items():
            yield "place", sent(f"query {name}: {oddity}", f"{address}?{name}={text}", plain())
    yield "place", sent("query: unknown and broken", address + "?%ff=%zz&&=&x", plain())
    for other in ("HEAD", "OPTIONS", "PUT"):
        yield "place", Sent(f"method {other}", other, address, {}, b"")


def _chosen(operation: Operation, world: World, run: str) -> list[Sent]:
    kinds: dict[str, list[Sent]] = {}
    for kind, case in _cases(operation, world, run):
        kinds.setdefault(kind, []).append(case)
    if ALL:
        return [case for cases in kinds.values() for case in cases]
    chance = random.Random(f"{SEED} {operation.title}")
    return [cases[place] for kind, cases in kinds.items() for place in sorted(chance.sample(range(len(cases)), min(PART[kind], len(cases))))]


def _complaint(operation: Operation, sent: Sent, real: Answer, ours: Answer) -> str | None:
    """What is wrong with Rigel's answer."""
    if ours.status >= 500:
        return f"failed with {ours.status}"
    if 400 <= ours.status < 500 and sent.method != "HEAD":
        if not isinstance(ours.json, dict) or not ({"detail", "exception_message"} & set(ours.json)):
            return f"{ours.status} without a word why: {ours.body[:200]!r}"
        if ours.status == 422 and any(not problem.get("loc") for problem in ours.json.get("exception_detail", [])):
            return "422 that does not say where"
    if real.status < 500 and real.status // 100 != ours.status // 100 and not explained.reason(operation, sent, real, ours):
        return f"{ours.status}, the real server {real.status}: {ours.body[:200]!r} {real.body[:200]!r}"
    return None


@pytest.mark.parametrize("title", TITLES)
def test_odd_input_is_refused_as_the_real_server_does(
    title: str, known: dict[str, Operation], worlds: tuple[World, World], prefect: Server, rigel: Server, run_name: str
) -> None:
    operation = known[title]
    run = f"{run_name}-{TITLES.index(title)}"
    complaints = []
    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        for theirs, own in zip(_chosen(operation, worlds[0], run), _chosen(operation, worlds[1], run)):
            answers = [threads.submit(send, prefect.root, theirs), threads.submit(send, rigel.root, own)]
            real, ours = (answer.result() for answer in answers)
            if complaint := _complaint(operation, own, real, ours):
                complaints.append(f"{own.oddity}: {own.method} {own.path[:120]} {own.body[:160]!r}\n    {complaint}")
    if complaints:
        pytest.fail(f"{len(complaints)} of the answers:\n" + "\n".join(complaints[:40]), pytrace=False)


def test_every_operation_is_listed(known: dict[str, Operation]) -> None:
    assert sorted(known) == sorted(TITLES), "odd/titles.py lists other operations than the real server has"


@pytest.mark.parametrize("oddity", values.LARGE)
@pytest.mark.parametrize("path", ["/flows/", "/logs/", "/variables/", "/flow_runs/filter"])
def test_a_large_body_is_answered_before_long(path: str, oddity: str, rigel: Server) -> None:
    start = time.monotonic()
    answer = send(rigel.root, Sent(oddity, "POST", path, JSON, values.LARGE[oddity]))
    assert answer.status < 500 and answer.json is not None, f"{answer.status} {answer.body[:200]!r}"
    assert len(answer.body) < 100_000, "it is sent back"
    assert time.monotonic() - start < 30
