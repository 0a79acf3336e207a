"""What the server has acknowledged: the promises that it is held to."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass
class Run:
    """A flow run as the answers told of it."""
    id: str
    name: str
    tags: list[str]
    parameters: dict[str, object]
    key: str | None
    #: Ids of its states, oldest first, each with its type.
    states: list[tuple[str, str]]
    #: Messages of its logs that were acknowledged.
    logs: list[str] = dataclasses.field(default_factory=list)
    #: A change of state or a batch of logs without an answer, or with one of nginx's when the server died under way:
    #: it may have happened, as a whole.
    state_unknown: bool = False
    logs_unknown: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Refusal:
    """An answer that is no success."""
    status: int
    retry_after: str | None
    text: str
    #: On the clock of `time.monotonic`.
    asked: float
    answered: float


@dataclasses.dataclass
class Journal:
    """What one client was told."""
    runs: list[Run] = dataclasses.field(default_factory=list)
    refusals: list[Refusal] = dataclasses.field(default_factory=list)
    #: Answers of any kind.
    answers: int = 0
    #: Requests that got no answer, as when the server dies.
    unanswered: int = 0

    def add(self, other: Journal) -> None:
        self.runs += other.runs
        self.refusals += other.refusals
        self.answers += other.answers
        self.unanswered += other.unanswered
