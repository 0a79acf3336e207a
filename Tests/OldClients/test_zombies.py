"""Runs of clients that send no heartbeats: they crash when the worker whose process they were is gone for good."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
from typing import Iterator

import pytest

from clients.client import Client
from conftest import FILES, QUICK
from seen import asked, ended, told
from twin import servers
from twin.servers import Server, members
from versions import Version, wanted

# Older workers tell events to nobody but Prefect Cloud; 2.20's tell them where they are asked to.
TELLING = [version for version in wanted() if version.number in ("2.20.25", "3.0.11")]


@pytest.fixture
def watchful() -> Iterator[Server]:
    with servers.rigel(services="all", RIGEL_ZOMBIE_WORKER_SECONDS="10", RIGEL_ZOMBIE_HEARTBEAT_SECONDS="0") as server:
        yield server


@pytest.mark.parametrize("telling", TELLING, ids=str)
def test_a_run_crashes_when_its_worker_is_killed(telling: Version, watchful: Server, name: str, tmp_path: pathlib.Path):
    client = Client(watchful, tmp_path, telling.prefix, **QUICK, PREFECT_WORKER_HEARTBEAT_SECONDS="1", PREFECT_EXPERIMENTAL_EVENTS="1")
    client.http.headers["user-agent"] = "a person"
    try:
        client.project(name, FILES)
        pool = f"{name}-pool"
        told(client, "work-pool", "create", pool, "--type", "process")
        told(client, "deploy", "flows.py:work", "--name", "deployed", "--pool", pool)
        with client.running(f"{client.prefix}/bin/prefect", "worker", "start", "--pool", pool, "--type", "process", "--name", "gone") as worker:
            run = asked(client, f"{name}-work/deployed", "--param", "lasts=600")
            ended(client, run, "Running")
            for member in members(worker.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(member, signal.SIGKILL)
            crashed = ended(client, run, "Crashed")
        assert crashed["state"]["message"].startswith(f"The worker gone of the work pool {pool}, whose process this flow run was,")
    finally:
        client.close()
