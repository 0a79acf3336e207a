"""Marks the functions that are scenarios and finds them all."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import secrets
from typing import Any, Callable

from .api import API, NEWEST
from .explained import EXPLAINED, Explained


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A function that makes calls, the explained differences it may show, and the version of the real server and of its client."""

    name: str
    module: str
    function: Callable[[API], Any]
    differs: tuple[Explained, ...]
    version: str = NEWEST


ALL: dict[str, Scenario] = {}


def scenario(
    function: Callable[[API], Any] | None = None, *, differs: tuple[str, ...] = (), version: str = NEWEST
) -> Any:
    """Makes a function a scenario: `@scenario`, or `@scenario(differs=("name in explained.py",))`, or for what only old servers
    have `@scenario(version="2.20.25")`."""

    def register(function: Callable[[API], Any]) -> Callable[[API], Any]:
        name = function.__name__
        if name in ALL:
            raise ValueError(f"two scenarios are called {name}: {ALL[name].module} and {function.__module__}")
        explained = tuple(EXPLAINED[key] for key in differs)
        ALL[name] = Scenario(name, function.__module__.rpartition(".")[2], function, explained, version)
        return function

    return register(function) if function else register


def new_run_name() -> str:
    """Part of every name of one run of scenarios: never a number, and before the names that servers give."""
    return f"a{secrets.token_hex(3)}"


def all_scenarios() -> list[Scenario]:
    """Every scenario of the folder `scenarios`, in the order of files and of lines in them."""
    import scenarios

    for module in sorted(pkgutil.iter_modules(scenarios.__path__), key=lambda module: module.name):
        importlib.import_module(f"scenarios.{module.name}")
    return list(ALL.values())
