"""Serves a parent, with a subflow in its process and one that another deployment runs, and a flow that suspends itself."""

import os
import sys
import time

# Looks for runs often; told before Prefect reads its settings.
os.environ["PREFECT_RUNNER_POLL_FREQUENCY"] = "2"

from prefect import flow, get_run_logger, serve, suspend_flow_run, task
from prefect.deployments import run_deployment
from prefect.input import RunInput

# The processes in which runs are executed load this file anew, and inherit what is told here.
NAME = os.environ.setdefault("RIGEL_NESTED", sys.argv[-1])


class Answer(RunInput):
    number: int
    word: str = "none"


def cancelled(flow, run, state):
    print("cancellation hook of", flow.name, state.name, flush=True)


@task
def wait(seconds):
    time.sleep(seconds)


@flow(name=f"{NAME}-leaf")
def leaf(lasts: float = 300):
    time.sleep(lasts)
    return lasts


@flow(name=f"{NAME}-inner")
def inner(lasts: float = 300):
    time.sleep(lasts)


@flow(name=f"{NAME}-outer", on_cancellation=[cancelled])
def outer(where: str):
    if where == "inside":
        inner()
    elif where == "deployed":
        run_deployment(f"{NAME}-leaf/nested", parameters={"lasts": 300}, poll_interval=1, as_subflow=True)
    elif where == "whole":
        run = run_deployment(f"{NAME}-leaf/nested", parameters={"lasts": 0}, poll_interval=1)
        get_run_logger().info("child %s", run.state.name)
    else:
        run_deployment(f"{NAME}-leaf/nested", parameters={"lasts": 300}, timeout=0)


@task(persist_result=True)
def before():
    return 20


@flow(name=f"{NAME}-suspending", persist_result=True)
def suspending():
    first = before()
    answer = suspend_flow_run(wait_for_input=Answer, timeout=300)
    get_run_logger().info("answer %s %s", first + answer.number, answer.word)
    suspend_flow_run(timeout=300)
    return first + answer.number


if __name__ == "__main__":
    serve(*(one.to_deployment(name="nested", tags=[NAME]) for one in (leaf, outer, suspending)), limit=10)
