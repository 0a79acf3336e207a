"""Random filters find the same objects, in the same order, on Rigel and on the real server.

`RIGEL_FILTERS` says how many (`make test-filters`: 5,000), `RIGEL_FILTER_SEED` which ones; a failure names both.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import json
import os
from typing import Any, Iterator

import pytest

from filters.making import LISTS, Filters
from filters.world import WORKERS, World, has_pools
from twin import servers

COUNT = int(os.environ.get("RIGEL_FILTERS", "400"))
SEED = int(os.environ.get("RIGEL_FILTER_SEED", "1"))
# Lists with more filters get more of them.
SHARES = {
    "flow_runs": 0.24, "task_runs": 0.12, "deployments": 0.1, "flows": 0.1, "logs": 0.06, "variables": 0.06, "artifacts": 0.1,
    "artifacts/latest": 0.09, "block_types": 0.03, "block_schemas": 0.03, "block_documents": 0.04, WORKERS: 0.02, "task_workers": 0.01}
# Without the block types that the real server brings, and with what tells that workers are silent.
SETTINGS = {"PREFECT_API_BLOCKS_REGISTER_ON_START": "false", "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "true"}
# Differences shown.
SHOWN = 5


@pytest.fixture(scope="module")
def worlds(pytestconfig: pytest.Config) -> Iterator[tuple[World, World]]:
    """Two servers of their own that hold the same objects and no others."""
    with contextlib.ExitStack() as stack:
        real = stack.enter_context(servers.prefect(**SETTINGS))
        other = stack.enter_context(
            servers.prefect(**SETTINGS) if pytestconfig.getoption("--self-check") else servers.rigel(services="foreman"))
        pools = has_pools(real.root) and has_pools(other.root)
        made = [World(server.root, SEED, pools) for server in (other, real)]
        for world in made:
            stack.callback(world.close)
            world.settle()
        yield made[1], made[0]


def ask(world: World, kind: str, body: dict[str, Any]) -> tuple[int, Any]:
    for _ in range(20):
        answer = world.http.post(f"/{kind}/filter", json=world.resolve(body))
        if answer.status_code != 503:
            break
    body = answer.json()
    if isinstance(body, dict):
        # A refusal shows what was sent, with the ids of this world.
        body.pop("request_body", None)
    return answer.status_code, body


def found(world: World, kind: str, body: dict[str, Any]) -> tuple[int, Any]:
    """The status, and which objects are found in whatever order."""
    status, rows = ask(world, kind, {**body, "limit": 200})
    return status, sorted(LISTS[kind].name(row) for row in rows) if status == 200 else rows


def order(world: World, kind: str, body: dict[str, Any], page: dict[str, Any]) -> tuple[int, Any]:
    """The status, and the ranks of the keys that the rows are ordered by. Rows of one rank may come in any order."""
    status, rows = ask(world, kind, {**body, **page})
    if status != 200:
        return status, rows
    key = LISTS[kind].sorts[page["sort"]] if "sort" in page else LISTS[kind].usual
    if key is None:
        return status, len(rows)
    ranks = world.ranks(kind, key)
    return status, [ranks[key(row)] for row in rows]


def difference(worlds: tuple[World, World], kind: str, body: dict[str, Any], page: dict[str, Any]) -> str | None:
    for question, asking in (("what is found", lambda world: found(world, kind, body)), ("their order", lambda world: order(world, kind, body, page))):
        with concurrent.futures.ThreadPoolExecutor(len(worlds)) as pool:
            real, ours = pool.map(asking, worlds)
        if real[0] == 500:
            return None
        if real != ours:
            return f"{question} of /{kind}/filter {json.dumps({**body, **page}, default=str, ensure_ascii=False)}\n  real:  {real}\n  rigel: {ours}"
    return None


@pytest.mark.parametrize("kind", LISTS)
def test_random_filters(kind: str, worlds: tuple[World, World]) -> None:
    filters = Filters(worlds[0], SEED)
    count = round(COUNT * SHARES[kind])
    made = [filters.question(kind) for _ in range(count)]
    differences = [text for body, page in made if (text := difference(worlds, kind, body, page))]
    if differences:
        shown = "\n\n".join(differences[:SHOWN])
        pytest.fail(f"{len(differences)} of {count} filters (seed {SEED}) differ:\n\n{shown}", pytrace=False)
    assert count > 0
