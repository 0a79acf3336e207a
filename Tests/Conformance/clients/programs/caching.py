"""Caching and transactions: prints how often each task really ran and what each state was called."""

import datetime
import json
import sys
import uuid

from prefect import flow, task
from prefect import cache_policies
from prefect.cache_policies import INPUTS, RUN_ID, TASK_SOURCE
from prefect.transactions import transaction

NAME = sys.argv[1]
# Another name in 3.0.
NO_CACHE = getattr(cache_policies, "NO_CACHE", cache_policies.NONE)
seen = {"ran": {}}


def ran(what):
    """Counts a call of a task's function."""
    seen["ran"][what] = seen["ran"].get(what, 0) + 1


@task(cache_policy=INPUTS, persist_result=True)
def by_inputs(x, name=NAME):
    ran("by inputs")
    return x + 1


@task(cache_policy=TASK_SOURCE + INPUTS - "ignored", persist_result=True)
def by_source(x, ignored, name=NAME):
    ran("by source")
    return x + 2


@task(cache_key_fn=lambda context, parameters: f"{NAME}-{parameters['x'] % 2}", persist_result=True)
def by_key(x):
    ran("by key")
    return x


@task(cache_key_fn=lambda context, parameters: f"{NAME}-short", cache_expiration=datetime.timedelta(days=-1), persist_result=True)
def expired():
    ran("expired")
    return 1


@task(cache_key_fn=lambda context, parameters: f"{NAME}-{parameters['x'] % 2}", refresh_cache=True, persist_result=True)
def refreshed(x):
    ran("refreshed")
    return x * 100


@task(cache_policy=RUN_ID, persist_result=True)
def by_run():
    ran("by run")
    return str(uuid.uuid4())


@task(cache_policy=NO_CACHE)
def never(x):
    ran("never")
    return x


@flow(name=f"{NAME}-caching")
def caching():
    states = [
        by_inputs(1, return_state=True), by_inputs(1, return_state=True), by_inputs(2, return_state=True),
        by_source(1, 1, return_state=True), by_source(1, 2, return_state=True), by_key(1, return_state=True), by_key(3, return_state=True),
        expired(return_state=True), expired(return_state=True), refreshed(1, return_state=True), refreshed(3, return_state=True),
        by_key(5, return_state=True), by_run(return_state=True), by_run(return_state=True), never(1, return_state=True), never(1, return_state=True),
    ]
    return [(state.name, state.result()) if "by run" not in str(state) else state.name for state in states]


@task
def write(path):
    seen.setdefault("steps", []).append(f"wrote {path}")
    return path


@write.on_rollback
def undo(transaction):
    seen["steps"].append(f"undid {transaction.get('word')}")


@write.on_commit
def kept(transaction):
    seen["steps"].append(f"kept {transaction.get('word')}")


@flow(name=f"{NAME}-transacting")
def transacting(fails: bool):
    with transaction() as current:
        current.set("word", "broken" if fails else "whole")
        write("a")
        if fails:
            raise ValueError("after the write")
    return True


seen["first"] = [one if isinstance(one, str) else one[0] for one in caching()]
# Another run of the flow knows what the first one kept.
seen["second"] = [one if isinstance(one, str) else one[0] for one in caching()]
seen["whole"] = transacting(False, return_state=True).name
seen["broken"] = transacting(True, return_state=True).name
print(json.dumps(seen))
