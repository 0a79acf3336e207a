"""Fixtures: Rigel and the real Prefect server, each started once for the session and only when a test asks."""

from __future__ import annotations

import contextlib
import subprocess
from typing import Callable, Iterator

import pytest

from twin import servers
from twin.described import Description
from twin.scenario import NEWEST, new_run_name
from twin.servers import Server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--self-check", action="store_true",
                     help="put a second real server in Rigel's place: proves that the comparison itself is steady")
    parser.addoption("--rigel", metavar="URL", help="use the Rigel running there (its root, without /api)")
    parser.addoption("--prefect", metavar="URL", help="use the real server running there (its root, without /api)")


@contextlib.contextmanager
def _already_running(name: str, root: str) -> Iterator[Server]:
    yield Server(name, root.rstrip("/"), None, None)


def _rigel(config: pytest.Config, live: bool) -> contextlib.AbstractContextManager[Server]:
    if root := config.getoption("--rigel"):
        return _already_running("Rigel", root)
    if config.getoption("--self-check"):
        return servers.prefect(quiet=not live)
    return servers.rigel(services="all" if live else "none", looked_after=live)


def _prefect(config: pytest.Config, live: bool) -> contextlib.AbstractContextManager[Server]:
    if root := config.getoption("--prefect"):
        return _already_running("the real server", root)
    return servers.prefect(quiet=not live)


@pytest.fixture(scope="session")
def rigel(pytestconfig: pytest.Config) -> Iterator[Server]:
    """Rigel without background services."""
    with _rigel(pytestconfig, live=False) as server:
        yield server


@pytest.fixture(scope="session")
def described(pytestconfig: pytest.Config, rigel: Server) -> Description | None:
    """What Rigel says of its answers; nothing where another server stands in its place."""
    return None if pytestconfig.getoption("--self-check") else Description(rigel.root)


@pytest.fixture(scope="session")
def prefect(pytestconfig: pytest.Config) -> Iterator[Server]:
    """The real server without background services."""
    with _prefect(pytestconfig, live=False) as server:
        yield server


@pytest.fixture(scope="session")
def twins(request: pytest.FixtureRequest) -> Iterator[Callable[[str], tuple[Server, Server]]]:
    """Gives the real server of a version and the Rigel beside it. For versions but the newest both are their own pair."""
    pairs: dict[str, tuple[Server, Server]] = {}
    with contextlib.ExitStack() as stack:
        def pair(version: str) -> tuple[Server, Server]:
            if version == NEWEST:
                return request.getfixturevalue("prefect"), request.getfixturevalue("rigel")
            if version not in pairs:
                made = subprocess.run(
                    [servers.PROJECT / "scripts" / "python-env", f"prefect-{version}"], stdout=subprocess.PIPE, text=True, check=True)
                prefix = made.stdout.strip().splitlines()[-1]
                pairs[version] = (
                    stack.enter_context(servers.prefect(prefix=prefix, PREFECT_API_SERVICES_SCHEDULER_ENABLED="false")),
                    stack.enter_context(servers.rigel(services="none")))
            return pairs[version]

        yield pair


@pytest.fixture(scope="session")
def live_rigel(pytestconfig: pytest.Config) -> Iterator[Server]:
    """Rigel with all its services, for real clients."""
    with _rigel(pytestconfig, live=True) as server:
        yield server


@pytest.fixture(scope="session")
def live_prefect(pytestconfig: pytest.Config) -> Iterator[Server]:
    """The real server with all its services, for real clients."""
    with _prefect(pytestconfig, live=True) as server:
        yield server


@pytest.fixture(scope="session")
def run_name() -> str:
    """Part of every name a scenario makes up, so that a server may be used for several runs."""
    return new_run_name()
