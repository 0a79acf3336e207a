"""Registers a deployment with two schedules, as serve() would, and leaves at once."""

import sys

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule


@flow(name=sys.argv[1], description="said by the flow")
def deployed(n: int, text: str = "x"):
    pass


runner_deployment = deployed.to_deployment(
    name="cli", tags=["cli"], parameters={"n": 1}, description="said here", version="v7",
    schedules=[CronSchedule(cron="0 6 * * *", timezone="Europe/Berlin"), IntervalSchedule(interval=86400)])
print(runner_deployment.apply())
with get_client(sync_client=True) as client:
    print(client.read_deployment_by_name(f"{sys.argv[1]}/cli").version)
