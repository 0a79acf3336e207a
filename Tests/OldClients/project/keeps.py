"""A flow whose results, and those of its tasks, are kept and read again."""

from prefect import flow, task
from prefect.tasks import task_input_hash

tries = []


@task(persist_result=True, cache_key_fn=task_input_hash)
def double(n, who="NAME"):
    return n * 2


@task(retries=2)
def flaky():
    tries.append(1)
    if len(tries) < 2:
        raise ValueError("once more")
    return 10


@flow(name="NAME-child", persist_result=True)
def child(n):
    return double(n) + 1


@flow(name="NAME-keeps", persist_result=True)
def keeps():
    return [double(1), double(1), child(4), flaky()]


if __name__ == "__main__":
    state = keeps(return_state=True)
    print("result", state.type.value, state.result())
