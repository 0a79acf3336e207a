"""`scripts/run`: starting, ending, and what it says when it cannot."""

from __future__ import annotations

import os
import pathlib
import signal
import socket
import subprocess
import time

import pytest

import programs


def test_a_start_is_quick_and_prints_the_addresses() -> None:
    begin = time.monotonic()
    with programs.site(RIGEL_BASE_PATH="/rigel") as site:
        assert time.monotonic() - begin < 3
        assert f"dashboard  http://127.0.0.1:{site.port}/rigel/\n" in site.output
        assert f"export PREFECT_API_URL=http://127.0.0.1:{site.port}/rigel/api\n" in site.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything_with_success(number: signal.Signals) -> None:
    with programs.site() as site:
        children = site.children()
        assert len(children) == 2
        site.signal(number)
        assert site.ended() == 0
        assert [child for child in children if os.path.exists(f"/proc/{child}")] == []
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", site.port)) != 0


def test_when_one_dies_the_other_ends_and_the_exit_tells() -> None:
    for victim in ("rigel", "nginx"):
        with programs.site() as site:
            children = site.children()
            family = [*children, *(member for child in children for member in programs.children(child))]
            assert len(family) == 4
            names = {pathlib.Path(f"/proc/{child}/comm").read_text().strip(): child for child in children}
            os.kill(names[victim], signal.SIGKILL)
            assert site.ended() == 1
            assert "has ended by itself" in site.output
            programs.until(lambda: not any(_runs(member) for member in family))


def test_nothing_outlives_a_script_that_is_killed() -> None:
    with programs.site() as site:
        children = site.children()
        site.signal(signal.SIGKILL)
        site.ended()
        programs.until(lambda: not any(_runs(child) for child in children))


def _runs(pid: int) -> bool:
    """Whether a process is there and more than an entry that nobody has collected."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _refusal(tmp_path: pathlib.Path, **settings: str) -> tuple[int, str]:
    """The status and the words of a start that must fail."""
    program = programs.Site(tmp_path, **settings)
    try:
        return program.ended(), program.output
    finally:
        program.kill()


def test_a_second_start_on_the_same_data_says_who_has_it() -> None:
    with programs.site() as site:
        again = programs.Site(site.data.parent)
        assert again.ended() == 1
        assert again.output.count("\n") == 1
        assert f"already running on the data folder {site.data} (process {site.process.pid})" in again.output
        assert site.ask("GET", "/api/health")[0].status == 200


def test_a_port_that_is_taken_is_named(tmp_path: pathlib.Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        status, words = _refusal(tmp_path, RIGEL_PORT=port)
    assert status == 1
    assert words.count("\n") == 1 and f"port {port} on 127.0.0.1 is taken" in words


def test_a_folder_that_cannot_be_written_is_named(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("")
    status, words = _refusal(tmp_path, RIGEL_DATA=str(tmp_path / "file" / "data"))
    assert status == 1
    assert words.count("\n") == 1 and "cannot write to the data folder" in words and "RIGEL_DATA" in words


def test_a_socket_path_that_is_too_long_is_named_once(tmp_path: pathlib.Path) -> None:
    status, words = _refusal(tmp_path, RIGEL_DATA=str(tmp_path / ("long" * 30)))
    assert status == 64
    assert words.count("\n") == 1 and "longer than the 107 bytes" in words and "RIGEL_SOCKET" in words


def test_an_address_that_nginx_may_not_have_is_named(tmp_path: pathlib.Path) -> None:
    # 192.0.2.0/24 is for documentation: no machine has it.
    status, words = _refusal(tmp_path, RIGEL_HOST="192.0.2.1")
    assert status == 1
    assert "192.0.2.1" in words.splitlines()[-1] and "Cannot assign requested address" in words.splitlines()[-1]


def test_a_missing_program_is_named(tmp_path: pathlib.Path) -> None:
    status, words = _refusal(tmp_path, RIGEL_BINARY=str(tmp_path / "rigel"))
    assert status == 1
    assert words.count("\n") == 1 and "make build" in words


def test_a_missing_nginx_is_named(tmp_path: pathlib.Path) -> None:
    # A PATH in which there is everything but nginx; the script adds the folders where Debian keeps it.
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("bash", "dirname"):
        (tools / tool).symlink_to(f"/usr/bin/{tool}")
    script = (programs.PROJECT / "scripts" / "run").read_text().replace('export PATH="$PATH:/usr/sbin:/sbin"', "")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "run").write_text(script)
    ended = subprocess.run(["/bin/bash", tmp_path / "scripts" / "run"], capture_output=True, text=True,
                           env=programs.environment(PATH=str(tools)))
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1 and "nginx is not installed" in ended.stderr


@pytest.mark.parametrize(("variable", "value", "rule"), [
    ("RIGEL_PORT", "70000", "from 1 to 65535"), ("RIGEL_THREADS", "many", "whole number"),
    ("RIGEL_BASE_PATH", "/a b", "a path such as /rigel"), ("RIGEL_HOST", "a;b", "host name"),
    ("RIGEL_SERVICES", "all,", "all, none or names"), ("RIGEL_ALLOW_DATABASE_CLEAR", "maybe", "true or false"),
])
def test_a_setting_that_cannot_be_is_named_with_its_rule(
        tmp_path: pathlib.Path, variable: str, value: str, rule: str) -> None:
    status, words = _refusal(tmp_path, **{variable: value})
    assert status == 64
    assert words.count("\n") == 1 and variable in words and rule in words and value in words


def test_a_flag_counts_more_than_a_variable() -> None:
    listed = subprocess.run([programs.BINARY, "settings", "--threads=9", "--port", "1"], capture_output=True, text=True,
                            check=True, env=programs.environment(RIGEL_THREADS="8", RIGEL_READERS="7")).stdout
    assert {"RIGEL_THREADS=9", "RIGEL_PORT=1", "RIGEL_READERS=7"} <= set(listed.splitlines())


def test_help_lists_every_setting_with_its_variable() -> None:
    listed = subprocess.run([programs.BINARY, "settings"], capture_output=True, text=True, check=True).stdout
    words = subprocess.run([programs.BINARY, "help"], capture_output=True, text=True, check=True).stdout
    names = [line.partition("=")[0] for line in listed.splitlines()]
    assert len(names) > 10
    assert [name for name in names if name not in words] == []
