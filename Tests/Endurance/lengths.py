"""How long the tests take: short in `make test`, long in `make test-endurance`."""

from __future__ import annotations

import dataclasses
import os


@dataclasses.dataclass(frozen=True)
class Length:
    """Seconds of load, and how often a server is killed under it."""
    load: float
    rounds: int
    #: The longest time from the start of the load to the kill.
    round: float


LENGTH = Length(load=30, rounds=5, round=30) if os.environ.get("RIGEL_ENDURANCE") == "long" else Length(5, 3, 3)
