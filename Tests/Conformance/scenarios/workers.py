"""Workers: signs of life, lists, being forgotten, and the events that tell of pools and queues."""

from urllib.parse import quote

from twin.api import API
from twin.making import refused_bodies
from twin.scenario import scenario

from .work_pools import a_pool, at


def beat(api: API, pool, name: str = "w", **members):
    return api.post(at(pool, "/workers/heartbeat"), {"name": name, **members})


@scenario
def hear_of_a_worker(api: API):
    pool = a_pool(api)
    api.post(at(pool, "/workers/filter"), {})
    beat(api, pool)
    api.get(at(pool))
    api.post(at(pool, "/workers/filter"), {})
    beat(api, pool, heartbeat_interval_seconds=7)
    beat(api, pool)
    beat(api, pool, "other", heartbeat_interval_seconds=None)
    api.post(at(pool, "/workers/filter"), {})


@scenario
def hear_of_odd_workers(api: API):
    pool = a_pool(api)
    for name in ("a b", "ä", "日本", "", " ", "a/b", "a%b", "<b>", "x" * 300):
        beat(api, pool, name)
    for interval in (0, 1, 100000, "30", 30.0):
        beat(api, pool, f"every {interval!r}", heartbeat_interval_seconds=interval)
    api.post(at(pool, "/workers/filter"), {})
    for name in ("a b", "ä", "日本", " ", "<b>"):
        api.delete(at(pool, f"/workers/{quote(name, safe='')}"))
    api.post(at(pool, "/workers/filter"), {})


@scenario
def heartbeats_with_bad_bodies(api: API):
    pool = a_pool(api)
    refused_bodies(
        api, "POST", at(pool, "/workers/heartbeat"), {}, {"name": None}, {"name": 7}, {"name": "w", "heartbeat_interval_seconds": "x"},
        {"name": "w", "heartbeat_interval_seconds": 1.5}, {"heartbeat_interval_seconds": 30})
    beat(api, pool, "more", more=1)
    api.post(at(pool, "/workers/filter"), {})


@scenario
def workers_of_missing_pools(api: API):
    path = f"/work_pools/{api.unique('nobody')}/workers"
    api.post(path + "/heartbeat", {"name": "w"})
    api.post(path + "/heartbeat", {})
    api.post(path + "/filter", {})
    api.delete(path + "/w")


@scenario
def forget_a_worker(api: API):
    pool = a_pool(api)
    beat(api, pool)
    api.delete(at(pool, "/workers/w"))
    api.delete(at(pool, "/workers/w"))
    api.post(at(pool, "/workers/filter"), {})
    # The pool stays ready until somebody looks.
    api.get(at(pool))
    api.get(at(pool, "/workers/w"))
    api.get(at(pool, "/workers/filter"))


@scenario
def find_workers(api: API):
    pool, other = a_pool(api), a_pool(api, "other")
    for name in ("a", "b", "c"):
        beat(api, pool, name)
    beat(api, other, "d")
    for filter in (
        None, {}, {"status": {"any_": ["ONLINE"]}}, {"status": {"any_": ["OFFLINE"]}}, {"status": {"any_": []}}, {"status": {"not_any_": ["ONLINE"]}},
        {"status": {"not_any_": []}}, {"last_heartbeat_time": {"before_": "2020-01-01T00:00:00Z"}}, {"last_heartbeat_time": {"after_": "2020-01-01T00:00:00Z"}},
        {"operator": "or_", "status": {"any_": ["OFFLINE"]}, "last_heartbeat_time": {"after_": "2020-01-01T00:00:00Z"}},
        {"operator": "or_", "last_heartbeat_time": {"after_": "2020-01-01T00:00:00Z", "before_": "2020-01-02T00:00:00Z"}},
        {"operator": "or_", "status": {"any_": ["ONLINE"], "not_any_": ["ONLINE"]}}, {"operator": "or_", "status": {"any_": ["OFFLINE"]}, "last_heartbeat_time": {}},
    ):
        api.post(at(pool, "/workers/filter"), {"workers": filter})
    for page in ({"limit": 2}, {"limit": 2, "offset": 2}, {"limit": 0}):
        api.post(at(pool, "/workers/filter"), page)


