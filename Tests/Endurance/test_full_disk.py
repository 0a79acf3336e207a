"""No room for more: writes wait for better times, what was acknowledged stays, and the server works again.

Everywhere, a limit on the size of files (`RLIMIT_FSIZE`) stands for the full disk: no rights are needed. Root, where it
may mount, tries a file system in memory that is really full as well.
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import pathlib
import resource
import subprocess
import time
from typing import Callable, Iterator

import pytest

import checks
import load
import programs
from journal import Journal

#: Frees the room again.
Free = Callable[[], None]


def _mount(folder: pathlib.Path) -> bool:
    return os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m,mode=711", "tmpfs", folder], stderr=subprocess.DEVNULL).returncode == 0


def _can_mount() -> bool:
    with contextlib.suppress(OSError):
        folder = pathlib.Path("/tmp") / f"rigel-mount-{os.getpid()}"
        folder.mkdir()
        try:
            if _mount(folder):
                subprocess.run(["umount", folder], check=True)
                return True
        finally:
            folder.rmdir()
    return False


@contextlib.contextmanager
def small_files(program: programs.Site) -> Iterator[Free]:
    """The responder's files cannot grow much past the largest that it has now."""
    responder = program.responder()
    _, most = resource.prlimit(responder, resource.RLIMIT_FSIZE)
    largest = max(file.stat().st_size for file in program.data.iterdir() if file.is_file())
    resource.prlimit(responder, resource.RLIMIT_FSIZE, (largest + (1 << 20), most))
    yield lambda: resource.prlimit(responder, resource.RLIMIT_FSIZE, (most, most)) and None


@contextlib.contextmanager
def full_file_system(program: programs.Site) -> Iterator[Free]:
    """Another file takes all the room that there is beside the data."""
    other = program.data.parent / "other"
    with other.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(1 << 16)):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
        # A little room, so that writing goes well for a while.
        file.truncate(file.tell() - (1 << 20))
    yield other.unlink


@contextlib.contextmanager
def home(folder: pathlib.Path, mounted: bool) -> Iterator[pathlib.Path]:
    """Where the data lives."""
    folder.chmod(0o711)
    if mounted:
        assert _mount(folder)
    try:
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("shortage", [small_files, *([full_file_system] if _can_mount() else [])])
def test_a_full_disk_refuses_writes_for_as_long_as_it_is_full(
    tmp_path: pathlib.Path, shortage: Callable[[programs.Site], contextlib.AbstractContextManager[Free]]
) -> None:
    with home(tmp_path, mounted=shortage is full_file_system) as folder:
        program = programs.Site(folder)
        try:
            told = _through_a_shortage(program, shortage)
            program.signal()
            assert program.ended() == 0, program.output
            checks.database_is_whole(program.data, told)
        finally:
            program.kill()


def _through_a_shortage(
    program: programs.Site, shortage: Callable[[programs.Site], contextlib.AbstractContextManager[Free]]
) -> Journal:
    program.wait_for("Rigel is ready")
    responder = program.responder()
    with shortage(program) as free:
        begin = time.monotonic()
        with load.clients(program.port, pause=0.01) as end:
            programs.until(lambda: len(refusals(program.port)) > 0, seconds=60)
            told = end()
        checks.refused_only(told, since=begin)
        assert told.runs and told.unanswered == 0
        # Reading needs no room.
        checks.api_keeps(told, program.port)
        free()

    with load.clients(program.port, pause=0.01) as end:
        time.sleep(1)
        after = end()
    checks.refused_only(after, since=math.inf)
    assert after.runs and after.unanswered == 0
    assert program.responder() == responder
    told.add(after)
    checks.api_keeps(told, program.port)
    return told


def refusals(port: int) -> list[str]:
    """What a write is refused with now."""
    api = load.Api(port)
    with contextlib.closing(api):
        status, content, headers = api.ask("POST", "/flows/", {"name": f"flow {time.monotonic_ns()}"})
        assert status == 201 or (status == 503 and headers.get("Retry-After")), (status, content)
        return [str(content)] if status == 503 else []
