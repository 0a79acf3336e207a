"""What the tours deploy: a flow that lasts as long as it is told. NAME is replaced when the project is copied."""

import os
import time

from prefect import flow, get_run_logger, task


@task
def step(n: int):
    return n + 1


@flow(name="NAME-work", description="said by the flow")
def work(n: int = 1, lasts: float = 0):
    get_run_logger().info("worked %s with %s", step(n), os.environ.get("TOUR", "nothing"))
    time.sleep(lasts)
