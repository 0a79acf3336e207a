"""The operations of the real server's document, each with a way to call it that means something."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from filters.world import World

METHODS = ("get", "post", "put", "patch", "delete")
# A later piece of work; and what would take from the tests what they share.
LEFT_OUT = ("/automations/", "/events", "/templates/")
MISSING = "11111111-2222-4333-8444-555555555555"
# By the beginning of a path, whose objects are meant by `{id}`.
SUBJECTS = {
    "/flows/": "flows", "/flow_runs/": "flow_runs", "/task_runs/": "task_runs", "/ui/task_runs/": "task_runs", "/deployments/": "deployments",
    "/block_types/": "block_types", "/block_schemas/": "block_schemas", "/block_documents/": "block_documents", "/variables/": "variables",
    "/artifacts/": "artifacts", "/work_queues/": "work_pool_queues",
}
# By the name of a member, whose objects it names.
REFERENCES = {
    "flow_id": "flows", "deployment_id": "deployments", "flow_run_id": "flow_runs", "task_run_id": "task_runs", "parent_task_run_id": "task_runs",
    "block_type_id": "block_types", "block_schema_id": "block_schemas",
}


@dataclasses.dataclass(frozen=True)
class Operation:
    """One method of one path, with the schema of its body."""

    method: str
    path: str
    body: dict[str, Any] | None
    query: tuple[str, ...]
    schemas: dict[str, Any] = dataclasses.field(repr=False, hash=False, compare=False, default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def places(self) -> list[str]:
        return re.findall(r"\{([^}]*)\}", self.path)

    def address(self, world: World, odd: dict[str, str] = {}) -> str:
        """The path with objects of a server in it. What is deleted is never there, so that others find the same."""

        def filled(match: re.Match[str]) -> str:
            name = match[1]
            if name in odd:
                return odd[name]
            if name.endswith("id") and self.method != "DELETE":
                kind = next((kind for start, kind in SUBJECTS.items() if self.path.startswith(start)), None)
                if name == "id" and kind and world.objects[kind]:
                    return world.objects[kind][0]["id"]
            if name.endswith("id"):
                return MISSING
            if self.path.startswith("/work_pools/") and self.method != "DELETE" and world.objects["work_pools"]:
                return world.objects["work_pools"][0]["name"] if name == "work_pool_name" or "{work_pool_name}" not in self.path else "default"
            return "no-such-thing"

        return re.sub(r"\{([^}]*)\}", filled, self.path)

    def members(self) -> list[str]:
        """The members of the body, those of its members too, as paths."""
        found: list[str] = []
        for name, schema in self._properties(self.body or {}).items():
            found.append(name)
            found += [f"{name}.{inner}" for inner in self._properties(schema)]
        return found

    def text(self, world: World, word: str, member: str | None = None, value: str = "") -> bytes:
        """A body that has what it must have, with a piece of text as the value of one member. Texts are a word: of a new one, no thing
        is there yet."""
        body = self._value(self.body or {}, "", world, word)
        if member is None:
            return json.dumps(body).encode()
        if isinstance(body, list):
            body = body or [{}]
        place = body[0] if isinstance(body, list) else body
        *outer, last = member.split(".")
        for name in outer:
            place = place.setdefault(name, {}) if isinstance(place.get(name), dict) or name not in place else place
        place[last] = "«here»"
        return json.dumps(body).replace('"\\u00abhere\\u00bb"', value).encode("utf-8", "surrogatepass")

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while True:
            if "$ref" in schema:
                schema = self.schemas[schema["$ref"].rpartition("/")[2]]
            elif choices := schema.get("anyOf") or schema.get("oneOf"):
                schema = next((choice for choice in choices if choice.get("type") != "null"), choices[0])
            elif "allOf" in schema:
                schema = schema["allOf"][0]
            else:
                return schema

    def _properties(self, schema: dict[str, Any]) -> dict[str, Any]:
        schema = self._resolved(schema)
        if schema.get("type") == "array":
            schema = self._resolved(schema.get("items", {}))
        return schema.get("properties", {})

    def _value(self, schema: dict[str, Any], name: str, world: World, word: str) -> Any:
        """A value that a schema takes."""
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        match schema.get("type"):
            case "object":
                properties = schema.get("properties", {})
                return {key: self._value(properties[key], key, world, word) for key in schema.get("required", []) if key in properties}
            case "array":
                return [self._value(schema.get("items", {}), name, world, word)] if schema.get("minItems") or not name else []
            case "integer" | "number":
                return max(1, schema.get("minimum", 1))
            case "boolean":
                return True
            case "string" if schema.get("format") == "uuid":
                kind = REFERENCES.get(name)
                return world.objects[kind][0]["id"] if kind else MISSING
            case "string" if schema.get("format") == "date-time":
                return "2026-01-02T03:04:05Z"
            case "string":
                return word
            case _:
                return {}


def operations(document: dict[str, Any]) -> list[Operation]:
    """Every operation of a document but those left out."""
    schemas = document["components"]["schemas"]
    found = []
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item and not path.startswith(LEFT_OUT):
                content = item[method].get("requestBody", {}).get("content", {})
                query = tuple(one["name"] for one in item[method].get("parameters", []) if one["in"] == "query")
                found.append(Operation(method.upper(), path, content.get("application/json", {}).get("schema") if content else None, query, schemas))
    return found
