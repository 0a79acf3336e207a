"""The server is killed under load. SIGKILL ends the process, not the machine: what a disk loses is not tested here."""

from __future__ import annotations

import os
import pathlib
import random
import signal
import time

import checks
import load
import programs
from journal import Journal
from lengths import LENGTH


def test_what_was_acknowledged_survives_kills_at_random_moments(tmp_path: pathlib.Path) -> None:
    tmp_path.chmod(0o711)
    told = Journal()
    for round in range(LENGTH.rounds):
        program = programs.Site(tmp_path)
        try:
            program.wait_for("Rigel is ready")
            checks.api_keeps(told, program.port)
            checks.keys_hold(told, program.port)
            with load.clients(program.port) as end:
                time.sleep(random.uniform(LENGTH.round / 6, LENGTH.round))
                killed = time.monotonic()
                os.kill(program.responder(), signal.SIGKILL)
                assert program.ended() != 0
                journal = end()
            assert len(journal.runs) > 50, f"round {round}: hardly any load: {journal.answers} answers"
            checks.refused_only(journal, since=killed)
            told.add(journal)
        finally:
            program.kill()
        checks.database_is_whole(program.data, told)

    program = programs.Site(tmp_path)
    try:
        program.wait_for("Rigel is ready")
        checks.api_keeps(told, program.port)
        checks.keys_hold(told, program.port)
    finally:
        program.kill()
    print(f"{LENGTH.rounds} kills, {len(told.runs)} runs acknowledged, {told.unanswered} requests unanswered")
