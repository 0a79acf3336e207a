"""Serves a flow of which only one run may be under way."""

import sys
import time

from prefect import flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig

NAME, STRATEGY, LASTS = sys.argv[1], sys.argv[2], float(sys.argv[3])


@flow(name=NAME)
def limited():
    time.sleep(LASTS)


if __name__ == "__main__":
    limited.serve(name="limited", global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=STRATEGY))
