"""`prefect deploy`, a worker and the schedules of a deployment: what happens on Rigel is what happens on the real server."""

from __future__ import annotations

import datetime

from .client import Client
from .conftest import Both
from .test_work_pools import statuses
from .views import deployment_shown, flow_runs, pool_shown, say, shown, without_home


def prepared(client: Client, kept: str) -> list:
    """A project in a folder of its own, a work pool, and the project's two deployments."""
    client.project(kept)
    return [say(client, kept, "work-pool", "create", f"{kept}-pool", "--type", "process"), say(client, kept, "deploy", "--all")]


def test_deployments_from_a_file_and_their_schedules(both: Both, run_name: str):
    kept = f"{run_name}-file"

    def part(client: Client):
        name = f"{kept}-work/file"

        def schedules(command: str, *arguments: str):
            return say(client, kept, "deployment", "schedule", command, name, *arguments)

        def slug(wanted: str | None) -> str:
            return next(schedule["id"] for schedule in client.get(f"/deployments/name/{name}")["schedules"] if schedule["slug"] == wanted)

        def active():
            return sorted((str(schedule["slug"]), schedule["active"]) for schedule in client.get(f"/deployments/name/{name}")["schedules"])

        steps = [*prepared(client, kept), deployment_shown(client, name), deployment_shown(client, f"{kept}-work/bare"), pool_shown(client, f"{kept}-pool")]
        # Again: nothing is doubled. Then with other words for one of them.
        steps += [say(client, kept, "deploy", "--all"), deployment_shown(client, name),
                  say(client, kept, "deploy", "flows.py:work", "--name", "flags", "--pool", f"{kept}-pool", "--cron", "5 4 * * *", "--timezone", "Asia/Tokyo", "--tag", "flagged",
                      "--param", "n=7", "--job-variable", "{\"env\": {\"TOUR\": \"flags\"}}", "--description", "said here", "--version", "v2", "--concurrency-limit", "1"),
                  deployment_shown(client, f"{kept}-work/flags"), say(client, kept, "deploy", "flows.py:work", "--name", "lost", "--pool", f"{kept}-nobody")]
        steps += [schedules("ls"), schedules("pause", slug("hourly")), schedules("pause", slug("hourly")), schedules("resume", slug("morning")), active(),
                  schedules("create", "--interval", "7200", "--anchor-date", "2030-01-01T00:00:00+00:00", "--timezone", "Europe/Paris"),
                  schedules("create", "--rrule", "{\"rrule\": \"FREQ=DAILY;BYHOUR=3\", \"timezone\": \"America/Chicago\"}"),
                  schedules("delete", slug("weekly"), "--accept-yes"), deployment_shown(client, name),
                  schedules("create", "--cron", "0 0 1 * *", "--replace", "--accept-yes"), deployment_shown(client, name), schedules("clear", "--accept-yes"), active(),
                  schedules("ls"), say(client, kept, "deployment", "ls", f"{kept}-work"), say(client, kept, "deployment", "inspect", name),
                  say(client, kept, "deployment", "delete", name), say(client, kept, "deployment", "delete", name)]
        return without_home(client, steps)

    assert statuses(both.agree(part)) == [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_a_worker_runs_what_is_deployed(both: Both, run_name: str):
    kept = f"{run_name}-worker"

    def part(client: Client):
        name, pool = f"{kept}-work/flags", f"{kept}-pool"
        flow = f"{kept}-work"
        steps = prepared(client, kept)
        # One slot that comes soon, and no other while the test lasts.
        soon = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=15)).isoformat()
        steps.append(client.cli("deploy", "flows.py:work", "--name", "flags", "--pool", pool, "--interval", "3600", "--anchor-date", soon, "--param", "n=7").returncode)

        def ended(run_id: str, state: str):
            return client.until(f"{state} of a run", lambda: (run := client.get(f"/flow_runs/{run_id}"))["state_name"] == state and run, within=90)

        def asked(*arguments: str) -> str:
            """Asks for a run of the deployment without a schedule, and gives its id."""
            before = {run["id"] for run in flow_runs(client, flow)}
            steps.append(say(client, kept, "deployment", "run", f"{kept}-work/bare", *arguments))
            return next(run["id"] for run in flow_runs(client, flow) if run["id"] not in before and not run["auto_scheduled"])

        with client.running(f"{client.prefix}/bin/prefect", "worker", "start", "--pool", pool, "--type", "process", "--name", "tourist"):
            client.until("the worker", lambda: [worker["status"] for worker in client.post(f"/work_pools/{pool}/workers/filter", {})] == ["ONLINE"])
            scheduled = client.until("a scheduled run", lambda: [run for run in flow_runs(client, flow) if run["state_type"] == "COMPLETED"], within=90)[0]
            (schedule,) = client.get(f"/deployments/name/{name}")["schedules"]
            steps.append(say(client, kept, "deployment", "schedule", "pause", name, schedule["id"]))
            by_hand = ended(asked("--param", "n=3", "--job-variable", "env={\"TOUR\": \"by hand\"}", "--tag", "by-hand"), "Completed")
            # A paused pool gives nothing out; what waited runs when it goes on.
            steps.append(say(client, kept, "work-pool", "pause", pool))
            waiting = asked()
            client.until("the worker's next look", lambda: client.post(f"/work_pools/{pool}/get_scheduled_flow_runs", {}) == [])
            long = asked("--param", "lasts=120")
            steps += [client.get(f"/flow_runs/{run}")["state_type"] for run in (waiting, long)]
            steps.append(say(client, kept, "work-pool", "resume", pool))
            waited = ended(waiting, "Completed")
            ended(long, "Running")
            steps.append(say(client, kept, "flow-run", "cancel", long))
            cancelled = ended(long, "Cancelled")
            steps.append(pool_shown(client, pool))
        runs = {"scheduled": scheduled, "by hand": by_hand, "waited": waited, "cancelled": cancelled}
        return without_home(client, [*steps, {what: run_shown(client, run) for what, run in runs.items()}])

    seen = both.agree(part)
    assert seen[-1]["scheduled"]["parameters"] == {"n": 7}
    assert seen[-1]["cancelled"]["states"][-2:] == ["Cancelling", "Cancelled"]
    assert (20, "worked 4 with by hand") in [tuple(line) for line in seen[-1]["by hand"]["logs"]]


def run_shown(client: Client, run: dict) -> dict:
    """A run with what the worker has to do with; whether it was late is chance."""
    seen = shown(client, run)
    members = ("work_pool_name", "work_queue_name", "job_variables", "infrastructure_pid", "state_name")
    return {**seen, "states": [state for state in seen["states"] if state != "Late"], **{member: run[member] for member in members if member != "infrastructure_pid"},
            "pid": bool(run["infrastructure_pid"])}
