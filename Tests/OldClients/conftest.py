"""Clients of other versions: each in its own environment, all on one server, which is Rigel unless something else is asked for."""

from __future__ import annotations

import contextlib
import os
import pathlib
import secrets
from typing import Callable, Iterator

import pytest

from clients.client import Client
from twin import servers
from twin.servers import Server
from versions import ALL, Version, older_threes, wanted

# What the quick form has no clients or no time for.
collect_ignore = [] if older_threes() else ["test_prefect3.py", "test_orphans.py"]
FILES = pathlib.Path(__file__).with_name("project")
QUICK = {
    "PREFECT_WORKER_QUERY_SECONDS": "1", "PREFECT_AGENT_QUERY_INTERVAL": "1", "PREFECT_AGENT_PREFETCH_SECONDS": "1", "PREFECT_WORKER_PREFETCH_SECONDS": "1",
    "PREFECT_CLI_PROMPT": "false",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--own", action="store_true", help="every client talks to the real server of its own version: proves the tours themselves")
    parser.addoption("--server", metavar="URL", help="use the server running there (its root, without /api)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A real server that knows only its own version's words is no measure for two versions together."""
    if config.getoption("--own"):
        items[:] = [item for item in items if item.path.name != "test_together.py"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `worker_version`, `agent_version` or `version` runs once for each that is wanted and fits."""
    fits = {"version": lambda version: True, "worker_version": lambda version: version.worker, "agent_version": lambda version: version.agent}
    for name, fit in fits.items():
        if name in metafunc.fixturenames:
            # The newest is the subject of the conformance tests; here it stands beside old ones only.
            metafunc.parametrize(name, [version for version in wanted() if fit(version) and version != ALL[-1]], ids=str, scope="session")


@pytest.fixture(scope="session")
def started(pytestconfig: pytest.Config) -> Iterator[Callable[[Version], Server]]:
    """Gives the server for a version: one for all, or each its own."""
    running: dict[str, Server] = {}
    with contextlib.ExitStack() as stack:
        def start(version: Version) -> Server:
            key = version.number if pytestconfig.getoption("--own") else "one"
            if key not in running:
                if root := pytestconfig.getoption("--server"):
                    running[key] = Server("the server", root.rstrip("/"), None, None)
                elif key == "one":
                    running[key] = stack.enter_context(servers.rigel(services="all", looked_after=True, RIGEL_BLOCK_TYPES_ON_START="true"))
                else:
                    running[key] = stack.enter_context(servers.prefect(quiet=False, prefix=version.prefix, command=version.server, PATH=f"{version.prefix}/bin:{os.environ['PATH']}", **OWN))
            return running[key]

        yield start


# The older servers look for runs to schedule once a minute.
OWN = {"PREFECT_API_SERVICES_SCHEDULER_LOOP_SECONDS": "5", "PREFECT_SERVER_API_BLOCKS_REGISTER_ON_START": "true"}


@pytest.fixture
def place(started: Callable[[Version], Server], tmp_path: pathlib.Path) -> Iterator[Callable[..., Client]]:
    """Makes a client of a version, in a copy of the project in which NAME is `name`."""
    with contextlib.ExitStack() as stack:
        def make(version: Version, name: str, server: Server | None = None) -> Client:
            home = tmp_path / str(version)
            home.mkdir()
            client = Client(server or started(version), home, version.prefix, **QUICK)
            # Neither a new client nor an old one.
            client.http.headers["user-agent"] = "a person"
            client.project(name, FILES)
            stack.callback(client.close)
            return client

        yield make


@pytest.fixture
def name() -> str:
    """The first word of every name in a test."""
    return f"t{secrets.token_hex(3)}"
