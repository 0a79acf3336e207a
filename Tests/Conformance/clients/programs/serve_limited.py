"""Serves a flow of which only one run may be under way."""

import os
import sys
import time

from prefect import flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig

# The processes in which runs are executed load this file anew, and inherit what is told here.
NAME, STRATEGY, LASTS = os.environ.setdefault("RIGEL_LIMITED", " ".join(sys.argv[1:])).split()


@flow(name=NAME)
def limited():
    time.sleep(float(LASTS))


if __name__ == "__main__":
    limited.serve(name="limited", global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=STRATEGY))
