"""Takes slots of limits in the ways that clients have, and prints how many held one together."""

import contextlib
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from prefect import flow, task
from prefect.concurrency.sync import concurrency, rate_limit

NAME, WAY = sys.argv[1], sys.argv[2]


class Together:
    """How many are inside at once, at most."""

    def __init__(self):
        self.lock, self.now, self.most = threading.Lock(), 0, 0

    @contextlib.contextmanager
    def inside(self):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        yield
        with self.lock:
            self.now -= 1

    def against(self, limit: int) -> str:
        """Whether the limit held. How many really met depends on the machine."""
        return "limit kept" if 0 < self.most <= limit else f"together: {self.most}"


together = Together()


def hold(_):
    with concurrency(NAME), together.inside():
        time.sleep(0.3)


@task(tags=[NAME])
def tagged(number):
    with together.inside():
        time.sleep(0.3)
    return number


@flow(name=f"{NAME}-{WAY}")
def run():
    if WAY == "slots":
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(hold, range(6)))
        print(together.against(2))
    if WAY == "tags":
        print("sum", sum(tagged.map(range(6)).result()), together.against(2))
    if WAY == "rate":
        begin = time.monotonic()
        for _ in range(5):
            rate_limit(NAME)
        took = time.monotonic() - begin
        print("rate kept" if took > 1 else f"too fast: {took}")
    if WAY == "timeout":
        with concurrency(NAME, occupy=2):
            try:
                with concurrency(NAME, timeout_seconds=1):
                    print("got a slot that others have")
            except TimeoutError as error:
                print("timeout:", error)
    if WAY == "strict":
        try:
            with concurrency(NAME + "-none", strict=True):
                print("got a slot of nothing")
        except Exception as error:
            print("strict:", str(error).replace(NAME, "NAME"))
        with concurrency(NAME + "-none"):
            print("nothing limits")


if __name__ == "__main__":
    run()
