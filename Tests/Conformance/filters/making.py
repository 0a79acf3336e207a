"""Makes random filters: every object, every operator, in any combination."""

from __future__ import annotations

import random
from typing import Any, Callable

from .world import ARTIFACT_TYPES, CAPABILITIES, KEYS, QUEUES, STATE_NAMES, STATES, TAGS, TASKS, VERSIONS, WORDS, WORKERS, Of, World

Maker = Callable[["Filters"], Any]


class Filters:
    """A source of random filters over the objects of a world."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.chance = random.Random(seed)

    # What operators take.

    def some(self, make: Callable[[], Any], most: int = 4) -> list[Any]:
        """A list, now and then an empty one."""
        return [] if self.chance.random() < 0.06 else [make() for _ in range(self.chance.randint(1, most))]

    def ids(self, kind: str) -> list[Any]:
        count = len(self.world.objects[kind])
        missing = "00000000-0000-4000-8000-00000000dead"
        most = self.chance.choice((2, 5, count or 1))
        return self.some(lambda: Of(kind, self.chance.randrange(count), "id") if count and self.chance.random() < 0.95 else missing, most)

    def names(self, kind: str, member: str = "name") -> list[Any]:
        """The texts of a member; where an object has none, whatever stands for that."""
        known = [place for place, one in enumerate(self.world.objects[kind]) if one[member] is not None]
        return self.some(lambda: Of(kind, self.chance.choice(known), member) if known and self.chance.random() < 0.9 else "nobody", 6)

    def part(self) -> str:
        word = self.chance.choice(WORDS)
        start = self.chance.randrange(len(word))
        part = word[start:start + self.chance.randint(1, 3)]
        return self.chance.choice((part, part.upper(), part.lower(), word, "%", "_", "1", "", " "))

    def time(self, kind: str, member: str) -> Any:
        """The very time of some object, or one far from all."""
        known = [place for place, one in enumerate(self.world.objects[kind]) if one.get(member)]
        if known and self.chance.random() < 0.8:
            return Of(kind, self.chance.choice(known), member)
        return self.chance.choice(("2001-01-01T00:00:00Z", "2031-02-10T00:00:00Z", "2031-02-10T02:00:00+02:00", "2060-01-01T00:00:00Z"))

    def flag(self) -> bool:
        return self.chance.random() < 0.5

    # Objects.

    def pick(self, members: dict[str, Maker], most: int, joined: bool) -> dict[str, Any] | None:
        """An object of some of its members; now and then an empty one, or one with a null."""
        if self.chance.random() < 0.03:
            return {}
        chosen = self.chance.sample(sorted(members), min(len(members), self.chance.randint(1, most)))
        made = {name: None if self.chance.random() < 0.02 else members[name](self) for name in chosen}
        if joined and self.chance.random() < 0.3:
            made["operator"] = self.chance.choice(("and_", "or_"))
        return made

    def filter(self, kind: str) -> dict[str, Any] | None:
        return self.pick(MEMBERS[kind], self.chance.choice((1, 1, 2, 3)), joined=kind not in ALONE)

    def body(self, kind: str) -> dict[str, Any]:
        """The filters of one list: mostly its own, and those of what belongs to it."""
        body: dict[str, Any] = {}
        listing = LISTS[kind]
        for other in listing.filters:
            if self.chance.random() < (0.75 if other == kind else 0.22):
                body[listing.member or other if other == kind else other] = self.filter(other)
        return body

    def question(self, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The filters and the page of one list."""
        body = self.body(kind)
        return body, self.page(kind, whole=any(other in body for other in REPEATING.get(kind, ())))

    def page(self, kind: str, whole: bool) -> dict[str, Any]:
        """`whole` asks for no part of the list."""
        page: dict[str, Any] = {}
        if LISTS[kind].sorts and self.chance.random() < 0.85:
            page["sort"] = self.chance.choice(sorted(LISTS[kind].sorts))
        if whole:
            return page
        if self.chance.random() < 0.4:
            page["limit"] = self.chance.choice((0, 1, 3, 10, 200))
        if self.chance.random() < 0.3:
            page["offset"] = self.chance.choice((0, 1, 5, 40, 1000))
        return page


