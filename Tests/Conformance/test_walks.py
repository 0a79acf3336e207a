"""Random walks through the API: whatever came before, both servers answer alike.

On long walks they part where the real server leaks (slots and logs of what was deleted, explained.py): read the calls before.
`RIGEL_WALKS` says how many (4 otherwise), `RIGEL_WALK_SEED` which seed is the first, `RIGEL_WALK_STEPS` how long each is.
"""

from __future__ import annotations

import os

import pytest

from twin.compare import difference, measure, record
from twin.explained import EXPLAINED
from twin.recording import Call
from twin.scenario import Scenario
from twin.servers import Server
from walks import places, runs, things  # noqa: F401 (their steps are taken)
from walks.walker import Walker

STEPS = int(os.environ.get("RIGEL_WALK_STEPS", "60"))
FIRST = int(os.environ.get("RIGEL_WALK_SEED", "1"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("RIGEL_WALKS", "4")))
DIFFERS = tuple(EXPLAINED[name] for name in (
    "the real server fails", "joined tags have no order", "conflicts say why", "numbers keep their kind", "references that are not sent stay"))


def _comparable(real: list[Call], ours: list[Call]) -> tuple[list[Call], list[Call]]:
    """Without the calls that the real server fails at, and without what comes after one of them that Rigel does: there the ways part."""
    failed = [place for place, call in enumerate(real) if call.status == 500]
    end = next((place for place in failed if ours[place].status in (200, 201, 204)), None)
    return tuple([call for place, call in enumerate(calls[:end]) if place not in failed] for calls in (real, ours))


@pytest.mark.parametrize("seed", SEEDS)
def test_both_servers_answer_alike_on_a_random_walk(seed: int, prefect: Server, rigel: Server, run_name: str) -> None:
    scenario = Scenario(f"walk{seed}", "walks", lambda api: Walker(api, seed).walk(STEPS), DIFFERS)
    run, real = measure(scenario, prefect.root, run_name)
    ours = record(scenario, rigel.root, run)
    failed = [call.title for call in ours if isinstance(call.status, int) and call.status >= 500]
    assert not failed, f"Rigel fails: {failed}"
    if (text := difference(scenario, *_comparable(real, ours))) is not None:
        pytest.fail(text, pytrace=False)
