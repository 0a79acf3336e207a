"""Clients in processes of their own, which are killed at random, and what they had noted until then."""

from __future__ import annotations

import ctypes
import dataclasses
import multiprocessing
import os
import pathlib
import random
import signal
import time
from multiprocessing.process import BaseProcess
from typing import Callable

PR_SET_PDEATHSIG = 1
#: Forked, so that a hundred of them are there in a moment.
FORK = multiprocessing.get_context("fork")


class Notes:
    """Lines that many processes add to one file. A line is there as a whole, or not at all when its writer was killed first."""

    def __init__(self, path: pathlib.Path) -> None:
        self._path = path
        path.touch()

    def add(self, *words: object) -> None:
        """Adds the time on the clock that all processes share, and the words."""
        line = " ".join(map(str, (time.monotonic(), os.getpid(), *words))) + "\n"
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)

    def read(self) -> list[tuple[float, int, list[str]]]:
        """Time, process and words of each line, oldest first."""
        lines = (line.split() for line in self._path.read_text().splitlines())
        return sorted((float(words[0]), int(words[1]), words[2:]) for words in lines)


@dataclasses.dataclass
class Span:
    """From when to when somebody held a slot."""

    begin: float
    end: float


def most_at_once(spans: list[Span]) -> int:
    """How many spans there are at the moment that has most. One that ends as another begins is not counted with it."""
    changes = sorted([(span.begin, 1) for span in spans] + [(span.end, -1) for span in spans])
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most


class Crowd:
    """Processes at work. One that is killed is replaced by another that does the same."""

    def __init__(self, work: Callable[[int], None], count: int) -> None:
        self._work = work
        self._chance = random.Random()
        self._members = [self._start(number) for number in range(count)]
        self.killed = 0

    def _start(self, number: int) -> BaseProcess:
        process = FORK.Process(target=self._begin, args=(number,), daemon=True)
        process.start()
        return process

    def _begin(self, number: int) -> None:
        """Works, and ends with the process that started it, in whatever way that ends."""
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        self._work(number)

    def kill(self, pid: int | None = None) -> int:
        """Kills somebody at random, or a certain one, and starts another in its place. The number that was killed."""
        places = [place for place, member in enumerate(self._members) if member.pid == pid] if pid else []
        place = places[0] if places else self._chance.randrange(len(self._members))
        member = self._members[place]
        assert member.pid
        os.kill(member.pid, signal.SIGKILL)
        member.join()
        self.killed += 1
        self._members[place] = self._start(place)
        return member.pid

    def troubles(self) -> list[int]:
        """Exit statuses of those who ended badly by themselves."""
        return [member.exitcode for member in self._members if member.exitcode]

    def end(self, within: float) -> None:
        """Waits until all have ended, as they were told elsewhere."""
        end = time.monotonic() + within
        for member in self._members:
            member.join(max(0, end - time.monotonic()))
            if member.is_alive():
                member.kill()
                raise AssertionError("a client waits for an answer that does not come")
