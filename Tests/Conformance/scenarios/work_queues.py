"""The queues of work pools: making, reading, changing, putting in order and deleting them."""

from urllib.parse import quote

from twin.api import API, MISSING
from twin.making import refused_bodies
from twin.scenario import scenario

from .work_pools import a_pool, at


def a_queue(api: API, pool, name: str = "queue", **members):
    return api.post(at(pool, "/queues"), {"name": api.unique(name), **members})


def order(api: API, pool):
    """The names and priorities of all queues of a pool."""
    api.post(at(pool, "/queues/filter"), {})


def queue_at(pool, queue) -> str:
    return at(pool, f"/queues/{quote(queue['name'], safe='')}")


@scenario
def make_queues(api: API):
    pool = a_pool(api)
    for queue in (a_queue(api, pool), a_queue(api, pool, "full", description="x", is_paused=True, concurrency_limit=0, priority=1),
                  a_queue(api, pool, "filtered", filter={"tags": ["a"], "deployment_ids": [MISSING]}),
                  a_queue(api, pool, "empty filter", filter={}), a_queue(api, pool, "null", concurrency_limit=None, priority=None, filter=None)):
        api.get(queue_at(pool, queue))
    order(api, pool)
    a_queue(api, pool, "no words", description=None)


@scenario(differs=("conflicts say why",))
def make_a_queue_twice(api: API):
    pool, other = a_pool(api), a_pool(api, "other")
    a_queue(api, pool)
    a_queue(api, pool, priority=1)
    a_queue(api, other)
    api.post(at(pool, "/queues"), {"name": "default"})
    order(api, pool)


@scenario
def queues_with_odd_names(api: API):
    pool = a_pool(api)
    for name in ("a b", "ä", "it's", "a?b#c", "a+b", "日本", "default ", "prefect-queue", " ", "'", "x" * 300):
        queue = api.post(at(pool, "/queues"), {"name": name})
        if queue.status == 201:
            api.get(queue_at(pool, queue))
            api.patch(queue_at(pool, queue), {"description": name})
            api.delete(queue_at(pool, queue))
    for name in ("", "a/b", "a%b", "a&b", "a>b", "a<b", 7, None, []):
        api.post(at(pool, "/queues"), {"name": name})


@scenario
def queues_with_bad_bodies(api: API):
    pool = a_pool(api)
    refused_bodies(
        api, "POST", at(pool, "/queues"), {}, {"name": "q", "description": 7}, {"name": "q", "is_paused": None}, {"name": "q", "is_paused": "perhaps"},
        {"name": "q", "concurrency_limit": -1}, {"name": "q", "concurrency_limit": "x"}, {"name": "q", "priority": 0}, {"name": "q", "priority": -1},
        {"name": "q", "priority": 1.5}, {"name": "q", "filter": []}, {"name": "q", "filter": {"tags": "x"}}, {"name": "q", "filter": {"deployment_ids": ["x"]}},
        {"name": "q", "filter": {"more": 1}}, {"name": "q", "more": 1}, {"name": "q", "work_pool_id": MISSING}, {"name": "q", "last_polled": "2026-01-01T00:00:00Z"})
    order(api, pool)


@scenario
def queues_of_missing_pools(api: API):
    path = f"/work_pools/{api.unique('nobody')}/queues"
    api.post(path, {"name": "q"})
    api.post(path + "/filter", {})
    api.get(path + "/default")
    api.patch(path + "/default", {"description": "x"})
    api.delete(path + "/default")


@scenario
def missing_queues(api: API):
    pool = a_pool(api)
    path = at(pool, "/queues/nobody")
    api.get(path)
    api.patch(path, {})
    api.patch(path, {"priority": "x"})
    api.delete(path)
    for method in ("GET", "PUT"):
        api.raw(method, at(pool, "/queues"))
    api.raw("POST", path)


@scenario
def queues_in_order(api: API):
    pool = a_pool(api)
    a_queue(api, pool, "a")
    a_queue(api, pool, "first", priority=1)
    order(api, pool)
    a_queue(api, pool, "far", priority=10)
    a_queue(api, pool, "next")
    order(api, pool)
    a_queue(api, pool, "third", priority=3)
    order(api, pool)


