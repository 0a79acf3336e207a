"""The OpenAPI documents that requests are made from, each with what may be held against Rigel's answers."""

from __future__ import annotations

import dataclasses
import json
import pathlib
from typing import Any

import httpx

from twin import servers

# Of Prefect's document: a later piece of work. Templates are what automations are written with.
LATER = r"^/(automations|events|templates)"
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


def prefects(rigel: servers.Server, folder: pathlib.Path) -> Document:
    """The document of the real server, which says of statuses too little to be held to them: 200 where 201 is answered, and
    nothing of 404, 409 and the second shape of 422."""
    with servers.prefect() as real:
        document = httpx.get(real.root + "/openapi.json", timeout=60, trust_env=False).json()
    for operation in _operations(document):
        operation["responses"].pop("422", None)
        operation["responses"]["4XX"] = REFUSALS
    # The document says that passwords are never answered; the real server answers null, or a mask.
    _drop(document, "writeOnly")
    return Document(_written(document, folder / "prefect.json"), rigel.api, (
        "not_a_server_error", "content_type_conformance", "response_schema_conformance", "unsupported_method"), LATER)


def own(rigel: servers.Server, folder: pathlib.Path) -> Document:
    """Rigel's own document, which has to be right in everything that it says of answers."""
    document = httpx.get(rigel.api + "/openapi.json", timeout=60, trust_env=False).json()
    for path in [path for path in document["paths"] if "/admin/database/" in path]:
        # What others have made is not to vanish in between.
        del document["paths"][path]
    return Document(_written(document, folder / "rigel.json"), rigel.root, (
        "not_a_server_error", "content_type_conformance", "response_schema_conformance", "unsupported_method",
        "status_code_conformance"))


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for path in document["paths"].values() for item in path.values() if isinstance(item, dict) and "responses" in item]


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
