"""Blocks: what a program that saves, loads and nests them sees, and what the API and the command line show afterwards."""

from __future__ import annotations

import json

from .client import Client
from .conftest import Both


def test_a_program_with_blocks(both: Both, run_name: str):
    prefix = f"blocks-{run_name}"

    def part(client: Client):
        ended = client.python("blocks.py", prefix, str(client.home))
        assert ended.returncode == 0, ended.stdout
        seen = json.loads(next(line for line in ended.stdout.splitlines() if line.startswith("{")))
        return {"program": seen, "documents": documents(client, prefix), "types": types(client, prefix), "masked": masked(client, prefix)}

    seen = both.agree(part)
    assert seen["program"]["secret"] == "first"
    assert seen["program"]["outer"][:2] == ["changed", "q"]
    assert seen["program"]["state"] == ["Completed", 41, True]


def documents(client: Client, prefix: str) -> list:
    """Every document of the program: its type, its data, what it refers to."""
    found = client.post("/block_documents/filter", {"block_documents": {"name": {"like_": prefix}}, "include_secrets": True})
    return [
        (each["name"], each["block_type"]["slug"], without_folders(each["data"], client), sorted(each["block_document_references"]), sorted(each["block_schema"]["capabilities"]),
         each["block_schema"]["checksum"], each["block_schema"]["version"]) for each in found]


def without_folders(data: dict, client: Client) -> dict:
    return json.loads(json.dumps(data).replace(str(client.home), "<home>"))


def types(client: Client, prefix: str) -> list:
    found = client.post("/block_types/filter", {"block_types": {"name": {"like_": prefix}}})
    return [(each["name"], each["slug"], each["description"], each["is_protected"]) for each in found]


def masked(client: Client, prefix: str) -> dict:
    return client.get(f"/block_types/slug/{prefix}-outer/block_documents/name/{prefix}-hardcoded")["data"]


def test_the_command_line_and_blocks(both: Both, run_name: str, tmp_path):
    prefix = f"cli-{run_name}"
    file = tmp_path / "blocks_of_a_file.py"
    file.write_text(f"from prefect.blocks.core import Block\n\nclass FromFile(Block):\n    _block_type_name = '{prefix} from file'\n    x: int\n")

    def part(client: Client):
        said = {}
        for name, command in {
            "register": ("block", "register", "--file", str(file)), "again": ("block", "register", "--file", str(file)),
            "types": ("block", "type", "ls"), "inspect": ("block", "type", "inspect", f"{prefix}-from-file"),
            "missing": ("block", "inspect", f"{prefix}-from-file/nobody"), "delete": ("block", "type", "delete", f"{prefix}-from-file"),
            "gone": ("block", "type", "inspect", f"{prefix}-from-file"),
        }.items():
            said[name] = client.cli(*command).returncode
        return said

    seen = both.agree(part)
    assert (seen["register"], seen["again"], seen["delete"], seen["missing"], seen["gone"]) == (0, 0, 0, 1, 1)
