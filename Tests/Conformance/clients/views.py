"""What the API shows of runs and the command line prints, without what differs from run to run."""

from __future__ import annotations

import json
import re
from typing import Any

from twin.normalise import UUID

from .client import Client
from .command_line import plain

DRAWN = re.compile(r"\d+\.\d{6,}(?= second)")


def flow_runs(client: Client, flow: str) -> list[dict[str, Any]]:
    """The runs of a flow, oldest first."""
    return client.post("/flow_runs/filter", {"flows": {"name": {"any_": [flow]}}, "sort": "EXPECTED_START_TIME_ASC"})


def shown(client: Client, run: dict[str, Any]) -> dict[str, Any]:
    """One flow run as a person would compare it: states, counts, task runs, logs."""
    tasks = client.post("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}, "sort": "NAME_ASC"})
    lines = client.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}})
    states = client.get(f"/flow_run_states/?flow_run_id={run['id']}")
    return {
        "states": [state["name"] for state in states], "message": run["state"]["message"],
        "run_count": run["run_count"], "parameters": run["parameters"], "tags": sorted(run["tags"]), "ran": run["total_run_time"] > 0,
        "has_parent": run["parent_task_run_id"] is not None, "deployed": run["deployment_id"] is not None, "auto": run["auto_scheduled"],
        "tasks": sorted((task_shown(client, task, run) for task in tasks), key=str),
        "logs": sorted((line["level"], text(line["message"], run, tasks)) for line in lines if not told_by_chance(line["message"])),
    }


def task_shown(client: Client, task: dict[str, Any], run: dict[str, Any]) -> dict[str, Any]:
    """One task run: its key, its states in order, what it depends on."""
    states = client.get(f"/task_run_states/?task_run_id={task['id']}")
    inputs = {name: [given["input_type"] for given in values] for name, values in task["task_inputs"].items()}
    return {
        "task": task["task_key"].rsplit("-", 1)[0], "states": [state["name"] for state in states], "state": task["state_name"],
        "message": text(task["state"]["message"] or "", run, [task]), "run_count": task["run_count"], "tags": sorted(task["tags"]),
        "inputs": inputs, "retries": task["empirical_policy"]["retries"], "ran": task["total_run_time"] > 0,
        "started": task["start_time"] is not None, "ended": task["end_time"] is not None, "labels": sorted(task["labels"]),
    }


def text(message: str, run: dict[str, Any], tasks: list[dict[str, Any]]) -> str:
    """A message without names, ids and delays that are made at random."""
    for task in tasks:
        message = message.replace(task["name"], "<task>")
    return UUID.sub("<id>", DRAWN.sub("<delay>", message.replace(run["name"], "<run>")))


def told_by_chance(message: str) -> bool:
    """Lines that name ports, paths, process ids or spans of time, or come only when a call was slow."""
    return any(part in message for part in ("Process", "process", "http://", "/tmp", "seconds", "Created subflow run", "View at", "Download"))


def deployment_shown(client: Client, name: str) -> dict[str, Any]:
    """One deployment with its schedules, where nothing is random."""
    seen = client.get(f"/deployments/name/{name}")
    kept = ("name", "description", "version", "tags", "parameters", "job_variables", "work_pool_name", "work_queue_name", "paused", "entrypoint",
            "enforce_parameter_schema", "parameter_openapi_schema", "pull_steps", "concurrency_options")
    members = ("schedule", "active", "slug", "parameters", "max_scheduled_runs")
    return without_home(client, {
        **{member: seen[member] for member in kept}, "limit": (seen["global_concurrency_limit"] or {}).get("limit"),
        "schedules": sorted(({member: schedule[member] for member in members} for schedule in seen["schedules"]), key=str),
    })


def pool_shown(client: Client, name: str) -> dict[str, Any]:
    """One work pool with its queues."""
    pool = client.get(f"/work_pools/{name}")
    queues = client.post(f"/work_pools/{name}/queues/filter", {})
    members = ("name", "description", "is_paused", "concurrency_limit", "priority", "status")
    return {
        **{member: pool[member] for member in ("type", "description", "is_paused", "concurrency_limit", "status")},
        "template": template_shown(pool["base_job_template"]),
        "default": [queue["name"] for queue in queues if queue["id"] == pool["default_queue_id"]],
        "queues": sorted(({member: queue[member] for member in members} for queue in queues), key=lambda queue: (queue["priority"], queue["name"])),
    }


def template_shown(template: dict[str, Any]) -> dict[str, Any]:
    """A base job template without what it says for people: each server has its own words."""
    return {"job": template["job_configuration"], "variables": sorted(template["variables"]["properties"])}


def without_home(client: Client, seen: Any) -> Any:
    """A value without the folder in which this client runs."""
    return json.loads(json.dumps(seen).replace(str(client.home), "<home>"))


def say(client: Client, kept: str, *arguments: str) -> dict[str, Any]:
    """A command, its exit status and its words; the names of a test begin with `kept`."""
    ended = client.cli(*arguments)
    names = {client.server.root: "<server>", str(client.home): "<home>", kept: "KEPT"}
    command = " ".join(arguments).replace(str(client.home), "<home>").replace(kept, "KEPT")
    return {"command": UUID.sub("<id>", command), "status": ended.returncode, "words": plain(ended.stdout, names)}