@scenario
def find_workers_badly(api: API):
    pool = a_pool(api)
    for body in (7, {"limit": 201}, {"limit": -1}, {"offset": -1}, {"workers": 7}, {"workers": {"more": 1}}, {"workers": {"name": {"any_": []}}},
                 {"workers": {"status": {"any_": ["x"]}}}, {"workers": {"status": {"not_any_": "ONLINE"}}},
                 {"workers": {"last_heartbeat_time": {"before_": "x"}}}, {"workers": {"last_heartbeat_time": {"is_null_": True}}},
                 {"workers": {"operator": "x"}}):
        api.post(at(pool, "/workers/filter"), body)


def of_pool(pool: str, **events) -> dict:
    """The filter for what happens to a pool of a name and to its queues."""
    return {"type": "filter", "filter": {
        "occurred": {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"},
        "event": events or {"prefix": ["prefect.work-"]},
        "any_resource": {"labels": {"prefect.resource.name": [pool]}}}}


@scenario
def hear_of_a_pool(api: API):
    with api.events_out(of_pool(api.unique("pool"))) as events:
        events.flush()
        pool = a_pool(api, concurrency_limit=1)
        for _ in range(3):
            events.receive()
        for change in (
            {"description": "x", "concurrency_limit": 2, "storage_configuration": {"bundle_upload_step": {"a": 1}}},
            {"base_job_template": {"job_configuration": {"a": 1}, "variables": {"properties": {}}}}, {"is_paused": True},
            {"is_paused": True}, {"is_paused": False}, {"concurrency_limit": None, "is_paused": False},
        ):
            api.patch(at(pool), change)
            events.receive()
        events.receive()
        api.patch(at(pool), {"description": "x"})
        api.post(at(pool, "/workers/heartbeat"), {"name": "w"})
        events.receive()
        api.post(at(pool, "/workers/heartbeat"), {"name": "w"})
        api.delete(at(pool))
        events.receive()
        events.receive()
        events.receive(timeout=1)


@scenario
def hear_of_a_pool_of_agents(api: API):
    # The real server tells of a status that these pools do not have.
    names = [f"prefect.work-{what}.{kind}" for what in ("pool", "queue") for kind in ("created", "updated", "deleted")]
    with api.events_out(of_pool(api.unique("pool"), name=names)) as events:
        events.flush()
        pool = api.post("/work_pools/", {"name": api.unique("pool"), "is_paused": True})
        events.receive()
        events.receive()
        api.patch(at(pool), {"is_paused": False})
        api.post(at(pool, "/workers/heartbeat"), {"name": "w"})
        api.delete(at(pool))
        events.receive()
        events.receive()


@scenario
def hear_of_queues(api: API):
    with api.events_out(of_pool(api.unique("pool"))) as events:
        events.flush()
        pool = a_pool(api)
        for _ in range(3):
            events.receive()
        queue = api.post(at(pool, "/queues"), {"name": api.unique("queue"), "priority": 1, "is_paused": True})
        events.receive()
        path = f"/work_queues/{queue['id']}"
        for change in (
            {"description": "x", "concurrency_limit": 2}, {"priority": 4}, {"is_paused": True}, {"is_paused": False},
            {"name": api.unique("new"), "concurrency_limit": None},
        ):
            api.patch(path, change)
            events.receive()
        api.patch(path, {"is_paused": False, "filter": {"tags": ["a"]}, "last_polled": "2026-01-01T00:00:00Z"})
        api.patch(at(pool, f"/queues/{api.unique('new')}"), {"is_paused": True, "description": "y"})
        events.receive()
        events.receive()
        api.delete(path)
        # The real server tells of this twice.
        events.receive()
