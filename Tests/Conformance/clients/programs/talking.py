"""Flows that send input to each other: `talking.py NAME listens` receives what `talking.py NAME speaks RUN` sends, and answers it."""

import sys

from prefect import flow, pause_flow_run
from prefect.input import RunInput, receive_input, send_input

NAME = sys.argv[1]
PATIENCE = {"timeout": 120, "poll_interval": 0.5}


class Order(RunInput):
    thing: str
    count: int = 1


class Receipt(RunInput):
    total: int


@flow(name=f"{NAME}-listening", log_prints=True)
def listening():
    for word in receive_input(str, **PATIENCE):
        print("word", word)
        if word == "last":
            break
    for number in receive_input(int, with_metadata=True, **PATIENCE):
        print("number", number.value, number.metadata.receiver is not None)
        number.respond(number.value * 2)
        break
    for order in Order.receive(**PATIENCE):
        print("order", order.thing, order.count)
        order.respond(Receipt(total=order.count * 5))
        break
    for kind in (int, list[str], bool, Order, Order.with_initial_data(description="What **else**?", thing="milk")):
        answer = pause_flow_run(wait_for_input=kind, timeout=120, poll_interval=0.5)
        print("answer", answer if not isinstance(answer, Order) else (answer.thing, answer.count))


@flow(name=f"{NAME}-speaking", log_prints=True)
def speaking(to: str):
    for word in ("first", "ü 🙂", "last"):
        send_input(word, flow_run_id=to)
    send_input(21, flow_run_id=to)
    for answer in receive_input(int, **PATIENCE):
        print("twice", answer)
        break
    Order(thing="tea", count=3).send_to(flow_run_id=to)
    for receipt in Receipt.receive(**PATIENCE):
        print("total", receipt.total)
        break


if __name__ == "__main__":
    if sys.argv[2] == "listens":
        listening()
    else:
        speaking(sys.argv[3])
