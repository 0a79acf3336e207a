"""A flow that itself is retried and then succeeds."""

import sys

from prefect import flow, task

runs = []


@task
def count():
    runs.append(1)
    return len(runs)


@flow(name=f"{sys.argv[1]}-retrying", retries=2, retry_delay_seconds=1)
def retrying():
    if count() < 3:
        raise RuntimeError("once more")


if __name__ == "__main__":
    retrying()