@scenario
def queues_in_another_order(api: API):
    pool = a_pool(api)
    queues = [a_queue(api, pool, name) for name in "abcd"]
    for place, priority in ((3, 1), (0, 3), (1, 20), (2, 1), (1, 2), (0, 20), (3, 20), (2, 21)):
        api.patch(queue_at(pool, queues[place]), {"priority": priority})
        order(api, pool)
    api.patch(at(pool, "/queues/default"), {"priority": 1})
    order(api, pool)
    api.delete(queue_at(pool, queues[0]))
    order(api, pool)
    api.patch(queue_at(pool, queues[1]), {"priority": None})
    a_queue(api, pool, "e")
    order(api, pool)


@scenario
def change_a_queue(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool, concurrency_limit=3)
    for change in (
        {}, {"description": "new"}, {"concurrency_limit": 0}, {"concurrency_limit": None}, {"is_paused": True}, {"is_paused": True},
        {"description": "x", "priority": 1}, {"is_paused": False}, {"is_paused": False}, {"last_polled": "2026-01-01T00:00:00Z"},
        {"last_polled": None}, {"filter": {"tags": ["a"]}}, {"filter": {"tags": None, "deployment_ids": []}}, {"filter": None},
    ):
        api.patch(queue_at(pool, queue), change)
        api.get(queue_at(pool, queue))


@scenario
def pause_a_queue_that_was_polled(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool, is_paused=True)
    api.patch(queue_at(pool, queue), {"last_polled": "2098-01-01T00:00:00Z"})
    for change in ({"is_paused": True}, {"is_paused": False}, {"is_paused": True}, {"is_paused": False, "last_polled": "2020-01-01T00:00:00Z"},
                   {"is_paused": True}, {"is_paused": False, "last_polled": "2098-01-01T00:00:00Z"}):
        api.patch(queue_at(pool, queue), change)
        api.get(queue_at(pool, queue))


@scenario
def rename_a_queue(api: API):
    pool = a_pool(api)
    queue, other = a_queue(api, pool), a_queue(api, pool, "other")
    api.patch(queue_at(pool, queue), {"name": api.unique("new")})
    api.get(queue_at(pool, queue))
    api.get(at(pool, f"/queues/{api.unique('new')}"))
    api.patch(queue_at(pool, other), {"name": "a b"})
    api.get(at(pool, "/queues/a%20b"))
    api.patch(at(pool, "/queues/default"), {"name": "renamed"})
    order(api, pool)
    api.get(at(pool))


@scenario
def rename_queues_badly(api: API):
    pool = a_pool(api)
    queue, other = a_queue(api, pool), a_queue(api, pool, "other")
    api.patch(queue_at(pool, queue), {"name": other["name"]})
    api.patch(queue_at(pool, queue), {"name": None})
    api.patch(queue_at(pool, queue), {"description": None})
    order(api, pool)


@scenario
def change_a_queue_badly(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool)
    refused_bodies(
        api, "PATCH", queue_at(pool, queue), {"more": 1}, {"name": 7}, {"description": 7}, {"is_paused": None}, {"is_paused": "perhaps"},
        {"concurrency_limit": -1}, {"priority": 0}, {"priority": "x"}, {"last_polled": "x"}, {"filter": 7}, {"filter": {"tags": [7]}},
        {"status": "READY"}, {"work_pool_id": MISSING})
    order(api, pool)


@scenario
def delete_queues(api: API):
    pool = a_pool(api)
    queues = [a_queue(api, pool, name) for name in "abc"]
    api.delete(queue_at(pool, queues[1]))
    order(api, pool)
    api.get(queue_at(pool, queues[1]))
    api.delete(queue_at(pool, queues[1]))
    a_queue(api, pool, "d")
    order(api, pool)


@scenario(differs=("the real server fails",))
def delete_a_default_queue(api: API):
    pool = a_pool(api)
    a_queue(api, pool)
    api.delete(at(pool, "/queues/default"))
    order(api, pool)
    api.get(at(pool))


