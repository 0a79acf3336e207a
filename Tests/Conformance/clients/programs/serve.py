"""Serves a flow on an interval, or (without one) for runs that somebody asks for."""

import sys
import time

from prefect import flow, task

NAME, INTERVAL, LASTS = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])


@task
def step(n: int):
    return n + 1


@flow(name=NAME, log_prints=True)
def served(n: int = 1, lasts: float = LASTS):
    print("served", step(n))
    time.sleep(lasts)


if __name__ == "__main__":
    served.serve(name="serve", interval=INTERVAL or None, parameters={"n": 4}, tags=["served"], pause_on_shutdown=True)
