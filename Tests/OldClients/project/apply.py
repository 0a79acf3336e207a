"""Makes a deployment as Prefect 2 does it for its agents, with one slot that comes in so many seconds."""

import datetime
import sys

from prefect.deployments import Deployment

try:
    from prefect.client.schemas.schedules import IntervalSchedule
except ImportError:
    from prefect.orion.schemas.schedules import IntervalSchedule

from flows import work

anchor = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=float(sys.argv[1]))
deployment = Deployment.build_from_flow(
    flow=work, name="applied", work_queue_name="NAME-queue", parameters={"n": 7}, tags=["old"], description="said here", version="v1",
    schedule=IntervalSchedule(interval=datetime.timedelta(hours=1), anchor_date=anchor), infra_overrides={"env": {"TOUR": "the deployment"}})
print("applied", deployment.apply())
