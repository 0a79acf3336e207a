"""A flow whose process dies without a word ends as Crashed, and one that lives does not. The real server has no such service."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
from typing import Iterator

import pytest

from twin import servers
from twin.servers import Server, members

from .client import Client
from .test_serve import deployment

# Clients send no more than two heartbeats a minute.
PATIENCE = 45


@pytest.fixture
def watchful() -> Iterator[Server]:
    with servers.rigel(services="all", RIGEL_ZOMBIE_HEARTBEAT_SECONDS=str(PATIENCE), RIGEL_ZOMBIE_WORKER_SECONDS="0") as server:
        yield server


def test_a_flow_that_is_killed_crashes_and_one_that_goes_on_does_not(watchful: Server, run_name: str, tmp_path: pathlib.Path):
    with contextlib.ExitStack() as stack:
        runs = {}
        for name in ("killed", "going on"):
            (home := tmp_path / name).mkdir()
            client = Client(watchful, home, PREFECT_FLOWS_HEARTBEAT_FREQUENCY="30", PREFECT_RUNNER_POLL_FREQUENCY="1")
            stack.callback(client.close)
            flow = f"{run_name}-{name}"
            process = stack.enter_context(client.serving("serve.py", flow, "0", "600" if name == "killed" else "90"))
            found = client.until("the deployment", lambda: deployment(client, flow))
            runs[name] = (client, process, client.post(f"/deployments/{found['id']}/create_flow_run", {})["id"])
        for client, _, run in runs.values():
            client.until("a running flow", lambda: client.get(f"/flow_runs/{run}")["state_type"] == "RUNNING")
            client.until("its first words", lambda: client.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [run]}}}))

        client, process, run = runs["killed"]
        for member in members(process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
        ended = client.until("the crash", lambda: (seen := client.get(f"/flow_runs/{run}"))["state_type"] == "CRASHED" and seen, within=PATIENCE + 45)
        assert ended["state"]["message"].startswith("No heartbeat for ")
        assert ended["state"]["message"].endswith(" seconds: the process of this flow run is gone.")

        client, _, run = runs["going on"]
        client.until("the end of the other", lambda: client.get(f"/flow_runs/{run}")["state_type"] == "COMPLETED", within=150)
        assert [state["name"] for state in client.get(f"/flow_run_states/?flow_run_id={run}")][-2:] == ["Running", "Completed"]
