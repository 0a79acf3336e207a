"""The OpenAPI documents that requests are made from, each with what may be held against Rigel's answers."""

from __future__ import annotations

import dataclasses
import json
import pathlib
import re
from typing import Any

import httpx

from filters.world import World
from odd.operations import SUBJECTS
from twin import servers

# Of Prefect's document: a later piece of work. Templates are what automations are written with.
LATER = r"^/(automations|events|templates)"
# What both documents are right in.
CHECKS = ("not_a_server_error", "content_type_conformance", "response_schema_conformance", "unsupported_method")
# What every refusal says: in a sentence why, or of each problem where it is.
REFUSALS = {
    "description": "Refused",
    "content": {"application/json": {"schema": {"anyOf": [
        {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string", "minLength": 1}}},
        {"type": "object", "required": ["exception_message"], "properties": {
            "exception_message": {"type": "string", "minLength": 1},
            "exception_detail": {"type": "array", "minItems": 1, "items": {
                "type": "object", "required": ["type", "loc", "msg"],
                "properties": {"loc": {"type": "array", "minItems": 1}, "msg": {"type": "string", "minLength": 1}}}}}},
        # An orchestrated refusal: a rule speaks, with the state that the run is in.
        {"type": "object", "required": ["status", "details"]},
    ]}}},
}


@dataclasses.dataclass(frozen=True)
class Document:
    """A document in a file, and how requests made from it are sent and judged."""

    file: pathlib.Path
    # Below this the paths of the document lie.
    url: str
    checks: tuple[str, ...]
    left_out: str | None = None


def prefects(rigel: servers.Server, folder: pathlib.Path, world: World) -> Document:
    """The document of the real server, which says of statuses too little to be held to them: 200 where 201 is answered, and
    nothing of 404, 409 and the second shape of 422."""
    with servers.prefect() as real:
        document = httpx.get(real.root + "/openapi.json", timeout=60, trust_env=False).json()
    for operation in _operations(document):
        operation["responses"].pop("422", None)
        operation["responses"]["4XX"] = REFUSALS
    # The document says that passwords are never answered; the real server answers null, or a mask.
    _drop(document, "writeOnly")
    _lead_to(document, world)
    return Document(_written(document, folder / "prefect.json"), rigel.api, CHECKS, LATER)


def own(rigel: servers.Server, folder: pathlib.Path, world: World) -> Document:
    """Rigel's own document, which has to be right in everything that it says of answers."""
    document = httpx.get(rigel.api + "/openapi.json", timeout=60, trust_env=False).json()
    for path in [path for path in document["paths"] if "/admin/database/" in path]:
        # What others have made is not to vanish in between.
        del document["paths"][path]
    _lead_to(document, world)
    return Document(_written(document, folder / "rigel.json"), rigel.api, (*CHECKS, "status_code_conformance"))


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for path in document["paths"].values() for item in path.values() if isinstance(item, dict) and "responses" in item]


def _lead_to(document: dict[str, Any], world: World) -> None:
    """Has half of the addresses name objects that are there, but those that delete: a random id finds nothing, and then little is tried."""
    for path, item in document["paths"].items():
        kind = next((kind for start, kind in SUBJECTS.items() if path.startswith(start)), None)
        for method, operation in item.items():
            for parameter in operation.get("parameters", []) if method != "delete" else []:
                if known := _known(path, parameter, kind, world):
                    parameter["schema"] = {"anyOf": [{"type": "string", "enum": known}, parameter["schema"]]}


def _known(path: str, parameter: dict[str, Any], kind: str | None, world: World) -> list[str]:
    """What a parameter of an address may name."""
    pool = re.match(r"/(experimental/)?work_pools/\{(\w+)\}", path)
    if parameter["in"] != "path":
        return []
    if pool:
        return [one["name"] for one in world.objects["work_pools"]] if parameter["name"] == pool[2] else ["default"]
    if kind is None or not re.search(r"(^|/)\{" + parameter["name"] + r"\}(/|$)", path):
        return []
    member = {"id": "id", "name": "name", "slug": "slug", "key": "key", "checksum": "checksum"}.get(parameter["name"])
    return sorted({one[member] for one in world.objects[kind] if one.get(member)})[:5] if member else []


def _drop(value: Any, name: str) -> None:
    """Takes members of a name out of all objects."""
    if isinstance(value, dict):
        if isinstance(value.get(name), bool):
            del value[name]
        for member in value.values():
            _drop(member, name)
    elif isinstance(value, list):
        for element in value:
            _drop(element, name)


def _written(document: dict[str, Any], file: pathlib.Path) -> pathlib.Path:
    file.write_text(json.dumps(document))
    return file
