"""Workers, agents and runners that ask for runs: what they get, in which order, and what is noted of it."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, a_flow_run, refused_bodies, scheduled, set_state
from twin.pools import a_pool, a_queue, events_of
from twin.scenario import scenario

PAST = "2026-01-0{}T00:00:00Z"


def a_run_in(api: API, pool, name: str, day: int = 1, queue: str | None = None, **members):
    """A run that waits since the day of a month that is over."""
    place = {"work_pool_name": pool["name"], **({"work_queue_name": queue} if queue else {})}
    return a_flow_run(api, a_flow(api), name, state=scheduled(PAST.format(day)), **place, **members)


def poll(api: API, pool, **members):
    return api.post(f"/work_pools/{pool['name']}/get_scheduled_flow_runs", members)


def get_runs(api: API, queue, **members):
    return api.post(f"/work_queues/{queue['id']}/get_runs", members)


@scenario
def poll_a_pool(api: API):
    pool = a_pool(api)
    poll(api, pool)
    a_run_in(api, pool, "second", 2, tags=["t"], parameters={"a": 1}, job_variables={"x": 1}, context={"c": 1}, empirical_policy={"retries": 1}, labels={"l": 1})
    a_run_in(api, pool, "first", 1)
    a_run_in(api, pool, "third", 3)
    poll(api, pool)
    for limit in (0, 1, 2, 200):
        poll(api, pool, limit=limit)
    poll(api, pool, scheduled_before=PAST.format(2))
    poll(api, pool, scheduled_after=PAST.format(2))
    poll(api, pool, scheduled_after=PAST.format(2), scheduled_before=PAST.format(2))
    poll(api, pool, scheduled_after=PAST.format(3), scheduled_before=PAST.format(1))
    poll(api, pool, work_queue_names=None, scheduled_before=None, scheduled_after=None, limit=None)
    api.raw("POST", f"/work_pools/{pool['name']}/get_scheduled_flow_runs")


@scenario
def poll_a_deployed_run(api: API):
    pool = a_pool(api)
    made = a_deployment(api, a_flow(api, tags=["f"]), work_pool_name=pool["name"], work_queue_name="fresh", tags=["d"], parameters={"a": 1}, job_variables={"x": 1}, version="v")
    api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("run")})
    poll(api, pool)
    poll(api, pool, work_queue_names=["fresh"])
    poll(api, pool, work_queue_names=["default"])


@scenario
def poll_by_priority(api: API):
    pool = a_pool(api)
    for name in ("b", "c", "a"):
        a_queue(api, pool, name)
    for day, queue in ((1, "a"), (2, "b"), (3, "c"), (4, "default"), (1, "c"), (3, "default")):
        a_run_in(api, pool, f"{queue}{day}", day, queue)
    poll(api, pool)
    poll(api, pool, limit=3)
    poll(api, pool, work_queue_names=["a", "c"])
    poll(api, pool, work_queue_names=["a", "a"])
    poll(api, pool, work_queue_names=[])
    poll(api, pool, work_queue_names=["a", "missing"])
    api.patch(f"/work_pools/{pool['name']}/queues/a", {"priority": 1})
    poll(api, pool)


@scenario
def poll_within_limits(api: API):
    pool = a_pool(api, concurrency_limit=4)
    a_queue(api, pool, "small", concurrency_limit=2, priority=1)
    runs = [a_run_in(api, pool, f"s{day}", day, "small") for day in (1, 2, 3)] + [a_run_in(api, pool, f"d{day}", day) for day in (1, 2, 3)]
    poll(api, pool)
    set_state(api, runs[0], "PENDING")
    poll(api, pool)
    set_state(api, runs[0], "RUNNING")
    set_state(api, runs[3], "PENDING")
    poll(api, pool)
    poll(api, pool, work_queue_names=["small"])
    set_state(api, runs[0], "CANCELLING")
    poll(api, pool)
    set_state(api, runs[1], "PENDING")
    set_state(api, runs[2], "PENDING")
    poll(api, pool)
    api.patch(f"/work_pools/{pool['name']}", {"concurrency_limit": 1})
    poll(api, pool)
    api.patch(f"/work_pools/{pool['name']}", {"concurrency_limit": 0})
    poll(api, pool)
    api.patch(f"/work_pools/{pool['name']}", {"concurrency_limit": None})
    api.patch(f"/work_pools/{pool['name']}/queues/small", {"concurrency_limit": 0})
    poll(api, pool)


@scenario
def poll_what_is_paused(api: API):
    pool = a_pool(api)
    a_queue(api, pool, "paused", is_paused=True)
    a_run_in(api, pool, "hidden", 1, "paused")
    a_run_in(api, pool, "seen", 2)
    poll(api, pool)
    poll(api, pool, work_queue_names=["paused"])
    api.patch(f"/work_pools/{pool['name']}/queues/paused", {"is_paused": False})
    poll(api, pool)
    api.patch(f"/work_pools/{pool['name']}", {"is_paused": True})
    poll(api, pool)
    api.patch(f"/work_pools/{pool['name']}", {"is_paused": False})
    poll(api, pool)


@scenario
def a_paused_queue_holds_slots(api: API):
    pool = a_pool(api, concurrency_limit=1)
    a_queue(api, pool, "other")
    run = a_run_in(api, pool, "runs", 1, "other")
    a_run_in(api, pool, "waits", 2)
    set_state(api, run, "PENDING")
    api.patch(f"/work_pools/{pool['name']}/queues/other", {"is_paused": True})
    poll(api, pool)


@scenario
def poll_runs_in_other_states(api: API):
    pool = a_pool(api)
    for day, state in ((1, {"type": "SCHEDULED", "name": "Late"}), (2, {"type": "SCHEDULED", "name": "AwaitingRetry"}), (3, {"type": "SCHEDULED", "name": "AwaitingConcurrencySlot"}), (4, {"type": "PENDING"}), (5, {"type": "PAUSED"}), (6, {"type": "COMPLETED"})):
        details = {"state_details": {"scheduled_time": PAST.format(day)}} if state["type"] == "SCHEDULED" else {}
        a_flow_run(api, a_flow(api), f"{state.get('name', state['type'])}", state={**state, **details}, work_pool_name=pool["name"])
    a_run_in(api, pool, "in-process", 7, empirical_policy={"retry_type": "in_process"})
    a_run_in(api, pool, "reschedule", 8, empirical_policy={"retry_type": "reschedule"})
    poll(api, pool)


@scenario
def get_runs_of_a_queue_in_a_pool(api: API):
    pool = a_pool(api)
    queue = a_queue(api, pool, api.unique("queue"), concurrency_limit=5)
    for day, state in ((1, {"type": "SCHEDULED", "name": "Late"}), (2, {"type": "SCHEDULED", "name": "AwaitingRetry"}), (3, {"type": "PENDING"}), (4, {"type": "PAUSED"})):
        details = {"state_details": {"scheduled_time": PAST.format(day)}} if state["type"] == "SCHEDULED" else {}
        a_flow_run(api, a_flow(api), f"{state.get('name', state['type'])}", state={**state, **details}, work_pool_name=pool["name"], work_queue_name=queue["name"])
    a_run_in(api, pool, "in-process", 5, queue["name"], empirical_policy={"retry_type": "in_process"})
    get_runs(api, queue)
    api.patch(f"/work_pools/{pool['name']}", {"is_paused": True, "concurrency_limit": 0})
    get_runs(api, queue)


@scenario(differs=("queues are told apart by more than a name",))
def queues_of_one_name(api: API):
    one, other = a_pool(api, "one"), a_pool(api, "other")
    first, second = (a_queue(api, pool, api.unique("same")) for pool in (one, other))
    a_run_in(api, one, "in-one", 1, api.unique("same"))
    a_run_in(api, other, "in-other", 2, api.unique("same"))
    get_runs(api, first)
    get_runs(api, second)
    a_run_in(api, one, "in-default", 3)
    get_runs(api, {"id": one["default_queue_id"]}, scheduled_before=PAST.format(4))


@scenario
def poll_a_pool_that_is_not_there(api: API):
    api.post(f"/work_pools/{api.unique('no-pool')}/get_scheduled_flow_runs", {})
    api.post(f"/work_pools/{api.unique('no-pool')}/get_scheduled_flow_runs", {"work_queue_names": ["q"]})


@scenario
def poll_a_pool_with_bad_bodies(api: API):
    pool = a_pool(api)
    refused_bodies(
        api, "POST", f"/work_pools/{pool['name']}/get_scheduled_flow_runs", {"work_queue_names": "x"}, {"work_queue_names": [7]}, {"scheduled_before": "never"}, {"scheduled_after": 7.5}, {"scheduled_after": []},
        {"limit": -1}, {"limit": 201}, {"limit": "x"}, {"limit": 1.5}, {"more": 1}, {"limit": "x", "work_queue_names": "y", "scheduled_before": "z", "scheduled_after": "z"})


@scenario
def polled_queues_become_ready(api: API):
    pool = a_pool(api)
    a_queue(api, pool, "other")
    flow = a_flow(api)
    made, other = a_deployment(api, flow, work_pool_name=pool["name"]), a_deployment(api, flow, "other", work_pool_name=pool["name"], work_queue_name="other")
    poll(api, pool, work_queue_names=["other"])
    queue = api.once(f"/work_pools/{pool['name']}/queues/other", lambda queue: queue["status"] == "READY")
    api.once(f"/deployments/{other['id']}", lambda deployment: deployment["status"] == "READY")
    api.get(f"/work_pools/{pool['name']}/queues/default")
    api.get(f"/deployments/{made['id']}")
    poll(api, pool)
    api.once(f"/work_pools/{pool['name']}/queues/default", lambda queue: queue["status"] == "READY")
    api.once(f"/deployments/{made['id']}", lambda deployment: deployment["status"] == "READY")
    late = a_deployment(api, flow, "late", work_pool_name=pool["name"])
    poll(api, pool)
    api.once(f"/deployments/{late['id']}", lambda deployment: deployment["status"] == "READY")
    api.get(f"/work_pools/{pool['name']}")
    events_of(api, f"prefect.deployment.{late['id']}", 2)
    events_of(api, f"prefect.work-queue.{queue['id']}", 2)


@scenario
def a_paused_queue_stays_paused_when_polled(api: API):
    pool = a_pool(api)
    a_queue(api, pool, "paused", is_paused=True)
    poll(api, pool)
    api.once(f"/work_pools/{pool['name']}/queues/paused", lambda queue: queue["last_polled"])
    api.patch(f"/work_pools/{pool['name']}/queues/paused", {"is_paused": False})
    api.get(f"/work_pools/{pool['name']}/queues/paused")


@scenario
def get_runs_of_a_queue(api: API):
    queue = api.post("/work_queues/", {"name": api.unique("agents")})
    made = a_deployment(api, a_flow(api), work_queue_name=queue["name"])
    for day in (3, 1, 2):
        api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique(f"run{day}"), "state": scheduled(PAST.format(day))})
    a_flow_run(api, a_flow(api, "free"), "by-name", work_queue_name=queue["name"], state=scheduled(PAST.format(4)))
    get_runs(api, queue)
    for members in ({"limit": 0}, {"limit": 2}, {"limit": None}, {"scheduled_before": PAST.format(2)}, {"scheduled_before": PAST.format(2), "limit": 1}, {"agent_id": MISSING}, {"scheduled_before": None}):
        get_runs(api, queue, **members)
    api.once(f"/work_queues/{queue['id']}", lambda queue: queue["status"] == "READY")
    api.once(f"/deployments/{made['id']}", lambda deployment: deployment["status"] == "READY")
    api.patch(f"/work_queues/{queue['id']}", {"is_paused": True})
    get_runs(api, queue)
    api.patch(f"/work_queues/{queue['id']}", {"is_paused": False})
    get_runs(api, queue)
    api.raw("POST", f"/work_queues/{queue['id']}/get_runs")


@scenario
def get_runs_within_a_limit(api: API):
    queue = api.post("/work_queues/", {"name": api.unique("agents"), "concurrency_limit": 2})
    made = a_deployment(api, a_flow(api), work_queue_name=queue["name"])
    runs = [api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique(f"run{day}"), "state": scheduled(PAST.format(day))}) for day in (1, 2, 3, 4)]
    get_runs(api, queue)
    set_state(api, runs[0], "PENDING")
    get_runs(api, queue)
    set_state(api, runs[0], "RUNNING")
    set_state(api, runs[0], "CANCELLING")
    get_runs(api, queue)
    set_state(api, runs[1], "PENDING")
    get_runs(api, queue)
    set_state(api, runs[2], "PENDING")
    get_runs(api, queue)
    api.patch(f"/work_queues/{queue['id']}", {"concurrency_limit": 0})
    get_runs(api, queue)


@scenario(differs=("joined tags have no order",))
def get_runs_of_a_queue_that_chooses(api: API):
    flow = a_flow(api)
    deployments = {name: a_deployment(api, flow, name, tags=tags) for name, tags in (("ab", ["a", "b"]), ("a", ["a"]), ("none", []))}
    for day, (name, deployment) in enumerate(deployments.items(), 1):
        api.post(f"/deployments/{deployment['id']}/create_flow_run", {"name": api.unique(f"run-{name}"), "state": scheduled(PAST.format(day))})
    own = {"deployment_ids": [deployment["id"] for deployment in deployments.values()]}
    for name, filter in (("a", {"tags": ["a"], **own}), ("ab", {"tags": ["b", "a"], **own}), ("missing", {"tags": ["z"], **own}), ("only", {"deployment_ids": [deployments["none"]["id"]]}), ("all", {"tags": [], **own}), ("null", {"tags": None, **own})):
        queue = api.post("/work_queues/", {"name": api.unique(name), "filter": filter})
        get_runs(api, queue)
        get_runs(api, queue, limit=1, scheduled_before=PAST.format(2))
    limited = api.post("/work_queues/", {"name": api.unique("limited"), "filter": {"tags": ["a"], **own}, "concurrency_limit": 1})
    for run in get_runs(api, limited):
        set_state(api, run, "PENDING")
    get_runs(api, limited)
    api.patch(f"/work_queues/{limited['id']}", {"is_paused": True, "concurrency_limit": None})
    get_runs(api, limited)


@scenario
def get_runs_with_bad_bodies(api: API):
    queue = api.post("/work_queues/", {"name": api.unique("agents")})
    api.post(f"/work_queues/{MISSING}/get_runs", {})
    api.post("/work_queues/x/get_runs", {})
    refused_bodies(api, "POST", f"/work_queues/{queue['id']}/get_runs", {"limit": -1}, {"limit": 201}, {"limit": "x"}, {"scheduled_before": "never"}, {"scheduled_before": "never", "limit": "x"}, {"more": 1})


@scenario
def looking_at_a_queue_is_no_poll(api: API):
    queue = api.post("/work_queues/", {"name": api.unique("agents")})
    for value in ("true", "True", "1"):
        api.raw("POST", f"/work_queues/{queue['id']}/get_runs", b"{}", {"content-type": "application/json", "x-prefect-ui": value})
    api.get(f"/work_queues/{queue['id']}")
    api.raw("POST", f"/work_queues/{queue['id']}/get_runs", b"{}", {"content-type": "application/json", "x-prefect-ui": "perhaps"})
    api.raw("POST", f"/work_queues/{queue['id']}/get_runs", b"{}", {"content-type": "application/json", "x-prefect-ui": "false"})
    api.once(f"/work_queues/{queue['id']}", lambda queue: queue["status"] == "READY")


@scenario
def a_queue_comes_back(api: API):
    """Runs of agents find a queue of the name that theirs had."""
    queue = api.post("/work_queues/", {"name": api.unique("agents")})
    made = a_deployment(api, a_flow(api), work_queue_name=queue["name"])
    path = f"/deployments/{made['id']}/create_flow_run"
    api.post(path, {"name": api.unique("before"), "state": scheduled(PAST.format(1))})
    api.delete(f"/work_queues/{queue['id']}")
    api.post(path, {"name": api.unique("between"), "state": scheduled(PAST.format(2))})
    again = api.post("/work_queues/", {"name": api.unique("agents")})
    get_runs(api, again)


@scenario
def poll_deployments_in_a_pool(api: API):
    """A runner that serves deployments does not ask whether pools or queues are paused or full."""
    pool = a_pool(api, concurrency_limit=0, is_paused=True)
    a_queue(api, pool, "fresh", is_paused=True, concurrency_limit=0)
    made = a_deployment(api, a_flow(api), work_pool_name=pool["name"], work_queue_name="fresh")
    api.post(f"/deployments/{made['id']}/create_flow_run", {"name": api.unique("run"), "state": scheduled(PAST.format(1))})
    api.post("/deployments/get_scheduled_flow_runs", {"deployment_ids": [made["id"], MISSING]})
    api.once(f"/deployments/{made['id']}", lambda deployment: deployment["status"] == "READY")
    events_of(api, f"prefect.deployment.{made['id']}", 2)
    api.post("/deployments/get_scheduled_flow_runs", {"deployment_ids": [made["id"]]})


@scenario
def two_workers_want_one_run(api: API):
    pool = a_pool(api)
    a_run_in(api, pool, "wanted")
    first, second = poll(api, pool), poll(api, pool)
    set_state(api, first[0]["flow_run"], "PENDING")
    set_state(api, second[0]["flow_run"], "PENDING")
    set_state(api, first[0]["flow_run"], "PENDING", name="Submitting")
    set_state(api, second[0]["flow_run"], "PENDING", name="Submitting")
    set_state(api, first[0]["flow_run"], "RUNNING")
    set_state(api, second[0]["flow_run"], "PENDING")
    poll(api, pool)
