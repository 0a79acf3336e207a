"""How runs end: states given back by hand, limits of time, hooks, names, tags, waiting; prints what the program itself saw."""

import asyncio
import json
import sys
import time

from prefect import allow_failure, flow, runtime, tags, task
from prefect.exceptions import CancelledRun, CrashedRun, FailedRun
from prefect.states import Cancelled, Completed, Crashed, Failed, StateType, State

NAME = sys.argv[1]
seen = {"hooks": {}}
called = []


def hook(what):
    """A hook that notes it was called, with the state it was told of."""
    def noted(subject, run, state):
        called.append(f"{what}: {state.name}")
    return noted


HOOKS = {f"on_{word}": [hook(f"flow {word}")] for word in ("completion", "failure", "cancellation", "crashed", "running")}
TASK_HOOKS = {f"on_{word}": [hook(f"task {word}")] for word in ("completion", "failure", "running")}


@task(task_run_name="add {x} and {y}", tags=["inner"], **TASK_HOOKS)
def add(x, y):
    return x + y


@task(**TASK_HOOKS)
def breaks(message="broken"):
    raise ValueError(message)


@task(timeout_seconds=0.5)
def slow():
    time.sleep(30)


def retriable(task, run, state):
    """Only what says so is tried again."""
    try:
        state.result()
    except ValueError as error:
        return "again" in str(error)


tries = {}


@task(retries=2, retry_delay_seconds=[0.1, 0.2], retry_jitter_factor=0.5, retry_condition_fn=retriable)
def tried(message):
    tries[message] = tries.get(message, 0) + 1
    raise ValueError(message)


@flow(name=f"{NAME}-endings", flow_run_name="run of {which}", log_prints=True, **HOOKS)
def ending(which: str, extra: dict | None = None):
    print("ending", which)
    if which == "failed by hand":
        return Failed(message="as I say")
    if which == "named":
        return Completed(name="Skipped", message="nothing to do")
    if which == "cancelled by hand":
        return Cancelled(message="not today")
    if which == "crashed by hand":
        return Crashed(message="gone")
    if which == "several":
        return [add(1, 2, return_state=True), breaks(return_state=True)]
    if which == "future":
        return add.submit(1, 2)
    if which == "task by hand":
        return by_hand(return_state=True)
    if which == "task too slow":
        slow()
    if which == "tried":
        states = [tried(message, return_state=True) for message in ("again", "for good")]
        return Completed(message=", ".join(state.name for state in states))
    if which == "raises":
        raise RuntimeError("flow broken")
    if which == "waits":
        first = add.submit(1, 1)
        failed = breaks.submit()
        after = add.with_options(task_run_name="after").submit(1, 2, wait_for=[first])
        allowed = add.with_options(task_run_name="allowed").submit(2, 3, wait_for=[allow_failure(failed)])
        never = add.with_options(task_run_name="never").submit(1, 2, wait_for=[failed])
        for future in (after, allowed, never):
            future.wait()
        return Completed(message=", ".join(future.state.name for future in (after, allowed, never)))
    if which == "tagged":
        with tags("outer", NAME):
            add(1, 2)
            child()
        return runtime.flow_run.tags
    if which == "big":
        return len(extra["text"])
    return which


@task
def by_hand():
    return State(type=StateType.COMPLETED, name="Done", message="by hand")


@flow(name=f"{NAME}-endings-child", flow_run_name=lambda: "child of " + runtime.flow_run.flow_name)
def child():
    add(3, 4)


@flow(name=f"{NAME}-endings-slow", timeout_seconds=1)
def too_slow():
    time.sleep(30)


@task(retries=1)
async def think(n):
    await asyncio.sleep(0.01)
    if n == 2 and tries.setdefault("async", 0) == 0:
        tries["async"] = 1
        raise ValueError("once more")
    return n


@flow(name=f"{NAME}-endings-async")
async def asynchronous():
    both = await asyncio.gather(think(1), think(2))
    return both + [await async_child(3)]


@flow(name=f"{NAME}-endings-async-child")
async def async_child(n):
    return await think(n)


WAYS = ["plain", "failed by hand", "named", "cancelled by hand", "crashed by hand", "several", "future", "task by hand", "task too slow",
        "tried", "raises", "waits", "tagged"]


def told(state):
    return [state.type.value, state.name, state.message]


def main():
    for which in WAYS:
        seen[which] = told(ending(which, return_state=True))
        # Of tasks that run together, which hook is called first is chance.
        seen["hooks"][which] = sorted(called)
        called.clear()
    seen["too slow"] = told(too_slow(return_state=True))
    seen["async"] = asyncio.run(asynchronous())
    seen["tries"] = tries
    try:
        ending("big", extra={"text": "x" * 600_000})
        seen["big"] = "taken"
    except Exception as error:
        seen["big"] = [type(error).__name__, getattr(getattr(error, "response", None), "status_code", None)]
    print(json.dumps(seen))


main()