@scenario
def find_queues_of_a_pool(api: API):
    pool, other = a_pool(api), a_pool(api, "other")
    ids = [a_queue(api, pool, name)["id"] for name in ("a", "b", "Ab", "c")]
    a_queue(api, other, "a")
    for filter in (
        {}, None, {"id": {"any_": ids[:2]}}, {"name": {"any_": [api.unique("b"), "default"]}}, {"name": {"startswith_": [api.unique("A")]}},
        {"name": {"startswith_": ["d", api.unique("c").upper()]}}, {"name": {"startswith_": []}}, {"name": {"any_": []}},
        {"operator": "or_", "id": {"any_": ids[:1]}, "name": {"any_": ["default"]}}, {"id": {"any_": [MISSING]}},
        {"name": {"any_": ["default"], "startswith_": ["x"]}}, {"name": {"startswith_": ["%fault", "d_fault"]}},
    ):
        api.post(at(pool, "/queues/filter"), {"work_queues": filter})
    for page in ({"limit": 2}, {"limit": 2, "offset": 3}, {"limit": 0}):
        api.post(at(pool, "/queues/filter"), page)
    for body in (7, {"limit": 201}, {"limit": -1}, {"offset": -1}, {"work_queues": {"more": 1}}, {"work_queues": {"id": {"any_": ["x"]}}}, {"work_queues": []}):
        api.post(at(pool, "/queues/filter"), body)


@scenario
def slots_of_queues_without_runs(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool, concurrency_limit=2)
    api.get(queue_at(pool, queue))
    order(api, pool)


@scenario
def make_a_queue_of_agents(api: API):
    # All scenarios share the pool of agents: only far numbers are free on both servers.
    queue = api.post("/work_queues/", {"name": api.unique("queue"), "priority": 700})
    api.get(f"/work_queues/{queue['id']}")
    api.get(f"/work_queues/name/{queue['name']}")
    api.get("/work_pools/default-agent-pool/queues/" + queue["name"])
    api.post("/work_queues/", {"name": api.unique("queue")})
    api.post("/work_queues/", {"name": "default"})
    api.get("/work_queues/name/default")
    pool = api.get("/work_pools/default-agent-pool")
    api.patch("/work_pools/default-agent-pool", {"is_paused": False})
    api.get("/work_pools/default-agent-pool")
    del pool


@scenario
def make_queues_of_agents_with_everything(api: API):
    for place, members in enumerate((
        {"description": "x", "is_paused": True, "concurrency_limit": 2}, {"filter": {"tags": ["a", "b"], "deployment_ids": [MISSING]}},
        {"filter": {}}, {"filter": {"tags": []}}, {"concurrency_limit": 3, "filter": {"tags": ["nobody has it"]}},
    )):
        queue = api.post("/work_queues/", {"name": api.unique(f"queue-{place}"), "priority": 900 + place, **members})
        api.get(f"/work_queues/{queue['id']}")
        api.delete(f"/work_queues/{queue['id']}")


@scenario
def change_a_queue_of_agents(api: API):
    queue = api.post("/work_queues/", {"name": api.unique("queue"), "priority": 710})
    path = f"/work_queues/{queue['id']}"
    for change in (
        {}, {"description": "new"}, {"concurrency_limit": 1}, {"concurrency_limit": None}, {"is_paused": True}, {"is_paused": False},
        {"last_polled": "2098-01-01T00:00:00Z"}, {"is_paused": True}, {"is_paused": False}, {"filter": {"tags": ["a"]}}, {"filter": None},
        {"name": api.unique("new")}, {"priority": 950},
    ):
        api.patch(path, change)
        api.get(path)
    api.get(f"/work_queues/name/{api.unique('new')}")
    api.get(path + "/status")
    refused_bodies(api, "PATCH", path, {"more": 1}, {"priority": 0}, {"concurrency_limit": -1}, {"name": None}, {"description": None}, {"priority": None})
    api.delete(path)


