"""Prefect's own web UI, out of its package, beside Rigel: what it is shown, and its pages."""

from __future__ import annotations

import dataclasses
import pathlib
import re

import prefect.server

from world import World

# Nothing of it is part of this project: it comes from the environment in which the tests run.
FOLDER = pathlib.Path(prefect.server.__file__).parent


@dataclasses.dataclass(frozen=True)
class UIPage:
    """A page of the UI: its address below that of the UI, and a text that stands on it, if it can be drawn."""

    name: str
    path: str
    text: str
    # At least so many tabs.
    tabs: int = 0


@dataclasses.dataclass(frozen=True)
class Missing:
    """What the UI asks for and does not get, and why."""

    reason: str
    pattern: str

    def covers(self, complaint: str) -> bool:
        return re.search(self.pattern, complaint) is not None


MISSING: list[Missing] = [
    Missing("searching and counting events is not there yet", r"^404 \S+/api/events/(filter|count-by/\w+)$"),
    Missing("automations are not there yet", r"^404 \S+/api/automations/\S*$"),
    Missing("how the two versions lament a call that failed; each failed call counts by itself", r"^\['(vO'|Error: Not Found\\n)"),
    Missing("statistics for those who made it: refused by the policy that nginx sends with it", r"\.amplitude\.com/|^\['Amplitude Logger "),
    # These fail on Prefect's own server, too, where the UI is not at the root or there is no way to the internet.
    Missing("icons of the tab are looked for at the root of the site, wherever the UI is", r"^404 https?://[^/]+/(ico/)?\w+\.(svg|ico)$"),
    Missing("for an artifact of no task run the task run without an id is asked for", r"^422 \S+/api/task_runs/filter$"),
    Missing("logos lie where Prefect keeps them, and tests have no way there", r"^request failed: \S+ https://(raw\.githubusercontent\.com|cdn\.sanity\.io)/"),
]


class UIWorld(World):
    """The world of the other pages, with a deployment that has a form, a block, and an event."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        schema = {
            "title": "Parameters", "type": "object", "required": ["day"],
            "properties": {
                "day": {"title": "day", "position": 0, "type": "string", "format": "date-time"},
                "limit": {"title": "limit", "position": 1, "type": "integer", "default": 7},
                "rows": {"title": "rows", "position": 2, "type": "array", "items": {"type": "string"}, "default": []},
                "kind": {"title": "kind", "position": 3, "enum": ["a", "b"], "default": "a"},
            }}
        self.form = self.deploy("with-a-form", parameter_openapi_schema=schema, enforce_parameter_schema=True, work_pool_name="my pool",
                                parameters={"day": "2026-01-02T03:04:05Z"})
        self.pooled_run = self.made(f"/deployments/{self.form}/create_flow_run", name="formal-fox")
        secret = self.read("/block_types/slug/secret")["id"]
        schemas = self.api.post("/block_schemas/filter", json={"block_schemas": {"block_type_id": {"any_": [secret]}}}).json()
        self.block = self.made("/block_documents/", name="the-password", data={"value": "xyz"}, block_schema_id=schemas[0]["id"], block_type_id=secret)
        self.tag_limit = self.made("/concurrency_limits/", tag="slow-database", concurrency_limit=3)

    @property
    def ui_pages(self) -> list[UIPage]:
        deployment = f"/deployments/deployment/{self.form}"
        pool = "/work-pools/work-pool/my%20pool"
        return [
            UIPage("dashboard", "/dashboard", "Flow Runs"),
            UIPage("runs", "/runs", "ubiquitous-caiman"),
            UIPage("runs: task runs", "/runs?tab=task-runs", "Task runs"),
            UIPage("flow run", f"/runs/flow-run/{self.flow_run}", "ubiquitous-caiman", tabs=6),
            UIPage("flow run of a pool", f"/runs/flow-run/{self.pooled_run}", "formal-fox"),
            UIPage("task run", f"/runs/task-run/{self.task_run}", "load-part-0", tabs=3),
            UIPage("flows", "/flows", "etl-orders"),
            UIPage("flow", f"/flows/flow/{self.flow}", "etl-orders"),
            UIPage("deployments", "/deployments", "with-a-form"),
            UIPage("deployment", deployment, "with-a-form", tabs=4),
            UIPage("deployment: custom run", f"{deployment}/run", "limit"),
            UIPage("deployment: edit", f"{deployment}/edit", "with-a-form"),
            UIPage("deployment: duplicate", f"{deployment}/duplicate", "with-a-form"),
            UIPage("work pools", "/work-pools", "my pool"),
            UIPage("work pool", pool, "my pool", tabs=4),
            UIPage("work pool: create", "/work-pools/create", "Process"),
            UIPage("work pool: edit", f"{pool}/edit", "my pool"),
            UIPage("work queue", f"{pool}/queue/urgent", "urgent"),
            UIPage("work queue: create", f"{pool}/queue/create", "Priority"),
            UIPage("work queue: edit", f"{pool}/queue/urgent/edit", "Priority"),
            UIPage("blocks", "/blocks", "the-password"),
            UIPage("block", f"/blocks/block/{self.block}", "the-password"),
            UIPage("block: edit", f"/blocks/block/{self.block}/edit", "the-password"),
            UIPage("block catalog", "/blocks/catalog", "Secret"),
            UIPage("block type", "/blocks/catalog/secret", "Secret"),
            UIPage("block: create", "/blocks/catalog/secret/create", "Secret"),
            UIPage("variables", "/variables", "greeting"),
            UIPage("concurrency limits", "/concurrency-limits", "Concurrency", tabs=2),
            UIPage("concurrency limit of a tag", f"/concurrency-limits/concurrency-limit/{self.tag_limit}", "slow-database"),
            UIPage("artifacts", "/artifacts", "report"),
            UIPage("artifacts of a key", "/artifacts/key/report", "report"),
            *(UIPage(f"artifact: {name}", f"/artifacts/artifact/{id}", "rtifact") for name, id in self.artifacts.items()),
            UIPage("events", "/events", "Event"),
            UIPage("automations", "/automations", ""),
            UIPage("automation: create", "/automations/create", "Trigger"),
            UIPage("settings", "/settings", "Settings"),
        ]
