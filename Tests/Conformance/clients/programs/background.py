"""A background task: `background.py serve NAME` executes its runs, `background.py delay NAME` asks for some and waits."""

import sys

from prefect import task
from prefect.task_worker import serve

WHAT, NAME = sys.argv[1:3]


@task(name=NAME, persist_result=True, tags=[NAME])
def twice(n: int) -> int:
    if n < 0:
        raise ValueError("negative")
    return 2 * n


if __name__ == "__main__":
    if WHAT == "serve":
        serve(twice)
    else:
        futures = [twice.delay(n) for n in (1, 2, 3)]
        for future in futures:
            future.wait(timeout=150)
        print("results", [future.result(timeout=150) for future in futures])
        failing = twice.delay(-1)
        failing.wait(timeout=150)
        print("state", failing.state.name)
