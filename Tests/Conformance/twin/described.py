"""What Rigel says of its answers in its OpenAPI document, held against the answers themselves."""

from __future__ import annotations

import re
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from .recording import Call


class Description:
    """The document of one server, made ready to check answers."""

    def __init__(self, root: str) -> None:
        self.document: dict[str, Any] = httpx.get(f"{root}/api/openapi.json", timeout=60, trust_env=False).json()
        self.paths = sorted(
            ((_pattern(path), path) for path in self.document["paths"]), key=lambda pair: _rank(pair[1]))
        self.validators: dict[tuple[str, str, str], Draft202012Validator | None] = {}

    def problem(self, call: Call) -> str | None:
        """Where an answer of success is not what the document says; nothing when it is."""
        media, body = call.answered
        if not isinstance(call.status, int) or not 200 <= call.status < 300 or call.method == "HEAD":
            return None
        path = call.path.split("?")[0]
        operations = [
            (pattern, self.document["paths"][pattern]) for expression, pattern in self.paths
            if expression.fullmatch(path) and call.method.lower() in self.document["paths"][pattern]]
        if not operations:
            return f"{call.title} is not described"
        pattern = operations[0][0]
        response = operations[0][1][call.method.lower()]["responses"].get(str(call.status))
        if response is None:
            return f"{call.title} answers {call.status}, which is not described"
        content = response.get("content")
        if content is None:
            return f"{call.title} answers a body, which is not described" if body != "" else None
        if media not in content:
            return f"{call.title} answers {media}, which is not described"
        if media != "application/json":
            return None
        error = next(self._validator(pattern, call.method.lower(), str(call.status)).iter_errors(body), None)
        if error is None:
            return None
        while error.context:
            error = max(error.context, key=lambda one: len(one.absolute_path))
        return f"{call.title}: at {list(error.absolute_path)} {error.message[:300]}"

    def _validator(self, path: str, method: str, status: str) -> Draft202012Validator:
        key = (path, method, status)
        if key not in self.validators:
            schema = self.document["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
            self.validators[key] = Draft202012Validator({**schema, "components": self.document["components"]})
        return self.validators[key]


def _pattern(path: str) -> re.Pattern[str]:
    """An expression for the addresses of a path; ids are known by their names."""
    parts = [
        ("[^/]+" if not piece.endswith(("resource}",)) else ".+") if piece.startswith("{") else re.escape(piece)
        for piece in path.split("/")]
    return re.compile("/".join(parts))


def _rank(path: str) -> list[bool]:
    """Fixed segments before placeholders, from the left."""
    return [piece.startswith("{") for piece in path.split("/")]
