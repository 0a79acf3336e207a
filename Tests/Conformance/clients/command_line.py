"""The Prefect command line: a shell for many commands, and what they print in a form that can be compared."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import re
import signal
import subprocess
from typing import Mapping

from twin.normalise import TIME, UUID

SHELL = pathlib.Path(__file__).with_name("programs") / "shell.py"
RANDOM_NAME = re.compile(r"\b[a-z]{3,}-[a-z]{3,}\b")
AGO = re.compile(r"a few seconds ago|in \d+ years|\b(\d+|an?) (second|minute|hour|day)s? ago|\bin (\d+|an?) (second|minute|hour|day)s?\b|just now|[0-9]+(\.[0-9]+)?s\b|\bnow\b")
CLOCK = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?|(datetime\.datetime|DateTime)\([^)]*\)+")
PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclasses.dataclass
class Said:
    """A command's exit status and all that it printed."""
    returncode: int
    stdout: str


class Shell:
    """A process with Prefect imported that forks for every command, so that a command does not have to import it again."""

    def __init__(self, python: str, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [python, str(SHELL)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)

    def run(self, arguments: tuple[str, ...], folder: pathlib.Path) -> Said:
        """Runs one command to its end."""
        self.process.stdin.write(json.dumps({"arguments": arguments, "folder": str(folder)}) + "\n")
        self.process.stdin.flush()
        if not (line := self.process.stdout.readline()):
            raise AssertionError(f"the shell ended with {self.process.wait(10)} at {' '.join(arguments)}")
        answer = json.loads(line)
        return Said(answer["status"], answer["output"])

    def close(self) -> None:
        """Ends it, and a command that still runs."""
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.stdout.close()


def plain(printed: str, names: Mapping[str, str]) -> list[str]:
    """The words that were printed, without times, ids, random names and the lines of tables; `names` are put in other words first."""
    for text, word in names.items():
        printed = printed.replace(text, word)
    for pattern, word in ((UUID, "<id>"), (TIME, "<time>"), (CLOCK, "<clock>"), (PLAIN_DATE, "<date>"), (AGO, "<ago>"), (RANDOM_NAME, "<name>")):
        printed = pattern.sub(word, printed)
    printed = re.sub(r"[│┃─━┏┓┡┩└┘┬┴┼╇┳╭╮╰╯|]+", " ", printed)
    return [words for line in printed.splitlines() if (words := " ".join(line.split()))]
