"""A new client and an old one on one server: what the one sets, the other reads, changes and runs."""

from __future__ import annotations

from typing import Any

import pytest

from clients.client import Client
from seen import asked, checked, ended, logs, schedules, told, variables
from versions import ALL, Version

NEW = ALL[-1]


@pytest.fixture
def new(started, place, name: str) -> Client:
    """A client of 3.8.8 on the server that the old one uses."""
    return place(NEW, name)


def members(client: Client, path: str) -> dict[str, Any]:
    """A deployment as a new client sees it, without the time of its last change."""
    return {member: value for member, value in client.get(path).items() if member not in ("updated", "last_polled", "status")}


def by_slug(deployment: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Its schedules, without the time of their last change."""
    return {schedule["slug"]: {**schedule, "updated": None} for schedule in deployment["schedules"]}


def test_an_old_client_changes_what_a_new_one_deployed(agent_version: Version, new: Client, place, name: str):
    old = place(agent_version, name)
    deployment, path = f"{name}-work/file", f"/deployments/name/{name}-work/file"
    told(new, "work-pool", "create", f"{name}-pool", "--type", "process")
    told(new, "deploy", "--name", "file")
    before = members(new, path)
    first = before["schedules"][0]
    assert set(by_slug(before)) == {"hourly", "morning", "weekly"}

    # Sent back whole and unchanged, it is what it was; one changed word changes that word.
    checked(old.python("whole.py", deployment), "whole.py")
    assert members(new, path) == before
    checked(old.python("whole.py", deployment, "said by the old one"), "whole.py")
    assert members(new, path) == {**before, "description": "said by the old one"}

    # Its schedule is the first; the others stay.
    assert "file" in told(old, "deployment", "inspect", deployment)
    if agent_version.schedules:
        for schedule in [schedule for schedule in before["schedules"] if schedule["active"]]:
            told(old, "deployment", "schedule", "pause", deployment, schedule["id"])
        assert [schedule["active"] for schedule in members(new, path)["schedules"]] == [False] * 3
        told(old, "deployment", "schedule", "resume", deployment, first["id"])
    else:
        told(old, "deployment", "pause-schedule", deployment)
        assert schedules(members(new, path))[0] == (first["schedule"], False)
        told(old, "deployment", "resume-schedule", deployment)
        assert by_slug(members(new, path)) == by_slug(before)
        told(old, "deployment", "set-schedule", deployment, "--cron", "1 2 3 * *")
        after = members(new, path)["schedules"]
        assert len(after) == 3
        assert sorted(schedule["schedule"].get("cron", "") for schedule in after) == sorted(
            "1 2 3 * *" if schedule["id"] == first["id"] else schedule["schedule"].get("cron", "") for schedule in before["schedules"])
    after = members(new, path)
    kept = ("parameters", "job_variables", "pull_steps", "work_pool_name", "work_queue_name", "tags", "version", "global_concurrency_limit", "concurrency_options",
            "parameter_openapi_schema", "enforce_parameter_schema", "labels", "entrypoint", "path", "paused")
    assert {member: after[member] for member in kept} == {member: before[member] for member in kept}


def test_a_new_client_changes_what_an_old_one_applied(agent_version: Version, new: Client, place, name: str):
    old = place(agent_version, name)
    deployment, path = f"{name}-work/applied", f"/deployments/name/{name}-work/applied"
    checked(old.python("apply.py", "86400"), "apply.py")
    seen = members(new, path)
    assert (seen["job_variables"], seen["parameters"], seen["paused"]) == ({"env": {"TOUR": "the deployment"}}, {"n": 7}, False)
    (schedule,) = seen["schedules"]
    assert (schedule["schedule"]["interval"], schedule["active"]) == (3600, True)
    assert deployment in told(new, "deployment", "ls", f"{name}-work")
    assert "1:00:00" in told(new, "deployment", "schedule", "ls", deployment)

    told(new, "deployment", "schedule", "pause", deployment, schedule["id"])
    assert "'is_schedule_active': False" in told(old, "deployment", "inspect", deployment)
    told(new, "deployment", "schedule", "resume", deployment, schedule["id"])
    told(new, "deployment", "schedule", "create", deployment, "--cron", "0 6 * * *", "--timezone", "Europe/Berlin")
    two = members(new, path)
    assert len(two["schedules"]) == 2
    checked(old.python("whole.py", deployment), "whole.py")
    assert members(new, path) == two
    # Applied again from the same file, it is again what the file says: its own schedule, and what it does not know of stays.
    checked(old.python("apply.py", "86400"), "apply.py")
    again = members(new, path)
    assert variables(again) == variables(two) and again["id"] == two["id"]
    assert 3600 in [schedule["schedule"].get("interval") for schedule in again["schedules"]]
    if not agent_version.schedules:
        assert sorted(str(schedule["schedule"].get("cron")) for schedule in again["schedules"]) == ["0 6 * * *", "None"]
    assert "'is_schedule_active': True" in told(old, "deployment", "inspect", deployment)


def test_each_runs_what_the_other_deployed(new: Client, place, name: str):
    version = next(version for version in ALL if version.number == "2.20.25")
    old = place(version, name)
    told(new, "work-pool", "create", f"{name}-pool", "--type", "process")
    told(new, "work-pool", "create", f"{name}-old", "--type", "process")
    told(new, "deploy", "flows.py:work", "--name", "new", "--pool", f"{name}-old", "--job-variable", "{\"env\": {\"TOUR\": \"the new one\"}}")
    told(old, "deploy", "flows.py:work", "--name", "old", "--pool", f"{name}-pool", "--job-variable", "{\"env\": {\"TOUR\": \"the old one\"}}")
    for runner, pool, asker, deployment, word in ((old, f"{name}-old", old, "new", "the new one"), (new, f"{name}-pool", new, "old", "the old one")):
        with runner.running(f"{runner.prefix}/bin/prefect", "worker", "start", "--pool", pool, "--type", "process"):
            run = asked(asker, f"{name}-work/{deployment}", "--param", "n=1")
            ended(runner, run, "Completed")
            assert logs(runner, run, "worked") == [f"worked 2 with {word}"]
            # The other one stops it.
            long = asked(asker, f"{name}-work/{deployment}", "--param", "lasts=300")
            ended(runner, long, "Running")
            told(new if runner is old else old, "flow-run", "cancel", long)
            ended(runner, long, "Cancelled")