def joined(**members: Maker) -> Maker:
    """An operator object that also takes `operator`."""
    return lambda filters: filters.pick(members, len(members), joined=True)


def plain(**members: Maker) -> Maker:
    return lambda filters: filters.pick(members, len(members), joined=False)


def one_of(**members: Maker) -> Maker:
    """An operator object with one operator: the real server passes over the other where both are there."""
    return lambda filters: filters.pick(members, 1, joined=False)


def ids(kind: str) -> Maker:
    return lambda filters: filters.ids(kind)


def names(kind: str, member: str = "name") -> Maker:
    return lambda filters: filters.names(kind, member)


def texts(*choices: str) -> Maker:
    return lambda filters: filters.some(lambda: filters.chance.choice(choices))


def times(kind: str, member: str, null: bool = True) -> Maker:
    bounds: dict[str, Maker] = {"before_": lambda filters: filters.time(kind, member), "after_": lambda filters: filters.time(kind, member)}
    return plain(**bounds, **({"is_null_": Filters.flag} if null else {}))


def artifacts(id: str) -> dict[str, Maker]:
    """The criteria of artifacts, or of the latest ones, whose ids have another name."""
    return {
        id: plain(any_=ids("artifacts")),
        "key": plain(any_=names("artifacts", "key"), like_=Filters.part, exists_=Filters.flag),
        "flow_run_id": plain(any_=ids("flow_runs")),
        "task_run_id": plain(any_=ids("task_runs")),
        "type": plain(any_=texts(*ARTIFACT_TYPES, "none"), not_any_=texts(*ARTIFACT_TYPES, "none")),
    }


TYPES, STATE = texts(*STATES), texts(*STATE_NAMES, "Scheduled", "Completed", "Running", "Pending")

