"""Limits of tags, as 2.x and 3.0 clients make and ask for them."""

from __future__ import annotations

from twin.api import API, MISSING
from twin.making import a_flow_run, a_task_run, refused_bodies, set_state
from twin.scenario import scenario

V1 = "/concurrency_limits"
V2 = "/v2/concurrency_limits"


def a_limit(api: API, tag: str = "tag", limit: int = 1):
    return api.post(f"{V1}/", {"tag": api.unique(tag), "concurrency_limit": limit})


def a_tagged_task(api: API, run, key: str, *tags: str, **members):
    return a_task_run(api, run, key, key, tags=[api.unique(tag) for tag in tags], **members)


@scenario
def create_tag_limits(api: API):
    first = a_limit(api)
    a_limit(api, limit=4)
    api.get(f"{V1}/{first['id']}")
    api.get(f"{V1}/tag/{api.unique('tag')}")
    api.get(f"{V2}/{first['id']}")
    api.get(f"{V2}/tag:{api.unique('tag')}")
    a_limit(api, "zero", 0)


@scenario(differs=("the real server fails",))
def a_tag_that_is_no_name(api: API):
    api.post(f"{V1}/", {"tag": "a/b", "concurrency_limit": 1})


@scenario
def tag_limits_with_bad_bodies(api: API):
    refused_bodies(
        api, "POST", f"{V1}/", {}, {"tag": "x"}, {"concurrency_limit": 1}, {"tag": 7, "concurrency_limit": 1},
        {"tag": None, "concurrency_limit": 1}, {"tag": "x", "concurrency_limit": "y"},
        {"tag": "x", "concurrency_limit": None}, {"tag": "x", "concurrency_limit": 1.5},
        {"tag": "x", "concurrency_limit": 1, "unknown": 1})
    limit = a_limit(api)
    for body in ({"slot_override": "x"}, {"slot_override": ["x"]}, {"slot_override": [None]}, []):
        api.post(f"{V1}/tag/{limit['tag']}/reset", body)


@scenario
def tag_limits_that_are_not_there(api: API):
    api.get(f"{V1}/{MISSING}")
    api.delete(f"{V1}/{MISSING}")
    api.get(f"{V1}/tag/{api.unique('none')}")
    api.delete(f"{V1}/tag/{api.unique('none')}")
    api.post(f"{V1}/tag/{api.unique('none')}/reset", {})
    api.post(f"{V1}/tag/{api.unique('none')}/reset", {"slot_override": [MISSING]})
    other = api.post(f"{V2}/", {"name": api.unique("global"), "limit": 1})
    api.get(f"{V1}/{other['id']}")


@scenario
def delete_tag_limits(api: API):
    for limit, path in ((a_limit(api), "tag/" + api.unique("tag")), (other := a_limit(api, "other"), other["id"])):
        api.delete(f"{V1}/{path}")
        api.delete(f"{V1}/{path}")
        api.get(f"{V1}/{limit['id']}")


@scenario
def list_tag_limits(api: API):
    limits = [a_limit(api, tag) for tag in "ba"]
    for body in ({"limit": 201}, {"limit": -1}, {"offset": -1}, {"limit": "x"}, [], {"limit": 0}):
        api.post(f"{V1}/filter", body)
    for limit in limits:
        api.delete(f"{V1}/{limit['id']}")


@scenario
def slots_of_tags_for_task_runs(api: API):
    limit = a_limit(api, limit=2)
    tag = limit["tag"]
    runs = [api.uuid(name) for name in "abc"]
    for run in runs:
        api.post(f"{V1}/increment", {"names": [tag], "task_run_id": run})
        api.get(f"{V2}/{limit['id']}")
    api.get(f"{V1}/tag/{tag}")
    for run in (runs[0], runs[0], runs[2]):
        api.post(f"{V1}/decrement", {"names": [tag, api.unique("none")], "task_run_id": run, "occupancy_seconds": 0.5})
        api.get(f"{V1}/{limit['id']}")
    api.post(f"{V1}/increment", {"names": [tag, api.unique("none")], "task_run_id": runs[2]})
    api.get(f"{V1}/{limit['id']}")


@scenario
def slots_of_several_tags(api: API):
    wide, narrow, zero = a_limit(api, "wide", 5), a_limit(api, "narrow"), a_limit(api, "zero", 0)
    both = [narrow["tag"], wide["tag"]]
    for name in "ab":
        api.post(f"{V1}/increment", {"names": both, "task_run_id": api.uuid(name)}, )
    api.post(f"{V1}/increment", {"names": [wide["tag"], zero["tag"]], "task_run_id": api.uuid("c")})
    for limit in (wide, narrow, zero):
        api.get(f"{V1}/{limit['id']}")
    api.patch(f"{V2}/{narrow['id']}", {"active": False})
    api.post(f"{V1}/increment", {"names": both, "task_run_id": api.uuid("d")})


@scenario
def tag_slots_with_bad_bodies(api: API):
    for end in ("increment", "decrement"):
        for body in ({}, {"names": "x", "task_run_id": MISSING}, {"names": ["x"]}, {"names": ["x"], "task_run_id": "y"},
                     {"names": [7], "task_run_id": MISSING}, {"names": ["x"], "task_run_id": None}, []):
            api.post(f"{V1}/{end}", body)


@scenario
def reset_tag_limits(api: API):
    limit = a_limit(api, limit=3)
    tag = limit["tag"]
    for name in "ab":
        api.post(f"{V1}/increment", {"names": [tag], "task_run_id": api.uuid(name)})
    for body in ({}, {"slot_override": [api.uuid("c")]}, {"slot_override": None}, {"slot_override": []}):
        api.post(f"{V1}/tag/{tag}/reset", body)
        api.get(f"{V1}/{limit['id']}")


@scenario
def task_runs_with_limits_that_let_nobody_or_everybody_in(api: API):
    # With a limit that has slots, the real server on SQLite waits for a lock that it holds itself, and answers 503.
    a_limit(api, "zero", 0)
    off = a_limit(api, "off")
    api.patch(f"{V2}/{off['id']}", {"active": False, "limit": 0})
    run = a_flow_run(api, state={"type": "RUNNING"})
    for number, tags in enumerate((["zero"], ["off"], ["none"], ["zero", "off"])):
        task = a_tagged_task(api, run, str(number), *tags)
        set_state(api, task, "RUNNING", kind="task_runs")
        set_state(api, task, "RUNNING", force=True, kind="task_runs")
    api.get(f"{V1}/{off['id']}")
