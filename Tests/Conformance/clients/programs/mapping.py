"""Two hundred task runs of one map, and slots taken by coroutines."""

import asyncio
import json
import sys
import time

from prefect import flow, task
from prefect.concurrency.asyncio import concurrency, rate_limit
from prefect.task_runners import ThreadPoolTaskRunner

NAME = sys.argv[1]
seen = {}


@task
def number(n):
    return n


@task(retries=1)
def double(n, by=2):
    return n * by


@flow(name=f"{NAME}-mapping", task_runner=ThreadPoolTaskRunner(max_workers=20))
def mapping():
    doubled = double.map(number.map(range(100)))
    return sum(doubled.result())


@flow(name=f"{NAME}-coroutines")
async def coroutines():
    now, most = 0, 0

    async def hold():
        nonlocal now, most
        async with concurrency(NAME):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.2)
            now -= 1

    await asyncio.gather(*(hold() for _ in range(5)))
    begin = time.monotonic()
    for _ in range(4):
        await rate_limit(f"{NAME}-rate")
    return {"limit kept": 0 < most <= 2, "rate kept": time.monotonic() - begin > 0.8}


seen["sum"] = mapping()
seen["coroutines"] = asyncio.run(coroutines())
print(json.dumps(seen))