# `concurrency_limit` of deployments is left out: the real server looks for it in a column that it no longer fills.
MEMBERS: dict[str, dict[str, Maker]] = {
    "flows": {
        "id": plain(any_=ids("flows"), not_any_=ids("flows")),
        "deployment": joined(is_null_=Filters.flag),
        "name": plain(any_=names("flows"), like_=Filters.part),
        "tags": joined(all_=texts(*TAGS), is_null_=Filters.flag),
    },
    "flow_runs": {
        "id": plain(any_=ids("flow_runs"), not_any_=ids("flow_runs")),
        "name": plain(any_=names("flow_runs"), like_=Filters.part),
        "tags": joined(all_=texts(*TAGS), any_=texts(*TAGS), is_null_=Filters.flag),
        "deployment_id": joined(any_=ids("deployments"), is_null_=Filters.flag),
        "work_queue_name": joined(any_=texts(*QUEUES), is_null_=Filters.flag),
        "state": joined(type=one_of(any_=TYPES, not_any_=TYPES), name=one_of(any_=STATE, not_any_=STATE)),
        "flow_version": plain(any_=texts(*VERSIONS)),
        "start_time": times("flow_runs", "start_time"),
        "end_time": times("flow_runs", "end_time"),
        "expected_start_time": times("flow_runs", "expected_start_time", null=False),
        "next_scheduled_start_time": times("flow_runs", "next_scheduled_start_time", null=False),
        "parent_flow_run_id": joined(any_=ids("flow_runs")),
        "parent_task_run_id": joined(any_=ids("task_runs"), is_null_=Filters.flag),
        "idempotency_key": plain(any_=texts("key-1", "key-2", "key-7", "x"), not_any_=texts("key-1", "key-3", "x")),
        "created_by": joined(id_=ids("deployments"), type_=texts("AUTOMATION", "DEPLOYMENT"), is_null_=Filters.flag),
    },
    "task_runs": {
        "id": plain(any_=ids("task_runs")),
        "name": plain(any_=names("task_runs"), like_=Filters.part),
        "tags": joined(all_=texts(*TAGS), is_null_=Filters.flag),
        "state": joined(type=plain(any_=TYPES), name=plain(any_=STATE)),
        "start_time": times("task_runs", "start_time"),
        "end_time": times("task_runs", "end_time"),
        "expected_start_time": times("task_runs", "expected_start_time", null=False),
        "subflow_runs": plain(exists_=Filters.flag),
        "flow_run_id": joined(any_=ids("flow_runs"), is_null_=Filters.flag),
    },
    "deployments": {
        "id": plain(any_=ids("deployments"), not_any_=ids("deployments")),
        "name": plain(any_=names("deployments"), like_=Filters.part),
        "flow_or_deployment_name": plain(like_=Filters.part),
        "paused": plain(eq_=Filters.flag),
        "tags": joined(all_=texts(*TAGS), any_=texts(*TAGS), is_null_=Filters.flag),
        "work_queue_name": plain(any_=texts(*QUEUES)),
    },
    "work_pools": {
        "id": plain(any_=ids("work_pools")),
        "name": plain(any_=names("work_pools")),
        "type": plain(any_=texts("process", "docker", "none")),
    },
    "work_pool_queues": {
        "id": plain(any_=ids("work_pool_queues")),
        "name": plain(any_=names("work_pool_queues"), startswith_=texts("d", "night", "N", "x")),
    },
    "logs": {
        "level": plain(ge_=lambda filters: filters.chance.choice((0, 10, 20, 25, 50, 60)), le_=lambda filters: filters.chance.choice((0, 10, 30, 35, 50))),
        "timestamp": times("logs", "timestamp", null=False),
        "flow_run_id": plain(any_=ids("flow_runs")),
        "task_run_id": plain(any_=ids("task_runs"), is_null_=Filters.flag),
        "text": plain(query=lambda filters: " ".join(
            filters.chance.choice(("", "+", "-", "!")) + filters.chance.choice((*WORDS, "re", '"red blue"', "1", "RED"))
            for _ in range(filters.chance.randint(1, 3)))),
    },
    "variables": {
        "id": plain(any_=ids("variables")),
        "name": plain(any_=names("variables"), like_=Filters.part),
        "tags": joined(all_=texts(*TAGS), is_null_=Filters.flag),
    },
    "artifacts": artifacts("id"),
    "artifacts/latest": artifacts("latest_id"),
    "block_types": {
        "name": plain(like_=Filters.part),
        "slug": plain(any_=names("block_types", "slug")),
    },
    "block_schemas": {
        "block_type_id": plain(any_=ids("block_types")),
        "block_capabilities": plain(all_=texts(*CAPABILITIES)),
        "id": plain(any_=ids("block_schemas")),
        "version": plain(any_=names("block_schemas", "version")),
    },
    "block_documents": {
        "id": plain(any_=ids("block_documents")),
        "is_anonymous": plain(eq_=Filters.flag),
        "block_type_id": plain(any_=ids("block_types")),
        "name": plain(any_=names("block_documents"), like_=Filters.part),
    },
    WORKERS: {
        "last_heartbeat_time": times(WORKERS, "last_heartbeat_time", null=False),
        "status": plain(any_=texts("ONLINE", "OFFLINE"), not_any_=texts("ONLINE", "OFFLINE")),
    },
    "task_workers": {"task_keys": texts(*TASKS, "nobody")},
}
# Filters that take no `operator`.
ALONE = ("block_types", "task_workers")


