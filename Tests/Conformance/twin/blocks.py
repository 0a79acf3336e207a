"""Blocks that scenarios start from: types, schemas and documents, made by ordinary recorded calls."""

from __future__ import annotations

from typing import Any

from .api import API, Reply


def a_block_type(api: API, name: str = "type", **members: Any) -> Reply:
    return api.post("/block_types/", {"name": api.unique(name), "slug": slug(api, name), **members})


def slug(api: API, name: str) -> str:
    """A slug of this scenario: no underscores."""
    return api.unique(name).replace("_", "-")


def fields(api: API, name: str = "type", **members: Any) -> dict[str, Any]:
    """The field schema of a block, as clients make it; unlike that of any other scenario."""
    return {
        "title": api.unique(name), "type": "object", "description": f"the {name} of {api.prefix}",
        "properties": {"x": {"title": "X", "type": "string"}, "y": {"title": "Y", "type": "integer", "default": 1}},
        "required": ["x"], "block_type_slug": slug(api, name), "secret_fields": [], "block_schema_references": {}, **members}


def a_block_schema(api: API, type: Reply, name: str = "type", capabilities: tuple[str, ...] = (), version: str | None = None, **members: Any) -> Reply:
    body: dict[str, Any] = {"block_type_id": type["id"], "fields": fields(api, name, **members), "capabilities": list(capabilities)}
    if version is not None:
        body["version"] = version
    return api.post("/block_schemas/", body)


def a_block_document(api: API, schema: Reply, named: str | None = "document", data: Any = None, **members: Any) -> Reply:
    body: dict[str, Any] = {"block_schema_id": schema["id"], "block_type_id": schema["block_type_id"], "data": data if data is not None else {"x": "a"}}
    if named is not None:
        body["name"] = slug(api, named)
    return api.post("/block_documents/", {**body, **members})


def a_block(api: API, name: str = "type", data: Any = None, **members: Any) -> tuple[Reply, Reply, Reply]:
    """A type, its schema and one document."""
    type = a_block_type(api, name)
    schema = a_block_schema(api, type, name, **members)
    return type, schema, a_block_document(api, schema, data=data)
