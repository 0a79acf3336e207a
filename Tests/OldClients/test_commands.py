"""The command line of every version: work pools, queues, deployments and their schedules."""

from __future__ import annotations

import datetime
import json
from typing import Any

from clients.client import Client
from clients.views import flow_runs
from seen import asked, schedules, told
from versions import Version


def test_work_pool_and_queue_commands(worker_version: Version, place, name: str):
    client = place(worker_version, name)
    pool, nobody = f"{name}-pool", f"{name}-nobody"

    def shown() -> dict[str, Any]:
        return client.get(f"/work_pools/{pool}")

    assert f"Created work pool '{pool}'" in told(client, "work-pool", "create", pool, "--type", "process")
    assert "command" in shown()["base_job_template"]["variables"]["properties"]
    told(client, "work-pool", "create", pool, "--type", "process", status=1)
    assert pool in told(client, "work-pool", "ls")
    assert pool in told(client, "work-pool", "inspect", pool)
    told(client, "work-pool", "inspect", nobody, status=1)
    told(client, "work-pool", "pause", pool)
    assert shown()["is_paused"] is True
    told(client, "work-pool", "resume", pool)
    assert shown()["is_paused"] is False
    told(client, "work-pool", "set-concurrency-limit", pool, "5")
    assert shown()["concurrency_limit"] == 5
    told(client, "work-pool", "clear-concurrency-limit", pool)
    assert shown()["concurrency_limit"] is None
    told(client, "work-pool", "preview", pool)
    if worker_version.number != "2.10.21":
        told(client, "work-pool", "pause", nobody, status=1)
        told(client, "work-pool", "update", pool, "--description", "said here", "--concurrency-limit", "3")
        assert (shown()["description"], shown()["concurrency_limit"]) == ("said here", 3)
        assert "job_configuration" in json.loads(client.cli("work-pool", "get-default-base-job-template", "--type", "process").stdout)
    queue_commands(client, name, ("--pool", pool), f"/work_pools/{pool}/queues/{name}-queue")
    queue_commands(client, f"{name}-alone", (), f"/work_queues/name/{name}-alone-queue")
    told(client, "work-pool", "delete", pool)
    assert client.http.get(f"/work_pools/{pool}").status_code == 404
    told(client, "work-pool", "delete", pool, status=1)


def queue_commands(client: Client, name: str, where: tuple[str, ...], path: str) -> None:
    """The commands on a queue, in a pool or alone."""
    queue = f"{name}-queue"

    def queues(command: str, *arguments: str, status: int = 0) -> str:
        return told(client, "work-queue", command, *arguments, *where, status=status)

    assert queue in queues("create", queue, "--limit", "2")
    assert (client.get(path)["name"], client.get(path)["concurrency_limit"]) == (queue, 2)
    queues("create", queue, status=1)
    assert queue in queues("ls")
    assert queue in queues("inspect", queue)
    if where:
        queues("pause", queue)
        assert client.get(path)["is_paused"] is True
    queues("resume", queue)
    assert client.get(path)["is_paused"] is False
    queues("set-concurrency-limit", queue, "7")
    assert client.get(path)["concurrency_limit"] == 7
    queues("clear-concurrency-limit", queue)
    assert client.get(path)["concurrency_limit"] is None
    queues("preview", queue)
    queues("delete", queue)
    assert client.http.get(path).status_code == 404
    queues("inspect", f"{name}-nobody", status=1)


