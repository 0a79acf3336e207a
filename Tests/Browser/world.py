"""Something to look at: flows, deployments, runs and logs, made over the API."""

from __future__ import annotations

import datetime
import json
from typing import Any

import httpx


class World:
    """A server, and the ids of what was made in it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.api = httpx.Client(base_url=root + "/api", timeout=30, trust_env=False)
        self.flow = self.made("/flows/", name="etl-orders", tags=["prod"])
        self.deployment = self.deploy("hourly", tags=["prod", "orders"], parameters={"limit": 1000})
        self.quiet = self.deploy("by-hand-and-with-a-name-that-is-longer-than-most", paused=True, schedules=[])
        self.flow_run = self.made(f"/deployments/{self.deployment}/create_flow_run", name="ubiquitous-caiman",
                                  parameters={"limit": 10, "columns": ["id", "price"]})
        for state in ("PENDING", "RUNNING"):
            self.made(f"/flow_runs/{self.flow_run}/set_state", state={"type": state})
        self.task_run = self._task_runs()
        for number, state in enumerate(["COMPLETED", "FAILED", "CRASHED", "CANCELLED", "PENDING", "COMPLETED"] * 4):
            self.made("/flow_runs/", name=f"run-{number}", flow_id=self.flow, tags=["nightly"],
                      state={"type": state, "message": "column 'price' has 3 nulls" if state == "FAILED" else None})
        self._log()
        self._pools()
        self._limits()
        self.variable = self._variables()
        self.block = self._blocks()
        self.artifacts = self._artifacts()

    def deploy(self, name: str, **more: Any) -> str:
        """Makes a deployment, with two schedules if nothing else is said."""
        schedules = [
            {"active": True, "schedule": {"interval": 3600, "anchor_date": "2026-01-01T00:00:00Z"}},
            {"active": True, "schedule": {"cron": "30 2 * * 1-5", "timezone": "America/New_York"}},
        ]
        return self.made("/deployments/", **{
            "name": name, "flow_id": self.flow, "enforce_parameter_schema": False, "schedules": schedules,
            "entrypoint": "flows/orders.py:load", "description": "Loads the orders of the past hour.", **more})

    def made(self, path: str, **body: Any) -> str:
        """Sends a body and gives the id of what was made."""
        answer = self.api.post(path, json=body)
        assert answer.status_code in (200, 201), f"{path}: {answer.status_code} {answer.text}"
        return answer.json().get("id", "")

    def read(self, path: str) -> Any:
        answer = self.api.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def schedules(self, deployment: str) -> dict[str, bool]:
        """Which schedules of a deployment are on."""
        return {schedule["id"]: schedule["active"] for schedule in self.read(f"/deployments/{deployment}/schedules")}

    def runs(self, deployment: str, *states: str) -> list[dict[str, Any]]:
        """The runs of a deployment in some states."""
        answer = self.api.post("/flow_runs/filter", json={
            "deployments": {"id": {"any_": [deployment]}}, "flow_runs": {"state": {"type": {"any_": list(states)}}}})
        assert answer.status_code == 200, answer.text
        return answer.json()

    @property
    def pages(self) -> dict[str, str]:
        """Every page there is, by a name for it."""
        deployment = f"/deployments/deployment/{self.deployment}"
        return {
            "start": "/", "runs": "/runs", "runs-searched": "/runs?state=failed&tag=nightly&name=run",
            "flow-run": f"/runs/flow-run/{self.flow_run}", "flow-run-delete": f"/runs/flow-run/{self.flow_run}/delete",
            "task-run": f"/runs/task-run/{self.task_run}", "flows": "/flows", "flow": f"/flows/flow/{self.flow}",
            "deployments": "/deployments", "deployment": deployment, "quick-run": f"{deployment}/run",
            "deployment-paused": f"/deployments/deployment/{self.quiet}",
            "docs": "/docs", "docs-searched": "/docs?q=flow_runs+filter",
            "limits": "/concurrency-limits", "limits-none": "/concurrency-limits?name=nothing",
            "limit": f"/concurrency-limits/concurrency-limit/{self.limit}",
            "limit-deployment": f"/concurrency-limits/concurrency-limit/{self.narrow}",
            "work-pools": "/work-pools", "work-pool": "/work-pools/work-pool/my%20pool",
            "blocks": "/blocks", "block": f"/blocks/block/{self.block}", "block-delete": f"/blocks/block/{self.block}/delete",
            "variables": "/variables", "variable": f"/variables/variable/{self.variable}", "variable-new": "/variables/new",
            "variable-delete": f"/variables/variable/{self.variable}/delete", "artifacts": "/artifacts",
            **{f"artifact-{name}": f"/artifacts/artifact/{id}" for name, id in self.artifacts.items()},
        }

    def _blocks(self) -> str:
        """A block with a long text and a secret, that holds another one."""
        documents = []
        for name, fields in (("login", {"secret_fields": ["password"]}), ("store", {})):
            kind = self.made("/block_types/", name=name, slug=name)
            schema = self.made("/block_schemas/", block_type_id=kind, fields={"title": name, **fields}, capabilities=["read-path", "write-path"])
            data = {"user": "me", "password": "hidden"} if not documents else {
                "login": {"$ref": {"block_document_id": documents[0]}}, "folder": "/a/very/long/path" * 20}
            documents.append(self.made("/block_documents/", name=f"my-{name}", block_type_id=kind, block_schema_id=schema, data=data))
        return documents[1]

    def _variables(self) -> str:
        self.made("/variables/", name="greeting", value="Hello, and a-very-long-word-" + "that-goes-on-" * 20, tags=["prod", "words"])
        return self.made("/variables/", name="limits_of_the_shop", value={"eur": [10, 20], "note": None, "deep": {"a": {"b": "c"}}})

    def _artifacts(self) -> dict[str, str]:
        rows = [{"item": f"part {number}", "price": number * 1.5, "note": "a-long-note-" * (number % 3)} for number in range(12)]
        kinds = {
            "old": ("markdown", "report", "first"),
            "markdown": ("markdown", "report", "# Report\n\nAll went **well**, and this line is long enough to be broken on a phone.\n\n- one\n- two\n\n```\nx = 1\n" + "y" * 200 + "\n```\n\n> said\n\n---\nend"),
            "table": ("table", "prices", json.dumps(rows)), "link": ("link", "docs", f"[the docs]({self.root}/flows)"),
            "image": ("image", "dot", "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
            "progress": ("progress", "a-key-that-is-longer-than-most-others-are-and-goes-on", 42.5), "result": ("result", None, {"storage_key": "k" * 80}),
        }
        return {
            name: self.made("/artifacts/", type=type, key=key, data=data, description=f"What the {name} says.", flow_run_id=self.flow_run,
                            task_run_id=self.task_run if name == "table" else None, metadata_={"unit": "EUR"})
            for name, (type, key, data) in kinds.items()}

    def _pools(self) -> None:
        for name in ("my pool", "a-pool-with-a-name-that-is-longer-than-most-others-are"):
            self.made("/work_pools/", name=name, type="process", concurrency_limit=5, description="Two big machines.")
        for name in ("urgent", "a-queue-with-a-name-that-is-longer-than-most-others-are"):
            self.made("/work_pools/my%20pool/queues", name=name, concurrency_limit=2, priority=1)
        pooled = self.deploy("pooled", work_pool_name="my pool", work_queue_name="urgent")
        for name, state in (("busy-bee", "RUNNING"), ("lazy-sloth", "PENDING"), ("done-deal", "COMPLETED")):
            self.made(f"/deployments/{pooled}/create_flow_run", name=name, state={"type": state})
        late = {"type": "SCHEDULED", "name": "Late", "state_details": {"scheduled_time": "2026-01-01T00:00:00Z"}}
        self.made(f"/deployments/{pooled}/create_flow_run", name="tardy-snail", state=late)
        for worker in ("ProcessWorker 1", "ProcessWorker a8c0c2b4-8a0f-4e0e-a2f5-aaaaaaaaaaaa"):
            assert self.api.post("/work_pools/my%20pool/workers/heartbeat", json={"name": worker}).status_code == 204

    def _limits(self) -> None:
        """A limit that is full, one with decay, one of a tag, and one of a deployment for which a run waits."""
        self.limit = self.made("/v2/concurrency_limits/", name="database-connections-of-the-warehouse", limit=2)
        for kind, holder in (("flow_run", self.flow_run), ("task_run", self.task_run)):
            self.made("/v2/concurrency_limits/increment-with-lease", names=["database-connections-of-the-warehouse"],
                      slots=1, lease_duration=86400, holder={"type": kind, "id": holder})
        self.made("/v2/concurrency_limits/", name="api", limit=10, slot_decay_per_second=0.5)
        self.made("/v2/concurrency_limits/", name="tag:slow", limit=3, active=False)
        deployment = self.deploy("one-at-a-time", concurrency_limit=1, schedules=[])
        for name in ("first-in", "next-please"):
            run = self.made(f"/deployments/{deployment}/create_flow_run", name=name)
            self.made(f"/flow_runs/{run}/set_state", state={"type": "PENDING"})
        self.narrow = self.read(f"/deployments/{deployment}")["global_concurrency_limit"]["id"]

    def _task_runs(self) -> str:
        ids = []
        for number in range(8):
            ids.append(self.made("/task_runs/", name=f"load-part-{number}", flow_run_id=self.flow_run,
                                 task_key="load-1a2b", dynamic_key=str(number), state={"type": "PENDING"}))
            for state in ("RUNNING", "COMPLETED" if number < 6 else "FAILED"):
                self.made(f"/task_runs/{ids[-1]}/set_state", state={"type": state})
        self.made("/flow_runs/", name="little-orca", flow_id=self.flow, parent_task_run_id=ids[0], state={"type": "RUNNING"})
        return ids[0]

    def _log(self) -> None:
        start = datetime.datetime.now(datetime.timezone.utc)
        texts = ["Reading s3://orders/part-0004.parquet", "Traceback (most recent call last):\n  ValueError: 3 nulls",
                 "a-very-long-word-" * 20, "Finished"]
        lines = [{"name": "prefect.flow_runs", "level": [20, 40, 30, 10][number % 4], "message": texts[number % 4],
                  "flow_run_id": self.flow_run, "task_run_id": self.task_run if number % 2 else None,
                  "timestamp": (start + datetime.timedelta(milliseconds=number)).isoformat()} for number in range(450)]
        assert self.api.post("/logs/", json=lines).status_code == 201
