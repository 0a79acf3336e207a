"""Deployments made by `Deployment.build_from_flow().apply()` and run by `prefect agent start`, as with Prefect 2."""

from __future__ import annotations

from seen import asked, checked, ended, first_scheduled, logs, schedules, states, told, variables
from versions import Version


def test_an_agent_runs_what_was_applied(agent_version: Version, place, name: str):
    client = place(agent_version, name)
    deployment, path = f"{name}-work/applied", f"/deployments/name/{name}-work/applied"
    assert "applied" in checked(client.python("apply.py", "25"), "apply.py")
    seen = client.get(path)
    assert (seen["parameters"], seen["tags"], seen["description"], seen["work_queue_name"]) == ({"n": 7}, ["old"], "said here", f"{name}-queue")
    assert variables(seen) == {"env": {"TOUR": "the deployment"}}
    (schedule, active), = schedules(seen)
    assert (schedule["interval"], active) == (3600, True)

    with client.running(f"{client.prefix}/bin/prefect", "agent", "start", "-q", f"{name}-queue"):
        scheduled = first_scheduled(client, f"{name}-work")
        assert states(client, scheduled["id"]) == ["Scheduled", "Pending", "Running", "Completed"]
        assert logs(client, scheduled["id"], "worked") == ["worked 8 with the deployment"]

        told(client, "deployment", "pause-schedule", deployment)
        assert [active for _, active in schedules(client.get(path))] == [False]
        told(client, "deployment", "resume-schedule", deployment)
        assert [active for _, active in schedules(client.get(path))] == [True]
        told(client, "deployment", "set-schedule", deployment, "--interval", "7200")
        assert [schedule["interval"] for schedule, _ in schedules(client.get(path))] == [7200]
        told(client, "deployment", "set-schedule", deployment, "--cron", "5 4 * * *", "--timezone", "Europe/Berlin")
        ((schedule, _),) = schedules(client.get(path))
        assert (schedule["cron"], schedule["timezone"]) == ("5 4 * * *", "Europe/Berlin")
        # What a schedule change must not touch.
        assert variables(client.get(path)) == {"env": {"TOUR": "the deployment"}}

        run = asked(client, deployment, "--param", "n=3")
        assert ended(client, run, "Completed")["parameters"] == {"n": 3}
        assert logs(client, run, "worked") == ["worked 4 with the deployment"]

        long = asked(client, deployment, "--param", "lasts=300")
        ended(client, long, "Running")
        told(client, "flow-run", "cancel", long)
        ended(client, long, "Cancelled")
        assert states(client, long)[-2:] == ["Cancelling", "Cancelled"]

    assert "v1" in told(client, "deployment", "inspect", deployment)
    assert deployment in told(client, "deployment", "ls")
    told(client, "deployment", "delete", deployment)
    assert client.http.get(path).status_code == 404
