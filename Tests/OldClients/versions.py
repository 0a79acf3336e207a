"""The Prefect versions whose clients are tried, and how each of them differs on the command line."""

from __future__ import annotations

import dataclasses
import functools
import os
import subprocess

from twin.servers import PROJECT


@dataclasses.dataclass(frozen=True)
class Version:
    """One version. `make test` leaves `long` ones out: making all environments takes ten minutes."""
    number: str
    long: bool = True
    worker: bool = True
    agent: bool = False
    schedules: bool = True
    server: tuple[str, ...] = ("server", "start")

    def __str__(self) -> str:
        return self.number

    @functools.cached_property
    def prefix(self) -> str:
        """The folder of its Python environment, which is made when it is not there."""
        made = subprocess.run([PROJECT / "scripts" / "python-env", f"prefect-{self.number}"], stdout=subprocess.PIPE, text=True, check=True)
        return made.stdout.strip().splitlines()[-1]


# `schedules`: knows a deployment with several schedules. 2.7.12 has workers too, but only behind a switch.
ALL = [
    Version("2.7.12", worker=False, agent=True, schedules=False, server=("orion", "start")),
    Version("2.10.21", agent=True, schedules=False),
    Version("2.20.25", long=False, agent=True),
    Version("3.0.11"),
    Version("3.4.25"),
    Version("3.8.8", long=False),
]


def wanted() -> list[Version]:
    """What RIGEL_OLD_CLIENTS asks for: nothing (the quick ones), `all`, or numbers with commas between."""
    asked = os.environ.get("RIGEL_OLD_CLIENTS", "")
    if asked in ("", "all"):
        return [version for version in ALL if asked or not version.long]
    return [version for version in ALL if version.number in asked.split(",")]


def older_threes() -> list[Version]:
    """Those of Prefect 3 that are asked for, without the newest."""
    return [version for version in wanted() if version.number.startswith("3.") and version != ALL[-1]]
