"""Fixtures: servers that tests may share because they leave them as they were."""

from __future__ import annotations

from typing import Iterator

import pytest

import programs


@pytest.fixture(scope="session")
def responder() -> Iterator[programs.Program]:
    """A responder that takes bodies up to a MiB."""
    with programs.responder(RIGEL_BODY_LIMIT=str(1 << 20)) as program:
        yield program


@pytest.fixture(scope="session")
def site() -> Iterator[programs.Site]:
    """The whole site at the root."""
    with programs.site() as program:
        yield program