class Listing:
    """How the objects of a kind are listed: the filters that it takes, and the key of each of its orders.

    A key that is nothing means an order of random ids, in which only the whole list can be compared. `name` tells objects
    apart; `member` is where the request has the list's own filter, if not under the name of the kind; `usual` is the key of
    the order that nobody asks for.
    """

    def __init__(
        self, filters: tuple[str, ...], sorts: dict[str, Callable[[dict[str, Any]], Any] | None],
        name: Callable[[dict[str, Any]], Any] = lambda one: one["name"], member: str | None = None,
        usual: Callable[[dict[str, Any]], Any] | None = None,
    ) -> None:
        self.filters = filters
        self.sorts = sorts
        self.name = name
        self.member = member
        self.usual = usual


def by(*members: str) -> Callable[[dict[str, Any]], Any]:
    """The first of some members that is there."""
    return lambda one: next((one[member] for member in members if one[member] is not None), None)


# Through these filters the real server now and then counts an object as often as it has what they find, so that an offset
# passes over fewer of them and a limit cuts earlier.
REPEATING = {"flows": ("flow_runs", "task_runs"), "deployments": ("flow_runs", "task_runs"), "flow_runs": ("task_runs",), "block_types": ("block_schemas",)}

ALL = ("flows", "flow_runs", "task_runs", "deployments", "work_pools", "work_pool_queues")
BY_KEY = {
    "ID_DESC": None, "CREATED_DESC": by("created"), "UPDATED_DESC": by("updated"), "KEY_ASC": by("key"), "KEY_DESC": by("key")}
LISTS = {
    "flows": Listing(ALL[:5], {"NAME_ASC": by("name"), "NAME_DESC": by("name"), "CREATED_DESC": by("created")}),
    "flow_runs": Listing(ALL, {
        "ID_DESC": None, "START_TIME_ASC": by("start_time", "expected_start_time"),
        "START_TIME_DESC": by("start_time", "expected_start_time"), "EXPECTED_START_TIME_ASC": by("expected_start_time"),
        "EXPECTED_START_TIME_DESC": by("expected_start_time"), "NAME_ASC": by("name"), "NAME_DESC": by("name"),
        "NEXT_SCHEDULED_START_TIME_ASC": by("next_scheduled_start_time"), "END_TIME_DESC": by("end_time")}),
    "task_runs": Listing(ALL[:4], {
        "ID_DESC": None, "EXPECTED_START_TIME_ASC": by("expected_start_time"),
        "EXPECTED_START_TIME_DESC": by("expected_start_time"), "NAME_ASC": by("name"), "NAME_DESC": by("name"),
        "NEXT_SCHEDULED_START_TIME_ASC": by("next_scheduled_start_time"), "END_TIME_DESC": by("end_time")}),
    "deployments": Listing(ALL, {"NAME_ASC": by("name"), "NAME_DESC": by("name"), "CREATED_DESC": by("created")}),
    "logs": Listing(("logs",), {"TIMESTAMP_ASC": by("timestamp"), "TIMESTAMP_DESC": by("timestamp")}, lambda one: one["message"]),
    "variables": Listing(("variables",), {
        "NAME_ASC": by("name"), "NAME_DESC": by("name"), "CREATED_DESC": by("created"), "UPDATED_DESC": by("updated")}),
    "artifacts": Listing(("artifacts", *ALL[:4]), BY_KEY, lambda one: one["description"]),
    "artifacts/latest": Listing(("artifacts/latest", *ALL[:4]), BY_KEY, lambda one: one["description"], member="artifacts"),
    "block_types": Listing(("block_types", "block_schemas"), {}),
    "block_schemas": Listing(("block_schemas",), {}, lambda one: one["fields"]["title"]),
    "block_documents": Listing(("block_documents", "block_types", "block_schemas"), {
        "NAME_ASC": by("name"), "NAME_DESC": by("name"), "BLOCK_TYPE_AND_NAME_ASC": lambda one: (one["block_type"]["name"], one["name"])},
        lambda one: one["data"]["number"]),
    WORKERS: Listing((WORKERS,), {}, member="workers", usual=by("last_heartbeat_time")),
    "task_workers": Listing(("task_workers",), {}, lambda one: (one["identifier"], sorted(one["task_keys"])), member="task_worker_filter"),
}
