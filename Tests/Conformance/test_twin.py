"""Every scenario, on Rigel and on the real server."""

from __future__ import annotations

import pytest

from twin.compare import difference, is_unanswered, record
from twin.described import Description
from twin.scenario import Scenario, all_scenarios
from twin.servers import Server

# The real server now and then waits for a lock that it holds itself; what is left of a try has names of its own.
TRIES = 3


@pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda scenario: f"{scenario.module}.{scenario.name}")
def test_twin(scenario: Scenario, prefect: Server, rigel: Server, described: Description | None, run_name: str) -> None:
    for attempt in range(TRIES):
        run = run_name + "r" * attempt
        if not is_unanswered(real := record(scenario, prefect.root, run)):
            break
    ours = record(scenario, rigel.root, run)
    if (text := difference(scenario, real, ours)) is not None:
        pytest.fail(text, pytrace=False)
    if described and (lies := [text for call in ours if (text := described.problem(call))]):
        pytest.fail("not as the OpenAPI document says:\n" + "\n".join(lies[:8]), pytrace=False)
