"""A worker is killed and the process of its flow lives on: the run ends as it says itself, and its deployment's one slot is never given twice nor lost."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
from typing import Any, Iterator

import pytest

from clients.client import Client
from conftest import FILES, QUICK
from seen import asked, ended, states, told
from twin import servers
from twin.servers import Server
from versions import ALL, Version, older_threes

# Clients that send heartbeats at all send no more than two a minute.
PATIENCE = 45
# Rarer than any test is long: after its first sign of life the flow is silent.
SILENT = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "100000"}
OFTEN = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30"}
NEWEST = ALL[-1]
# It sends no heartbeats. Nor does 3.0, but its worker forgets for good a run that had to wait for a slot once.
SILENT_VERSION = "3.4.25"


@pytest.fixture(scope="module")
def watchful() -> Iterator[Server]:
    with servers.rigel(services="all", looked_after=True, RIGEL_ZOMBIE_WORKER_SECONDS="10", RIGEL_ZOMBIE_HEARTBEAT_SECONDS=str(PATIENCE)) as server:
        yield server


class Tour:
    """A deployment of which one run may be under way, its first run, whose worker is killed alone, and a second worker for all others."""

    def __init__(self, client: Client, name: str) -> None:
        self.client = client
        self.name = name
        self.deployment = f"{name}-work/deployed"
        self.stack = contextlib.ExitStack()
        told(client, "work-pool", "create", f"{name}-pool", "--type", "process")
        # A flow that writes what it says into a pipe of its worker ends with that.
        told(client, "deploy", "flows.py:work", "--name", "deployed", "--pool", f"{name}-pool", "--concurrency-limit", "1", "--job-variable", '{"stream_output": false}')
        self.limit = f"/v2/concurrency_limits/deployment:{client.get(f'/deployments/name/{self.deployment}')['id']}"

    def worker(self, name: str) -> Any:
        return self.client.running(f"{self.client.prefix}/bin/prefect", "worker", "start", "--pool", f"{self.name}-pool", "--type", "process", "--name", name)

    def run(self, lasts: int) -> str:
        return asked(self.client, self.deployment, "--param", f"lasts={lasts}")

    def slots(self) -> int:
        return self.client.get(self.limit)["active_slots"]

    def orphan(self, lasts: int) -> str:
        """A run that is under way when its worker is killed, and another worker."""
        worker = self.stack.enter_context(self.worker("killed"))
        run = self.run(lasts)
        ended(self.client, run, "Running")
        os.kill(worker.pid, signal.SIGKILL)
        # Only the first run is silent.
        self.client.environment.update(OFTEN)
        self.stack.enter_context(self.worker("next"))
        return run


@pytest.fixture
def tour(watchful: Server, client_version: Version, settings: dict[str, str], name: str, tmp_path: pathlib.Path) -> Iterator[Tour]:
    client = Client(watchful, tmp_path, client_version.prefix, **QUICK, **settings, PREFECT_WORKER_HEARTBEAT_SECONDS="1")
    client.http.headers["user-agent"] = "a person"
    client.project(name, FILES)
    made = Tour(client, name)
    try:
        with made.stack:
            yield made
    finally:
        client.close()


@pytest.mark.parametrize(("client_version", "settings"), [(NEWEST, OFTEN)], ids=str)
def test_a_run_that_gives_signs_of_life_goes_on(tour: Tour):
    client = tour.client
    first = tour.orphan(80)
    second = tour.run(0)
    ended(client, first, "Completed")
    assert states(client, first)[-2:] == ["Running", "Completed"]
    ended(client, second, "Completed")
    assert "AwaitingConcurrencySlot" in states(client, second)
    client.until("the last slot's return", lambda: tour.slots() == 0)


@pytest.mark.parametrize(("client_version", "settings"), [*[(version, {}) for version in older_threes() if version.number == SILENT_VERSION], (NEWEST, SILENT)], ids=str)
def test_a_silent_run_is_taken_for_dead_and_may_still_complete(tour: Tour):
    client = tour.client
    first = tour.orphan(PATIENCE + 45)
    second = tour.run(PATIENCE + 30)
    ended(client, first, "Crashed")
    # Its slot is free, and the next one's as long as that runs.
    ended(client, second, "Running")
    assert tour.slots() == 1
    ended(client, first, "Completed")
    assert states(client, first)[-3:] == ["Running", "Crashed", "Completed"]
    assert client.get(f"/flow_runs/{second}")["state_name"] == "Running" and tour.slots() == 1
    third = tour.run(0)
    client.until("the third one's wait", lambda: "AwaitingConcurrencySlot" in states(client, third))
    ended(client, second, "Completed")
    ended(client, third, "Completed")
    client.until("the last slot's return", lambda: tour.slots() == 0)
    assert "Crashed" not in states(client, second)
