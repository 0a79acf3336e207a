"""What is measured: one entry a row of the table."""

from __future__ import annotations

import dataclasses
import json

#: The runs that are there before anything is measured: as many of each of these.
STATES = [{"type": "SCHEDULED"}, {"type": "PENDING"}, {"type": "RUNNING"}, {"type": "COMPLETED"}]


def new_run(flow: str, state: dict[str, str]) -> dict[str, object]:
    """The body that creates a run."""
    return {"flow_id": flow, "state": state, "tags": ["bench", state["type"].lower()],
            "parameters": {"name": "marvin", "count": 42}}


@dataclasses.dataclass(frozen=True)
class Case:
    """A request that is sent again and again."""
    name: str
    method: str
    path: str
    body: object = None
    #: A page of Rigel's own, or an answer that the other server is not asked for.
    rigel_only: bool = False

    @property
    def text(self) -> str:
        return "" if self.body is None else json.dumps(self.body)


def cases(flow: str) -> list[Case]:
    """In this order: creating comes last because it adds to what the others read."""
    return [
        Case("GET /api/flows/{id}", "GET", f"/api/flows/{flow}"),
        Case("flow_runs/filter, 200 of all", "POST", "/api/flow_runs/filter", {"limit": 200}),
        Case("flow_runs/filter, 200 by tag and state, newest start first", "POST", "/api/flow_runs/filter",
             {"limit": 200, "sort": "START_TIME_DESC",
              "flow_runs": {"tags": {"all_": ["bench"]}, "state": {"type": {"any_": ["RUNNING", "COMPLETED"]}}}}),
        Case("flow_runs/count by state", "POST", "/api/flow_runs/count",
             {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}, rigel_only=True),
        Case("page /runs", "GET", "/runs", rigel_only=True),
        Case("POST /api/flow_runs/", "POST", "/api/flow_runs/", new_run(flow, {"type": "PENDING"})),
    ]
