"""The command line: what it prints about Rigel's objects equals what it prints about the real server's."""

from __future__ import annotations

from .client import Client
from .conftest import Both
from .views import flow_runs, say


def test_deployment_commands(both: Both, run_name: str):
    kept = f"{run_name}-cli"

    def part(client: Client):
        made = client.python("deploy.py", kept)
        assert made.returncode == 0, made.stdout
        name = f"{kept}/cli"
        schedules = client.get(f"/deployments/name/{kept}/cli")["schedules"]
        cron = next(schedule["id"] for schedule in schedules if "cron" in schedule["schedule"])

        def active():
            return sorted((str(schedule["schedule"].get("cron")), schedule["active"]) for schedule in client.get(f"/deployments/name/{kept}/cli")["schedules"])

        return [
            say(client, kept, "deployment", "ls", "--flow-name", kept), say(client, kept, "deployment", "inspect", name),
            say(client, kept, "deployment", "inspect", f"{kept}/nobody"), say(client, kept, "deployment", "schedule", "ls", name),
            say(client, kept, "deployment", "schedule", "pause", name, cron), active(), say(client, kept, "deployment", "schedule", "resume", name, cron), active(),
            say(client, kept, "deployment", "schedule", "pause", name, cron), say(client, kept, "deployment", "schedule", "ls", name),
            say(client, kept, "deployment", "run", name, "--param", "n=3", "--tag", "by-hand"),
            say(client, kept, "deployment", "run", name, "--param", "n=\"x\""), say(client, kept, "deployment", "run", f"{kept}/nobody"),
            [(run["parameters"], sorted(run["tags"]), run["state_name"]) for run in flow_runs(client, kept) if not run["auto_scheduled"]],
            say(client, kept, "deployment", "delete", name), say(client, kept, "deployment", "inspect", name),
        ]

    seen = both.agree(part)
    assert [step["status"] for step in seen if isinstance(step, dict)] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1]


def test_run_commands(both: Both, run_name: str):
    kept = f"{run_name}-runs"

    def part(client: Client):
        ended = client.python("hello.py", kept)
        assert ended.returncode == 0, ended.stdout
        (run,) = flow_runs(client, f"{kept}-hello")
        client.until("the task runs", lambda: client.post("/task_runs/count", {"task_runs": {"flow_run_id": {"any_": [run["id"]]}, "state": {"type": {"any_": ["COMPLETED"]}}}}) == 8)
        waiting = client.post("/flow_runs/", {"flow_id": run["flow_id"], "name": f"{kept}-waiting", "state": {"type": "SCHEDULED", "state_details": {"scheduled_time": "2090-01-01T00:00:00Z"}}})
        ids = {"id": {"any_": [run["id"], waiting["id"]]}}
        steps = [
            say(client, kept, "flow-run", "ls", "--flow-name", f"{kept}-hello"), say(client, kept, "flow-run", "ls", "--flow-name", f"{kept}-hello", "--state-type", "COMPLETED"),
            say(client, kept, "flow-run", "inspect", waiting["id"]), say(client, kept, "flow-run", "inspect", "00000000-0000-4000-8000-00000000dead"),
            say(client, kept, "flow-run", "cancel", waiting["id"]), say(client, kept, "flow-run", "cancel", run["id"]),
            sorted((seen["name"] == waiting["name"], seen["state_name"]) for seen in client.post("/flow_runs/filter", {"flow_runs": ids})),
            say(client, kept, "flow-run", "delete", waiting["id"]), say(client, kept, "flow-run", "delete", waiting["id"]),
        ]
        logs = say(client, kept, "flow-run", "logs", run["id"])
        tasks = say(client, kept, "task-run", "ls", "--limit", "200")
        flows = say(client, kept, "flow", "ls", "--limit", "200")
        # Other tests fill the same servers: of whole lists only what belongs to this one is compared.
        return steps, logs["status"], sorted(line for line in logs["words"] if "hello" in line or "printed" in line), tasks["status"], flows["status"], \
            [line for line in flows["words"] if "KEPT" in line], bool([line for line in tasks["words"] if "Completed" in line])

    seen = both.agree(part)
    assert [step["status"] for step in seen[0] if isinstance(step, dict)] == [0, 0, 0, 1, 0, 1, 0, 1]
