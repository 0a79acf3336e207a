"""Keys of blocks: nothing secret on disk or in a log, keys that are missing, and rotating them while being killed."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import pathlib
import random
import sqlite3
import stat
import subprocess
import time
from typing import Iterator

import programs

SECRET = "correct-horse-battery-staple"


def command(data: pathlib.Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([programs.BINARY, *words], env=programs.environment(RIGEL_DATA=str(data), **settings),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)


@contextlib.contextmanager
def server(folder: pathlib.Path, **settings: str) -> Iterator[programs.Site]:
    """Rigel on a folder that stays."""
    os.chmod(folder, 0o711)
    site = programs.Site(folder, **settings)
    try:
        site.wait_for("Rigel is ready")
        yield site
    finally:
        site.kill()


def post(site: programs.Site, path: str, body: object) -> dict:
    answer, text = site.ask("POST", f"/api{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    assert answer.status in (200, 201), text
    return json.loads(text)


def save(site: programs.Site, name: str, value: str = SECRET) -> None:
    """Saves a Secret, as clients do."""
    answer, text = site.ask("GET", "/api/block_types/slug/secret")
    kind = json.loads(text)["id"]
    schema = post(site, "/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [kind]}}})[0]["id"]
    post(site, "/block_documents/", {"name": name, "block_type_id": kind, "block_schema_id": schema, "data": {"value": value}})


def values(site: programs.Site) -> set[str]:
    found = post(site, "/block_documents/filter", {"include_secrets": True})
    return {document["data"]["value"] for document in found}


def holds_secret(folder: pathlib.Path) -> list[pathlib.Path]:
    """Files in which the secret can be read."""
    return [path for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_a_newcomer_gets_a_key_and_nothing_secret_is_in_any_file(tmp_path: pathlib.Path) -> None:
    with server(tmp_path) as site:
        key = site.data / "secrets.key"
        assert f"made the key file {key}" in site.output and "keep a copy" in site.output
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        for number in range(5):
            save(site, f"secret-{number}")
        assert values(site) == {SECRET}
        assert holds_secret(tmp_path) == []
        key_text = [line for line in key.read_text().splitlines() if not line.startswith("#")][0]
        assert key_text not in site.output
    assert holds_secret(tmp_path) == []
    assert command(tmp_path / "data", "check").returncode == 0
    with server(tmp_path) as site:
        assert values(site) == {SECRET} and "made the key file" not in site.output


def test_a_key_that_is_gone_or_another_is_said_clearly(tmp_path: pathlib.Path) -> None:
    with server(tmp_path) as site:
        save(site, "mine")
    data = tmp_path / "data"
    key = data / "secrets.key"
    kept = key.read_text()
    key.unlink()
    for words in (("serve",), ("check",), ("secrets", "rotate"), ("migrate",)):
        said = command(data, *words, RIGEL_ASSETS=str(programs.PROJECT))
        assert said.returncode != 0 and f"the key file {key} is not there" in said.stdout, said.stdout
        assert not key.exists()
    other = command(data, "secrets", "new-key").stdout.strip()
    assert len(base64.b64decode(other)) == 32
    for settings in ({"RIGEL_SECRETS_KEY": other}, {"RIGEL_SECRETS_KEY_FILE": str(tmp_path / "other")}):
        (tmp_path / "other").write_text(other + "\n")
        said = command(data, "check", **settings)
        assert said.returncode != 0 and "Blocks in the database are sealed with key" in said.stdout
        assert other not in said.stdout and SECRET not in said.stdout
    for wrong in ("short", other[:-4], f"{other},x"):
        said = command(data, "check", RIGEL_SECRETS_KEY=wrong)
        assert said.returncode != 0 and "RIGEL_SECRETS_KEY is not what it must be" in said.stdout and wrong not in said.stdout
    key.write_text("not a key\n")
    said = command(data, "check")
    assert said.returncode != 0 and "line 1 of the key file" in said.stdout and "not a key" not in said.stdout.replace("is no key", "")
    key.write_text(kept)
    assert command(data, "check").returncode == 0


def test_after_a_key_is_lost_the_server_can_go_on_without_what_it_sealed(tmp_path: pathlib.Path) -> None:
    with server(tmp_path) as site:
        save(site, "mine")
    data = tmp_path / "data"
    (data / "secrets.key").unlink()
    said = command(data, "secrets", "forget-lost")
    assert said.returncode == 0 and "1 blocks are sealed with keys that are not here" in said.stdout
    assert not (data / "secrets.key").exists()
    said = command(data, "secrets", "forget-lost", "--confirm")
    assert said.returncode == 0 and "1 blocks were deleted" in said.stdout
    with server(tmp_path) as site:
        assert values(site) == set()
        save(site, "mine")
    assert command(data, "secrets", "forget-lost", "--confirm").stdout == "every block opens\n"
    with server(tmp_path) as site:
        assert values(site) == {SECRET}


def test_a_server_that_runs_keeps_its_keys(tmp_path: pathlib.Path) -> None:
    with server(tmp_path) as site:
        save(site, "mine")
        before = (site.data / "secrets.key").read_text()
        said = command(site.data, "secrets", "rotate")
        assert said.returncode != 0 and "Another Rigel is running on this data" in said.stdout
        assert (site.data / "secrets.key").read_text() == before
        assert values(site) == {SECRET}


def test_rotating_leaves_one_new_key_and_every_secret(tmp_path: pathlib.Path) -> None:
    with server(tmp_path) as site:
        save(site, "mine")
    key = tmp_path / "data" / "secrets.key"
    before = key.read_text()
    said = command(tmp_path / "data", "secrets", "rotate")
    assert said.returncode == 0 and "1 blocks are sealed with the new key" in said.stdout, said.stdout
    keys = [line for line in key.read_text().splitlines() if not line.startswith("#")]
    assert len(keys) == 1 and keys[0] not in before and keys[0] not in said.stdout
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with server(tmp_path) as site:
        assert values(site) == {SECRET}


def test_rotating_keys_that_are_a_setting(tmp_path: pathlib.Path) -> None:
    data = tmp_path / "data"
    old, new = (command(data, "secrets", "new-key").stdout.strip() for _ in range(2))
    with server(tmp_path, RIGEL_SECRETS_KEY=old) as site:
        save(site, "mine")
        assert not (site.data / "secrets.key").exists()
    said = command(data, "secrets", "rotate", RIGEL_SECRETS_KEY=old)
    assert said.returncode != 0 and "`rigel secrets new-key` prints" in said.stdout
    said = command(data, "secrets", "rotate", RIGEL_SECRETS_KEY=f"{new},{old}")
    assert said.returncode == 0 and "nothing needs the others" in said.stdout
    with server(tmp_path, RIGEL_SECRETS_KEY=new) as site:
        assert values(site) == {SECRET}


def test_killed_at_any_moment_rotating_loses_nothing(tmp_path: pathlib.Path) -> None:
    with server(tmp_path) as site:
        save(site, "first")
    data = tmp_path / "data"
    many = 4000
    _add_plain(data / "rigel.db", many)
    assert holds_secret(data)
    begin = time.monotonic()
    assert command(data, "secrets", "rotate").returncode == 0
    whole = time.monotonic() - begin
    assert holds_secret(data) == []
    chance = random.Random(7)
    cut = 0
    for _ in range(25):
        rotating = subprocess.Popen([programs.BINARY, "secrets", "rotate"], env=programs.environment(RIGEL_DATA=str(data)),
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole))
        rotating.kill()
        cut += rotating.wait() != 0
        with contextlib.closing(sqlite3.connect(f"file:{data / 'rigel.db'}?mode=ro", uri=True)) as database:
            assert database.execute("SELECT count(*) FROM block_document WHERE key_id IS NULL").fetchone() == (0,)
    assert cut > 5, "nothing was cut short, so nothing was tried"
    assert command(data, "check").returncode == 0
    said = command(data, "secrets", "rotate")
    assert said.returncode == 0 and f"{many + 1} blocks are sealed" in said.stdout, said.stdout
    assert len([line for line in (data / "secrets.key").read_text().splitlines() if not line.startswith("#")]) == 1
    with server(tmp_path) as site:
        found = post(site, "/block_documents/count", {})
        assert found == many + 1
        assert values(site) == {SECRET}


def _add_plain(path: pathlib.Path, count: int) -> None:
    """Documents as a server before there were keys kept them."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        row = database.execute("SELECT created, updated, block_type_id, block_schema_id, is_anonymous FROM block_document").fetchone()
        database.executemany(
            "INSERT INTO block_document (id, created, updated, block_type_id, block_schema_id, is_anonymous, name, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(os.urandom(16), *row, f"plain-{number}", json.dumps({"value": SECRET})) for number in range(count)])
        database.execute("INSERT OR IGNORE INTO unswept (id) VALUES (1)")
