"""The WebSocket of workers: hello, the pool as it stands, heartbeats, and every change of the pool."""

from twin.api import API, MISSING
from twin.scenario import scenario

from .work_pools import PROCESS, a_pool, at

CAPABILITIES = ["worker_heartbeat.v1", "work_pool_snapshot.v1"]


def hello(api: API, **members):
    """What the client's worker says first."""
    return {
        "consumer_id": api.uuid("consumer"), "worker_name": "w", "worker_type": "process", "heartbeat_interval_seconds": 30,
        "supported_channel_versions": ["work_pool_worker_channel.v1"], "requested_capabilities": CAPABILITIES, "work_queue_names": [],
        "handled_cleanup_kinds": [], "max_cleanup_concurrency": 0, "create_pool_if_not_found": False, "default_base_job_template": {},
        "worker_metadata": None, **members}


def heartbeat(api: API, **members):
    return {"consumer_id": api.uuid("consumer"), "worker_name": "w", "heartbeat_interval_seconds": 30, **members}


@scenario
def connect_a_worker(api: API):
    pool = a_pool(api, base_job_template=PROCESS, concurrency_limit=2)
    with api.worker_channel(pool["name"], hello(api)) as channel:
        api.get(at(pool))
        api.post(at(pool, "/workers/filter"), {})
        channel.receive(timeout=0.5)
    api.worker_channel(pool["name"], hello(api, heartbeat_interval_seconds=40)).close()
    api.post(at(pool, "/workers/filter"), {})


@scenario
def hear_the_heart_of_a_worker(api: API):
    pool = a_pool(api)
    with api.worker_channel(pool["name"], hello(api), heartbeat=heartbeat(api, heartbeat_interval_seconds=20)):
        api.once(at(pool, "/workers/filter"), lambda workers: workers[0]["heartbeat_interval_seconds"] == 20, {})


@scenario
def tell_a_worker_of_its_pool(api: API):
    pool = a_pool(api)
    with api.worker_channel(pool["name"], hello(api)) as channel:
        for change in ({"is_paused": True}, {"concurrency_limit": 3}, {"is_paused": False}, {"storage_configuration": {"bundle_upload_step": {"a": 1}}},
                       {"base_job_template": PROCESS}):
            api.patch(at(pool), change)
            channel.receive()
        api.delete(at(pool))
        channel.receive()


@scenario
def connect_a_worker_to_a_new_pool(api: API):
    for name in ("pool", "a b", "ä?#", "it's"):
        name = api.unique(name)
        api.worker_channel(name, hello(api, create_pool_if_not_found=True, default_base_job_template=PROCESS, worker_type="docker")).close()
        api.get(at({"name": name}))


@scenario
def connect_a_worker_that_brings_a_template(api: API):
    pool, full = a_pool(api), a_pool(api, "full", base_job_template=PROCESS)
    other = {**PROCESS, "job_configuration": {"command": "{{ command }}"}}
    for name in (pool["name"], full["name"]):
        api.worker_channel(name, hello(api, default_base_job_template=other)).close()
        api.get(at({"name": name}))


@scenario
def connect_a_worker_to_some_queues(api: API):
    pool = a_pool(api)
    for name in ("a", "b"):
        api.post(at(pool, "/queues"), {"name": name, "priority": 1})
    for names in ([], ["default", "a", "default"], ["b"], ["nobody"]):
        api.worker_channel(pool["name"], hello(api, work_queue_names=names)).close()


@scenario
def connect_workers_in_vain(api: API):
    pool = a_pool(api)
    for name, members in (
        (api.unique("nobody"), {}), ("prefect-x", {"create_pool_if_not_found": True}), (pool["name"], {"supported_channel_versions": ["v9"]}),
    ):
        api.worker_channel(name, hello(api, **members)).close()


@scenario
def workers_with_bad_words(api: API):
    pool = a_pool(api)
    for message in (
        "{bad", "[]", "7", "null", {}, {"type": "auth", "token": None}, {"type": "worker.hello.v1"}, {"type": "no", "payload": {}},
    ):
        with api.worker_channel(pool["name"]) as channel:
            channel.send(message)
            channel.receive()
    for members in (
        {"more": 1}, {"consumer_id": "x"}, {"worker_name": ""}, {"worker_name": None}, {"worker_type": 7}, {"heartbeat_interval_seconds": 0},
        {"heartbeat_interval_seconds": None}, {"supported_channel_versions": []}, {"requested_capabilities": ["worker_heartbeat.v1"]},
        {"requested_capabilities": []}, {"work_queue_names": [""]}, {"work_queue_names": None}, {"handled_cleanup_kinds": ["no"]},
        {"handled_cleanup_kinds": ["pending_claim_teardown.v1"]}, {"max_cleanup_concurrency": 1}, {"max_cleanup_concurrency": -1},
        {"create_pool_if_not_found": "perhaps"}, {"default_base_job_template": None}, {"worker_metadata": []},
    ):
        api.worker_channel(pool["name"], hello(api, **members)).close()
    with api.worker_channel(pool["name"]) as channel:
        channel.ask("worker.hello.v1", hello(api), more=1)
    api.post(at(pool, "/workers/filter"), {})


@scenario
def workers_with_bad_heartbeats(api: API):
    pool = a_pool(api)
    for members in ({"worker_name": "another"}, {"consumer_id": MISSING}, {"heartbeat_interval_seconds": 0}, {"more": 1}):
        with api.worker_channel(pool["name"], hello(api)) as channel:
            channel.ask("worker.heartbeat.v1", heartbeat(api, **members))
    with api.worker_channel(pool["name"]) as channel:
        channel.ask("worker.heartbeat.v1", heartbeat(api))
    for message in ("{bad", {"type": "no"}):
        with api.worker_channel(pool["name"], hello(api)) as channel:
            channel.send(message)
            channel.receive()
    with api.worker_channel(pool["name"], hello(api)) as channel:
        channel.ask("worker.hello.v1", hello(api))


@scenario
def workers_that_are_nobody(api: API):
    pool = a_pool(api)
    api.worker_channel(pool["name"], hello(api), handshake=False).close()


@scenario
def workers_that_ask_for_more(api: API):
    pool = a_pool(api)
    with api.worker_channel(pool["name"], hello(api, requested_capabilities=[*CAPABILITIES, "fly.v1", "fly.v1"])) as channel:
        for type, members in (("cleanup.ack.v1", {}), ("cleanup.renew.v1", {}), ("cleanup.release.v1", {"reason": "x"})):
            channel.ask(type, {"message_id": MISSING, "reservation_token": "t", **members})
        channel.ask("cleanup.ack.v1", {"message_id": "x", "reservation_token": ""})
