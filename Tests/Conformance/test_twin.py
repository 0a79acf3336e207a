"""Every scenario, on Rigel and on the real server, and every operation in scenarios."""

from __future__ import annotations

import os
import pathlib
from typing import Callable

import httpx
import pytest

from twin.compare import difference, measure, record
from twin.described import Description
from twin.operations import Operations, lacking, table
from twin.recording import Call
from twin.scenario import Scenario, all_scenarios
from twin.servers import Server

TABLE = pathlib.Path(__file__).with_name("operations.md")


@pytest.fixture(scope="session")
def played() -> dict[str, list[Call]]:
    """What Rigel answered in each scenario that was played so far, by the scenario's name."""
    return {}


@pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda scenario: f"{scenario.module}.{scenario.name}")
def test_twin(
    scenario: Scenario, twins: Callable[[str], tuple[Server, Server]], described: Description | None, run_name: str,
    played: dict[str, list[Call]],
) -> None:
    prefect, rigel = twins(scenario.version)
    run, real = measure(scenario, prefect.root, run_name)
    ours = record(scenario, rigel.root, run)
    played[scenario.name] = ours
    if (text := difference(scenario, real, ours)) is not None:
        pytest.fail(text, pytrace=False)
    if described and (lies := [text for call in ours if (text := described.problem(call))]):
        pytest.fail("not as the OpenAPI document says:\n" + "\n".join(lies[:8]), pytrace=False)


def test_every_operation_has_its_scenarios(
    twins: Callable[[str], tuple[Server, Server]], run_name: str, played: dict[str, list[Call]]
) -> None:
    prefect, _ = twins("3.8.8")
    operations = Operations(httpx.get(prefect.root + "/openapi.json", timeout=60, trust_env=False).json())
    for scenario in all_scenarios():
        calls = played.get(scenario.name) or record(scenario, twins(scenario.version)[1].root, run_name + "o")
        operations.add(scenario, calls)
    if os.environ.get("RIGEL_STORE_OPERATIONS"):
        TABLE.write_text(table(operations))
    assert not (gaps := lacking(operations)), "operations without scenarios:\n" + "\n".join(gaps)
    assert TABLE.read_text() == table(operations), "operations.md is not what the scenarios do; RIGEL_STORE_OPERATIONS=1 writes it"
