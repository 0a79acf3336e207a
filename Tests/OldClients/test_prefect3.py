"""Clients of Prefect 3 that are older than the newest one take its tours, as far as they know what is in them."""

from __future__ import annotations

import pathlib
from typing import Any, Callable, Iterator

import pytest

from clients import test_background, test_flows, test_limits, test_nested, test_orchestration, test_pauses, test_talking
from clients.client import Client
from conftest import QUICK
from twin.servers import Server
from versions import Version, older_threes


class Alone:
    """Stands for two clients: what the newest one's tests compare is looked at here as it is."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def agree(self, part: Callable[[Client], Any]) -> Any:
        return part(self.client)


TOURS: dict[str, Callable[[Alone, str], None]] = {
    "tasks and a subflow": test_flows.test_a_flow_with_tasks_retries_and_a_subflow,
    "a failure": test_flows.test_a_failing_flow,
    "retries": test_flows.test_a_flow_that_is_retried,
    "caching and transactions": test_orchestration.test_what_is_cached_does_not_run_again,
    "a map of two hundred": test_orchestration.test_a_map_of_two_hundred_and_slots_of_coroutines,
    "commands on runs": test_orchestration.test_commands_on_runs,
    **{f"limits: {way}": lambda alone, name, way=way: test_limits.test_slots_in_a_flow(alone, name, way) for way in ("slots", "tags", "rate", "timeout", "strict")},
    **{f"limits: {way}": lambda alone, name, way=way: test_limits.test_a_deployment_with_one_run_at_a_time(alone, name, way) for way in ("ENQUEUE", "CANCEL_NEW")},
    "pauses": test_pauses.test_a_flow_pauses_and_goes_on_with_input,
    "a pause that expires": test_pauses.test_a_pause_that_nobody_ends_fails_its_run,
    "talking": test_talking.test_flows_talk_to_each_other_and_to_people,
    "nested cancellation": test_nested.test_who_cancels_a_run_cancels_what_runs_in_it,
    "suspending": test_nested.test_a_suspended_run_leaves_its_process_and_comes_back,
    "background tasks": test_background.test_background_tasks_are_executed_once_and_their_results_come_back,
    "background tasks that wait": test_background.test_what_was_asked_for_before_anybody_served_is_executed_then,
}
# What the cache policies of 3.0 cannot say yet.
NEWER = {"caching and transactions": "3.0.11"}


@pytest.fixture
def alone(started: Callable[[Version], Server], older: Version, tmp_path: pathlib.Path) -> Iterator[Alone]:
    client = Client(started(older), tmp_path, older.prefix, **QUICK)
    yield Alone(client)
    client.close()


@pytest.mark.parametrize(
    ("older", "tour"), [(older, tour) for older in older_threes() for tour in TOURS if NEWER.get(tour) != older.number], ids=str)
def test_tours_of_the_newest(older: Version, alone: Alone, tour: str, name: str):
    TOURS[tour](alone, name)
