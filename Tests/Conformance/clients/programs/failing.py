"""A flow that fails in a task, with one task that could not run because of it."""

import sys

from prefect import flow, task


@task
def breaks():
    raise ValueError("broken")


@task
def after(value):
    return value


@flow(name=f"{sys.argv[1]}-failing", log_prints=True)
def failing():
    print("before")
    later = after.submit(breaks.submit())
    later.wait()
    breaks()


if __name__ == "__main__":
    failing()
