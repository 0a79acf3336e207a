"""Clients of both servers, each with a home of its own."""

from __future__ import annotations

import concurrent.futures
import difflib
import pathlib
import pprint
from typing import Any, Callable, Iterator

import pytest

from twin.servers import Server

from .client import Client


class Both:
    """The same client program against the real server and against Rigel, at the same time."""

    def __init__(self, real: Client, rigel: Client) -> None:
        self.real = real
        self.rigel = rigel

    def play(self, part: Callable[[Client], Any]) -> tuple[Any, Any]:
        """What the part gives for the real server and for Rigel."""
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            real, rigel = pool.submit(part, self.real), pool.submit(part, self.rigel)
            return real.result(), rigel.result()

    def agree(self, part: Callable[[Client], Any]) -> Any:
        """Plays the part on both and asserts that they show the same; gives it back."""
        real, rigel = self.play(part)
        before, after = (pprint.pformat(seen, width=140).splitlines() for seen in (real, rigel))
        if real != rigel:
            pytest.fail("\n".join(difflib.unified_diff(before, after, "real Prefect", "Rigel", lineterm="", n=1)), pytrace=False)
        return rigel


@pytest.fixture
def both(live_prefect: Server, live_rigel: Server, tmp_path: pathlib.Path) -> Iterator[Both]:
    homes = [tmp_path / "real", tmp_path / "rigel"]
    for home in homes:
        home.mkdir()
    clients = Both(Client(live_prefect, homes[0]), Client(live_rigel, homes[1]))
    yield clients
    clients.real.close()
    clients.rigel.close()
