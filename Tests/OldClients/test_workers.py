"""`prefect deploy` and `prefect worker start` of every version that has them."""

from __future__ import annotations

import datetime

from seen import asked, ended, first_scheduled, logs, schedules, states, told, variables
from versions import Version


def test_a_worker_runs_what_was_deployed(worker_version: Version, place, name: str):
    client = place(worker_version, name)
    deployment, path, pool = f"{name}-work/deployed", f"/deployments/name/{name}-work/deployed", f"{name}-pool"
    told(client, "work-pool", "create", pool, "--type", "process")
    soon = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=25)).isoformat()
    variable = ("--job-variable", "{\"env\": {\"TOUR\": \"the deployment\"}}")
    if worker_version.number == "2.10.21":
        # Its flag takes no objects and was called otherwise.
        variable = ()
    told(client, "deploy", "flows.py:work", "--name", "deployed", "--pool", pool, "--interval", "3600", "--anchor-date", soon, "--timezone", "UTC",
         "--param", "n=7", "--tag", "old", *variable)
    seen = client.get(path)
    assert (seen["parameters"], seen["tags"], seen["work_pool_name"], seen["work_queue_name"]) == ({"n": 7}, ["old"], pool, "default")
    assert [(schedule["interval"], active) for schedule, active in schedules(seen)] == [(3600, True)]
    assert variables(seen) == ({"env": {"TOUR": "the deployment"}} if variable else {})

    with client.running(f"{client.prefix}/bin/prefect", "worker", "start", "--pool", pool, "--type", "process", "--name", "old one"):
        client.until("the worker", lambda: [worker["name"] for worker in client.post(f"/work_pools/{pool}/workers/filter", {})] == ["old one"])
        scheduled = first_scheduled(client, f"{name}-work")
        assert states(client, scheduled["id"]) == ["Scheduled", "Pending", "Running", "Completed"]
        assert logs(client, scheduled["id"], "worked") == ["worked 8 with " + ("the deployment" if variable else "nothing")]

        run = asked(client, deployment, "--param", "n=3")
        assert ended(client, run, "Completed")["parameters"] == {"n": 3}

        long = asked(client, deployment, "--param", "lasts=300")
        ended(client, long, "Running")
        told(client, "flow-run", "cancel", long)
        ended(client, long, "Cancelled")
        assert states(client, long)[-2:] == ["Cancelling", "Cancelled"]
