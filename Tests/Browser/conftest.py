"""Fixtures: Rigel behind its nginx with something to look at, and a headless Chromium."""

from __future__ import annotations

import pathlib
import sys
from typing import Iterator

import pytest

# Rigel is started the way the conformance tests start it.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Conformance"))

from twin import servers  # noqa: E402

from browser.chromium import Browser, chromium  # noqa: E402
from world import World  # noqa: E402


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session", params=["", "/tools/rigel"], ids=["at the root", "under a path"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A server with flows, deployments, runs and logs, with no service that changes them."""
    with servers.rigel(services="none", base_path=request.param) as server:
        yield World(server.root)


@pytest.fixture(scope="session")
def living() -> Iterator[World]:
    """A server whose services run."""
    with servers.rigel(services="all") as server:
        yield World(server.root)
