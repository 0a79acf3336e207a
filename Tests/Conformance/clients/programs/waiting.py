"""Flows that pause, with and without input, and that are sent input while they run."""

import sys

from prefect import flow, pause_flow_run, task
from prefect.input import RunInput, receive_input

PREFIX = sys.argv[1]


class Person(RunInput):
    name: str
    age: int = 7


@task
def step(n: int) -> int:
    return n + 1


@flow(name=f"{PREFIX}-waiting", log_prints=True)
def waiting():
    print("before", step(1))
    pause_flow_run(timeout=60, poll_interval=1)
    print("between", step(2))
    person = pause_flow_run(wait_for_input=Person.with_initial_data(description="Who?"), timeout=60, poll_interval=1)
    print("person", person.name, person.age)
    for sent in receive_input(str, timeout=60, poll_interval=0.5, key_prefix="words"):
        print("sent", sent)
        break
    return person.name


@flow(name=f"{PREFIX}-expiring")
def expiring():
    pause_flow_run(timeout=3, poll_interval=1)


if __name__ == "__main__":
    print("result", (waiting if sys.argv[2] == "waiting" else expiring)())
