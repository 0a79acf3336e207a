"""Something to look at: flows, deployments, runs and logs, made over the API."""

from __future__ import annotations

import datetime
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
            "work-pools": "/work-pools", "work-pool": "/work-pools/work-pool/my%20pool",
        }

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
