"""Many clients write at once, and nothing goes wrong."""

from __future__ import annotations

import math
import pathlib
import time

import checks
import load
import programs
from lengths import LENGTH


def test_8_clients_that_write_at_once_are_never_refused(tmp_path: pathlib.Path) -> None:
    tmp_path.chmod(0o711)
    program = programs.Site(tmp_path)
    try:
        program.wait_for("Rigel is ready")
        with load.clients(program.port) as end:
            time.sleep(LENGTH.load)
            told = end()
        assert told.unanswered == 0
        checks.refused_only(told, since=math.inf)
        assert len(told.runs) > 20 * LENGTH.load, f"hardly any load: {len(told.runs)} runs"
        checks.api_keeps(told, program.port)
        checks.keys_hold(told, program.port)
        program.signal()
        assert program.ended() == 0
        assert "locked" not in program.output
        checks.database_is_whole(program.data, told)
        print(f"{told.answers} answers in {LENGTH.load} s")
    finally:
        program.kill()
