"""Which scenarios show an operation answering, missing what it was asked for, refusing a conflict and refusing bad input."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Iterable

from .recording import Call
from .scenario import Scenario

METHODS = ("get", "post", "put", "patch", "delete")
# A later piece of work. Templates are what automations are written with.
LATER = ("/automations/", "/events", "/templates/")
# What servers of 2.20.25 have and 3.8.8 has not.
ONLY_OLDER = (
    "POST /flow_run_notification_policies/", "POST /flow_run_notification_policies/filter", "GET /flow_run_notification_policies/{id}",
    "PATCH /flow_run_notification_policies/{id}", "DELETE /flow_run_notification_policies/{id}",
    "POST /deployments/{id}/set_schedule_active", "POST /deployments/{id}/set_schedule_inactive",
    "POST /admin/database/clear", "POST /admin/database/create", "POST /admin/database/drop",
)
# The outcomes by their status.
OUTCOMES = {
    "answered": lambda status: 200 <= status < 300, "missing": lambda status: status in (404, 410),
    "conflicting": lambda status: status in (403, 409, 423), "bad input": lambda status: status in (400, 422),
}
# Operations that may meet what is there already or may not be touched: 409 and its like must be seen. Creations that answer a
# second call with what is there (flows, deployments, runs with a key) are seen to by the scenarios that make them twice.
CONFLICTS = {
    "POST /block_documents/", "POST /block_types/", "DELETE /block_types/{id}", "POST /work_pools/",
    "PATCH /work_pools/{name}", "DELETE /work_pools/{name}", "POST /work_pools/{work_pool_name}/queues",
    "POST /work_queues/", "POST /v2/concurrency_limits/", "POST /v2/concurrency_limits/increment", "POST /variables/",
    "POST /concurrency_limits/increment",
}
# Operations of which an outcome cannot be had, each with the reason.
NEVER: dict[tuple[str, str], str] = {
    ("POST /flow_runs/{id}/input/filter", "missing"): "an empty list",
    ("POST /deployments/{id}/schedule", "missing"): "nothing is made",
    ("GET /block_schemas/checksum/{checksum}", "bad input"): "any text is a version",
    ("GET /csrf-token", "answered"): "`clients/test_guards.py`, where tokens are on",
}


@dataclasses.dataclass(frozen=True)
class Operation:
    """One method of one path."""

    title: str
    pattern: re.Pattern[str]
    fixed: int
    outcomes: frozenset[str]


class Operations:
    """The operations of a document, and what the scenarios showed of each."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.all = [
            _operation(f"{method.upper()} {path}", item[method], item.get("parameters", []))
            for path, item in document["paths"].items() for method in METHODS
            if method in item and not path.startswith(LATER)]
        self.all += [
            _operation(title, {"requestBody": {}} if "set_schedule" not in title and title.startswith(("POST", "PATCH")) else {}, [])
            for title in ONLY_OLDER]
        self.seen: dict[str, dict[str, set[str]]] = {operation.title: {} for operation in self.all}

    def add(self, scenario: Scenario, calls: Iterable[Call]) -> None:
        """Notes what the calls of a scenario came to."""
        for call in calls:
            if (operation := self._of(call)) is not None:
                for outcome, holds in OUTCOMES.items():
                    if isinstance(call.status, int) and holds(call.status):
                        self.seen[operation.title].setdefault(outcome, set()).add(f"{scenario.module}.{scenario.name}")

    def _of(self, call: Call) -> Operation | None:
        matching = [operation for operation in self.all if operation.pattern.fullmatch(f"{call.method} {call.path.partition('?')[0]}")]
        return max(matching, key=lambda operation: operation.fixed, default=None)


def _operation(title: str, item: dict[str, Any], shared: list[dict[str, Any]]) -> Operation:
    path = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(title))
    places = {parameter["in"] for parameter in item.get("parameters", []) + shared} | ({"path"} if "{" in title else set())
    outcomes = {"answered"} | ({"missing"} if "path" in places else set())
    if "requestBody" in item or "query" in places:
        outcomes.add("bad input")
    if title in CONFLICTS:
        outcomes.add("conflicting")
    return Operation(title, re.compile(path), len(re.sub(r"\{[^}]*\}", "", title)), frozenset(outcomes))


def lacking(operations: Operations) -> list[str]:
    """The outcomes that no scenario shows and that are not said to be impossible; and those said to be and seen."""
    gaps = []
    for operation in operations.all:
        for outcome in OUTCOMES:
            never, seen = (operation.title, outcome) in NEVER, outcome in operations.seen[operation.title]
            if never and seen:
                gaps.append(f"{operation.title}: {outcome} is possible after all")
            elif outcome in operation.outcomes and not never and not seen:
                gaps.append(f"{operation.title}: {outcome}")
    return gaps


def table(operations: Operations) -> str:
    """The operations as a Markdown table, with up to three scenarios for each outcome."""
    lines = [
        "# Operations and their scenarios", "",
        "Written by `RIGEL_STORE_OPERATIONS=1 pytest Tests/Conformance/test_twin.py`, from what the scenarios do; a test holds it to that.",
        "`events/*` and `automations/*` are not in it. The last rows are what only servers of Prefect 2 have.", "",
        "| operation | " + " | ".join(OUTCOMES) + " |", "|---" * (len(OUTCOMES) + 1) + "|",
    ]
    for operation in operations.all:
        cells = [_cell(operation, outcome, operations.seen[operation.title].get(outcome, set())) for outcome in OUTCOMES]
        lines.append(f"| `{operation.title}` | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(operation: Operation, outcome: str, scenarios: set[str]) -> str:
    if reason := NEVER.get((operation.title, outcome)):
        return reason
    names = sorted(scenarios)
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
