"""A flow with tasks, dependencies, a mapped task, retries, a subflow, printed logs and a persisted result."""

import sys

from prefect import flow, get_run_logger, task

PREFIX = sys.argv[1]
tries = {"flaky": 0}


@task(tags=["sums"])
def add(x, y):
    return x + y


@task(retries=2, retry_delay_seconds=1)
def flaky():
    tries["flaky"] += 1
    if tries["flaky"] < 3:
        raise ValueError(f"try {tries['flaky']}")
    return 10


@task(persist_result=True)
def kept(value):
    print("kept", value)
    return value


@flow(name=f"{PREFIX}-child", log_prints=True)
def child(n: int):
    print("in the child", n)
    return add(n, 1)


@flow(name=f"{PREFIX}-hello", log_prints=True, retries=1)
def hello(name: str = "world"):
    get_run_logger().warning("hello %s", name)
    print("printed ü")
    first = add.submit(1, 2)
    second = add.submit(first, y=3)
    mapped = add.map([1, 2, 3], 10)
    return child(second.result()) + flaky() + kept(sum(mapped.result()))


if __name__ == "__main__":
    print("result", hello())
