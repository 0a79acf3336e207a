"""Everything the server decides for tasks and flows of Prefect 2, in one program: prints what it saw as JSON.

`orchestrated.py tour` does the most; `orchestrated.py many` maps over two hundred; `orchestrated.py waits` pauses twice. NAME is
replaced when the project is copied.
"""

import datetime
import json
import sys
import threading
import time

import prefect
from prefect import allow_failure, flow, get_run_logger, pause_flow_run, tags, task

MODERN = tuple(int(part) for part in prefect.__version__.split(".")[:2]) >= (2, 16)
THREE = prefect.__version__.startswith("3")
if MODERN:
    from prefect.states import Completed, Failed
elif prefect.__version__.startswith("2.7"):
    from prefect.orion.schemas.states import Completed, Failed
else:
    from prefect.server.schemas.states import Completed, Failed

seen = {"ran": {}}


def ran(what):
    """Counts a call of a task's function."""
    seen["ran"][what] = seen["ran"].get(what, 0) + 1
    return seen["ran"][what]


@task(cache_key_fn=lambda context, parameters: f"NAME-{parameters['x']}", persist_result=True)
def cached(x):
    return ran("cached") + x


@task(cache_key_fn=lambda context, parameters: "NAME-1", refresh_cache=True, persist_result=True)
def refreshed(x):
    return ran("refreshed") + x


@task(cache_key_fn=lambda context, parameters: "NAME-expired", cache_expiration=datetime.timedelta(seconds=-10), persist_result=True)
def expired():
    return ran("expired")


@flow(name="NAME-cache")
def caching():
    return [(state.name, state.result()) for state in (
        cached(1, return_state=True), cached(1, return_state=True), cached(2, return_state=True), expired(return_state=True),
        expired(return_state=True), refreshed(1, return_state=True), cached(1, return_state=True))]


@task(retries=2, retry_delay_seconds=[0.2, 0.1])
def flaky():
    if ran("flaky") < 3:
        raise ValueError("once more")
    return 3


@task(retries=1, retry_delay_seconds=0.1)
def hopeless():
    ran("hopeless")
    raise ValueError("never")


@task(timeout_seconds=1)
def slow():
    time.sleep(20)


@task
def after(x):
    return x


@flow(name="NAME-inner")
def inner(fails):
    if fails:
        raise RuntimeError("inside")
    return after(1)


@flow(name="NAME-tries", retries=1, retry_delay_seconds=1)
def tries():
    flaky()
    if ran("flow") < 2:
        raise RuntimeError("once more")
    return "done"


def ended(flow, flow_run, state):
    seen.setdefault("hooks", []).append([flow.name, state.name])


HOOKS = {} if prefect.__version__.startswith("2.7.") else {"on_completion": [ended], "on_failure": [ended]}


@flow(name="NAME-ends", **HOOKS)
def ends(how):
    if how == "named":
        return Completed(name="Skipped", message="nothing to do")
    if how == "failed":
        return Failed(message="as I say")
    if how == "tasks":
        with tags("outer"):
            broken = hopeless.submit()
            states = [after.submit(broken), after.submit(allow_failure(broken)), after.submit(1, wait_for=[allow_failure(broken)])]
            states = [future.wait() or future.state for future in states]
        return Completed(message=", ".join(state.name for state in states))
    if how == "slow":
        slow()
    if how == "inner":
        return [inner(False, return_state=True), inner(True, return_state=True)]
    return "plain"


@flow(name="NAME-late", timeout_seconds=1)
def late():
    time.sleep(20)


class Together:
    """How many are inside at once, at most."""

    def __init__(self):
        self.lock, self.now, self.most = threading.Lock(), 0, 0

    def __enter__(self):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)

    def __exit__(self, *problem):
        with self.lock:
            self.now -= 1


together, slots = Together(), Together()


@task(tags=["NAME-tag"])
def tagged(number):
    with together:
        time.sleep(0.3)
    return number


@flow(name="NAME-limited")
def limited():
    futures = [tagged.submit(number) for number in range(6)]
    total = sum(future.result() for future in futures)
    if MODERN:
        from prefect.concurrency.sync import concurrency, rate_limit

        def hold():
            with concurrency("NAME-slots"), slots:
                time.sleep(0.2)

        threads = [threading.Thread(target=hold) for _ in range(4)] if not THREE else []
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        begin = time.monotonic()
        for _ in range(4):
            rate_limit("NAME-rate")
        seen["rate kept"] = time.monotonic() - begin > 0.8
    return total


@task
def number(n):
    return n


@flow(name="NAME-many")
def many():
    doubled = number.map(number.map(list(range(100))))
    return sum(future.result() for future in doubled)


@flow(name="NAME-waits")
def waits():
    before = number(1)
    pause_flow_run(timeout=300, poll_interval=1)
    answer = None
    if MODERN:
        answer = pause_flow_run(wait_for_input=int, timeout=300, poll_interval=1)
    get_run_logger().info("answered %s", answer)
    return before + number(2) + (answer or 0)


def told(state):
    return [state.type.value, state.name]


def tour():
    seen["first"], seen["second"] = caching(), caching()
    seen["tries"] = told(tries(return_state=True))
    for how in ("plain", "named", "failed", "tasks", "slow", "inner"):
        state = ends(how, return_state=True)
        seen[how] = told(state) + ([state.message] if how == "tasks" else [])
    seen["late"] = told(late(return_state=True))
    seen["sum"] = limited()
    seen["together"] = [0 < together.most <= 2, slots.most <= 2]


if __name__ == "__main__":
    seen["result"] = {"tour": tour, "many": many, "waits": waits}[sys.argv[1]]()
    print("SEEN " + json.dumps(seen))
