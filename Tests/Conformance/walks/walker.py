"""Who walks: chooses the next call by chance and remembers what the answers named."""

from __future__ import annotations

import random
from typing import Any, Callable, Sequence

from twin.api import API, Reply

#: A kind of step, and how often it is taken beside the others.
STEPS: list[tuple[Callable[["Walker"], None], int]] = []
#: Steps so named are taken first, so that there is something to walk in.
BEGIN = ("create_", "deploy")
#: Where an object of a kind is read; all that is known is read in the end.
ADDRESSES = {
    "flow": "/flows/{}", "deployment": "/deployments/{}", "run": "/flow_runs/{}", "task": "/task_runs/{}", "artifact": "/artifacts/{}",
    "queue": "/work_queues/{}", "type": "/block_types/{}", "schema": "/block_schemas/{}", "document": "/block_documents/{}",
    "search": "/saved_searches/{}", "variable": "/variables/{}",
}
#: How many names of a kind there are: few, so that they meet again.
NAMES = 4


def step(often: int) -> Callable[[Callable[["Walker"], None]], Callable[["Walker"], None]]:
    """Makes a function one that a walker may take."""

    def register(function: Callable[["Walker"], None]) -> Callable[["Walker"], None]:
        STEPS.append((function, often))
        return function

    return register


class Walker:
    """Takes steps on one server. Two of them with one seed do the same as long as they get the same answers."""

    def __init__(self, api: API, seed: int) -> None:
        self.api = api
        self.chance = random.Random(seed)
        self.known: dict[str, list[str]] = {}
        self.tags = [api.unique(tag) for tag in ("a", "b", "c", "größe")]

    def walk(self, steps: int) -> None:
        functions, often = zip(*STEPS)
        begin = [function for function in functions if function.__name__.startswith(BEGIN)]
        for function in begin * 2 + self.chance.choices(functions, often, k=steps):
            function(self)
        for kind, address in ADDRESSES.items():
            for id in self.known.get(kind, []):
                self.api.get(address.format(id))

    def perhaps(self, share: float) -> bool:
        return self.chance.random() < share

    def one(self, values: Sequence[Any]) -> Any:
        """One of the values; a function among them is asked for one."""
        value = self.chance.choice(values)
        return value() if callable(value) else value

    def some(self, values: Sequence[Any]) -> list[Any]:
        """None, one or up to three of the values, each once."""
        return self.chance.sample(list(values), self.chance.randint(0, min(3, len(values))))

    def some_tags(self) -> list[str]:
        return self.some(self.tags)

    def members(self, share: float, **values: Sequence[Any]) -> dict[str, Any]:
        """An object with some of the members, each there with that probability, and with one of its values."""
        return {name: self.one(choices) for name, choices in values.items() if self.perhaps(share)}

    def name(self, kind: str) -> str:
        """One of the few names of a kind."""
        return self.api.unique(f"{kind}-{self.chance.randrange(NAMES)}")

    def id(self, kind: str) -> str:
        """The id of an object of a kind that was made before; now and then, or if there is none, one that nothing has."""
        known = self.known.get(kind, [])
        return self.chance.choice(known) if known and not self.perhaps(0.03) else self.api.uuid("nobody")

    def keep(self, kind: str, reply: Reply, member: str = "id") -> None:
        """Remembers the object that was answered."""
        if isinstance(reply.body, dict) and isinstance(reply.status, int) and reply.status < 300:
            known = self.known.setdefault(kind, [])
            if (id := reply.body.get(member)) and id not in known:
                known.append(id)

    def forget(self, kind: str, id: str) -> None:
        """Mostly forgets an object that is gone; what is not forgotten is asked for in vain."""
        if id in self.known.get(kind, []) and self.perhaps(0.8):
            self.known[kind].remove(id)

    def delete(self, kind: str, id: str) -> None:
        self.api.delete(ADDRESSES[kind].format(id))
        self.forget(kind, id)