def test_deployment_commands(worker_version: Version, place, name: str):
    client = place(worker_version, name)
    deployment, path, pool = f"{name}-work/commanded", f"/deployments/name/{name}-work/commanded", f"{name}-pool"
    told(client, "work-pool", "create", pool, "--type", "process")
    told(client, "deploy", "flows.py:work", "--name", "commanded", "--pool", pool, "--cron", "0 6 * * *", "--timezone", "Europe/Berlin", "--param", "n=7")

    def shown() -> list[tuple[Any, ...]]:
        """Rule, zone and whether it is on; newer servers put a start before a recurrence rule that has none."""
        seen = [(one.get("cron") or one.get("rrule") or f"{one['interval']:g}", one.get("timezone"), active) for one, active in schedules(client.get(path))]
        return sorted((rule.splitlines()[-1], zone, active) for rule, zone, active in seen)

    def planned() -> list[dict[str, Any]]:
        """The runs that the schedules made and that wait."""
        return [run for run in flow_runs(client, f"{name}-work") if run["auto_scheduled"] and run["state_type"] == "SCHEDULED"]

    assert shown() == [("0 6 * * *", "Europe/Berlin", True)]
    client.until("planned runs", planned)
    if worker_version.schedules:
        schedule_commands(client, deployment, path, shown)
    else:
        told(client, "deployment", "pause-schedule", deployment)
        assert shown() == [("0 6 * * *", "Europe/Berlin", False)]
        told(client, "deployment", "resume-schedule", deployment)
        told(client, "deployment", "set-schedule", deployment, "--rrule", "{\"rrule\": \"FREQ=DAILY\", \"timezone\": \"America/Chicago\"}")
        assert [(rule, on) for rule, _, on in shown()] == [("FREQ=DAILY", True)]
    # A run for a person who waits until tomorrow; no worker is there to start one earlier.
    run = asked(client, deployment, "--param", "n=3", "--start-in", "1 day")
    seen = client.get(f"/flow_runs/{run}")
    assert (seen["parameters"], seen["state_name"], seen["work_queue_name"]) == ({"n": 3}, "Scheduled", "default")
    assert datetime.timedelta(hours=23) < datetime.datetime.fromisoformat(seen["expected_start_time"]) - datetime.datetime.now(datetime.timezone.utc)
    told(client, "flow-run", "cancel", run)
    client.until("the cancellation", lambda: client.get(f"/flow_runs/{run}")["state_name"] == "Cancelled")
    assert "cancelled" in told(client, "flow-run", "ls", "--flow-name", f"{name}-work", "--state", "Cancelled").lower()
    assert "commanded" in told(client, "deployment", "inspect", deployment)
    assert deployment in told(client, "deployment", "ls")
    told(client, "deployment", "run", f"{name}-work/nobody", status=1)
    told(client, "deployment", "delete", deployment)
    assert client.http.get(path).status_code == 404
    assert planned() == []
    told(client, "deployment", "delete", deployment, status=1)


def schedule_commands(client: Client, deployment: str, path: str, shown: Any) -> None:
    """The commands of the versions that know several schedules."""
    (schedule,) = client.get(path)["schedules"]
    told(client, "deployment", "schedule", "pause", deployment, schedule["id"])
    assert [on for *_, on in shown()] == [False]
    told(client, "deployment", "schedule", "resume", deployment, schedule["id"])
    assert [on for *_, on in shown()] == [True]
    told(client, "deployment", "schedule", "create", deployment, "--interval", "7200", "--anchor-date", "2030-01-01T00:00:00+00:00", "--timezone", "Asia/Tokyo")
    told(client, "deployment", "schedule", "create", deployment, "--rrule", "{\"rrule\": \"FREQ=DAILY\", \"timezone\": \"America/Chicago\"}")
    assert shown() == [
        ("0 6 * * *", "Europe/Berlin", True), ("7200", "Asia/Tokyo", True), ("FREQ=DAILY", "America/Chicago", True)]
    assert "0 6 * * *" in told(client, "deployment", "schedule", "ls", deployment)
    told(client, "deployment", "schedule", "delete", deployment, schedule["id"], "--accept-yes")
    assert len(shown()) == 2
    told(client, "deployment", "schedule", "clear", deployment, "--accept-yes")
    assert shown() == []
    told(client, "deployment", "schedule", "create", deployment, "--cron", "5 4 * * *")
    assert [rule for rule, *_ in shown()] == ["5 4 * * *"]
