"""Blocks as programs use them: saved, loaded, overwritten, missing, deleted, nested, and as a place for results."""

import json
import pathlib
import sys
import warnings

from pydantic import SecretStr

from prefect import flow, task
from prefect.blocks.core import Block
from prefect.blocks.system import Secret
from prefect.filesystems import LocalFileSystem

warnings.simplefilter("ignore")
PREFIX, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
seen = {}


class Inner(Block):
    _block_type_name = f"{PREFIX} inner"
    user: str
    password: SecretStr


class Outer(Block):
    _block_type_name = f"{PREFIX} outer"
    _block_schema_capabilities = ["measure"]
    inner: Inner
    numbers: dict[str, int] = {}
    note: str | None = None


def failing(call):
    """What kind of error a call ends with."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "nothing"


def secrets():
    name = f"{PREFIX}-secret"
    Secret(value="first").save(name)
    seen["secret"] = Secret.load(name).get()
    seen["saved twice"] = failing(lambda: Secret(value="second").save(name))
    Secret(value={"user": "me", "numbers": [1, 2.5]}).save(name, overwrite=True)
    seen["overwritten"] = Secret.load(name).get()
    Secret.delete(name)
    seen["deleted"] = failing(lambda: Secret.load(name))
    seen["deleted twice"] = failing(lambda: Secret.delete(name))
    seen["bad name"] = failing(lambda: Secret(value="x").save("No_Good"))


def nested():
    Outer.register_type_and_schema()
    inner = Inner(user="u", password="p")
    Outer(inner=inner, numbers={"a": 1}).save(f"{PREFIX}-hardcoded")
    inner.save(f"{PREFIX}-inner")
    Outer(inner=Inner.load(f"{PREFIX}-inner"), note="n").save(f"{PREFIX}-outer")
    Inner(user="changed", password="q").save(f"{PREFIX}-inner", overwrite=True)
    for name in ("hardcoded", "outer"):
        outer = Outer.load(f"{PREFIX}-{name}")
        seen[name] = [outer.inner.user, outer.inner.password.get_secret_value(), outer.numbers, outer.note, sorted(outer.get_block_capabilities())]
    outer = Outer.load(f"{PREFIX}-outer")
    outer.note = "changed"
    outer.save(f"{PREFIX}-outer", overwrite=True)
    seen["by slug"] = Block.load(f"{PREFIX}-outer/{PREFIX}-outer").note


def results():
    LocalFileSystem(basepath=str(FOLDER / "kept")).save(f"{PREFIX}-folder")
    storage = LocalFileSystem.load(f"{PREFIX}-folder")
    storage.write_path("file.txt", b"content")
    seen["file"] = storage.read_path("file.txt").decode()

    @task(persist_result=True)
    def double(x):
        return 2 * x

    @flow(name=f"{PREFIX}-kept", persist_result=True, result_storage=storage)
    def keeping(x: int):
        return double(x) + 1

    state = keeping(20, return_state=True)
    seen["state"] = [state.name, state.result(), state.data.metadata.storage_block_id is not None]
    seen["files"] = len([path for path in (FOLDER / "kept").rglob("*") if path.is_file()])


secrets()
nested()
results()
print(json.dumps(seen))
