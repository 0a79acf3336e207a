"""Every scenario, on Rigel and on the real server."""

from __future__ import annotations

import pytest

from twin.compare import difference, record
from twin.scenario import Scenario, all_scenarios
from twin.servers import Server


@pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda scenario: f"{scenario.module}.{scenario.name}")
def test_twin(scenario: Scenario, prefect: Server, rigel: Server, run_name: str) -> None:
    real = record(scenario, prefect.root, run_name)
    ours = record(scenario, rigel.root, run_name)
    if (text := difference(scenario, real, ours)) is not None:
        pytest.fail(text, pytrace=False)
