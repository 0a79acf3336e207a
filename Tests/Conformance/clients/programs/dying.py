"""A flow whose process goes away in the midst of it: `dying.py NAME exit|signal`."""

import os
import sys
import time

from prefect import flow, task

NAME, WAY = sys.argv[1:3]


@task
def dies():
    if WAY == "exit":
        os._exit(7)
    time.sleep(300)


@flow(name=f"{NAME}-{WAY}")
def dying():
    dies()


def gone(flow, run, state):
    print("crashed hook", state.name, flush=True)


if __name__ == "__main__":
    dying.with_options(on_crashed=[gone])()