@scenario
def queues_of_agents_with_bad_bodies(api: API):
    refused_bodies(
        api, "POST", "/work_queues/", {}, {"name": ""}, {"name": "a/b"}, {"name": 7}, {"name": "q", "priority": 0}, {"name": "q", "concurrency_limit": -1},
        {"name": "q", "filter": 7}, {"name": "q", "work_pool_id": MISSING}, {"name": "q", "work_pool_name": "x"})


@scenario
def missing_queues_of_agents(api: API):
    api.get(f"/work_queues/{MISSING}")
    api.patch(f"/work_queues/{MISSING}", {})
    api.delete(f"/work_queues/{MISSING}")
    api.get(f"/work_queues/{MISSING}/status")
    api.post(f"/work_queues/{MISSING}/concurrency_status", {})
    api.get("/work_queues/x")
    api.get(f"/work_queues/name/{api.unique('nobody')}")
    for method, path in (("PUT", f"/work_queues/{MISSING}"), ("GET", "/work_queues/"), ("GET", "/work_queues/filter")):
        api.raw(method, path)


@scenario(differs=("conflicts say why",))
def delete_queues_by_their_ids(api: API):
    pool = a_pool(api)
    queues = [a_queue(api, pool, name) for name in "abc"]
    api.delete(f"/work_queues/{queues[1]['id']}")
    api.get(f"/work_queues/{queues[1]['id']}")
    api.delete(f"/work_queues/{queues[1]['id']}")
    api.delete(f"/work_queues/{pool['default_queue_id']}")
    api.get(at(pool))
    api.post("/work_queues/filter", {"work_queues": {"name": {"startswith_": [api.prefix]}}})


@scenario
def find_queues(api: API):
    pool, other = a_pool(api), a_pool(api, "other")
    ids = [a_queue(api, pool, name)["id"] for name in ("b", "a")] + [a_queue(api, other, "C", concurrency_limit=1)["id"]]
    for filter in (
        {"id": {"any_": ids}}, {"name": {"startswith_": [api.prefix.upper()]}}, {"name": {"any_": [api.unique("a"), api.unique("C")]}},
        {"id": {"any_": []}}, {"operator": "or_", "id": {"any_": ids[:1]}, "name": {"any_": [api.unique("C")]}},
    ):
        api.post("/work_queues/filter", {"work_queues": filter})
    for page in ({"limit": 2}, {"limit": 2, "offset": 2}, {"limit": 0}):
        api.post("/work_queues/filter", {"work_queues": {"id": {"any_": ids}}, **page})
    for body in (7, {"limit": 201}, {"offset": -1, "limit": "x", "work_queues": 7}, {"work_queues": {"more": 1}}, {"work_queues": {"id": {"any_": ["x"]}}}):
        api.post("/work_queues/filter", body)


@scenario
def health_of_queues(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool)
    path = f"/work_queues/{queue['id']}"
    api.get(path + "/status")
    for polled in ("2098-01-01T00:00:00Z", "2020-01-01T00:00:00Z", None):
        api.patch(path, {"last_polled": polled})
        api.get(path + "/status")


@scenario
def concurrency_without_runs(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool, concurrency_limit=2)
    a_queue(api, pool, "other")
    for body in ({}, None, {"page": 2}, {"limit": 1}, {"limit": 1, "page": 3}, {"limit": 0}, {"flow_run_limit": 0}):
        api.post(at(pool, "/concurrency_status"), body)
        api.post(f"/work_queues/{queue['id']}/concurrency_status", body)
    api.patch(at(pool), {"concurrency_limit": 5})
    api.post(at(pool, "/concurrency_status"))
    for body in ({"page": 0}, {"page": "x"}, {"limit": 201}, {"limit": -1}, {"limit": "x"}, {"flow_run_limit": 201}, {"flow_run_limit": -1}, 7, []):
        api.post(at(pool, "/concurrency_status"), body)
        api.post(f"/work_queues/{queue['id']}/concurrency_status", body)
    api.post(f"/work_pools/{api.unique('nobody')}/concurrency_status", {})
