"""Counts, histories and bulk changes of runs, deployments and flows by each filter that lists know."""

from __future__ import annotations

from typing import Any

from twin.api import API, Reply
from twin.making import a_deployment, a_flow, a_flow_run, a_task_run, scheduled
from twin.scenario import scenario


class World:
    """Runs of two flows in several states, one of a deployment in a pool, one with a task that calls another."""

    def __init__(self, api: API) -> None:
        self.pool = api.post("/work_pools/", {"name": api.unique("pool"), "type": "process"})
        self.flow, self.other = a_flow(api, tags=["f"]), a_flow(api, "other")
        self.deployment = a_deployment(api, self.flow, tags=["d"], work_pool_name=self.pool["name"], work_queue_name="q", version="1")
        a_deployment(api, self.other, "lone", paused=True, concurrency_limit=3)
        self.runs = [
            a_flow_run(api, self.flow, "0", state={"type": "COMPLETED"}, tags=["a"], deployment_id=self.deployment["id"], flow_version="1", idempotency_key=api.unique("key")),
            a_flow_run(api, self.flow, "1", state={"type": "FAILED", "name": "Mine"}, tags=["a", "b"], work_queue_name="q"),
            a_flow_run(api, self.other, "2", state=scheduled("2031-01-01T00:00:00Z"), flow_version="2"),
            a_flow_run(api, self.other, "3", state={"type": "RUNNING"}),
            a_flow_run(api, self.flow, "4"),
        ]
        self.task = a_task_run(api, self.runs[0], tags=["t"], state={"type": "COMPLETED"})
        self.child = a_flow_run(api, self.flow, "child", parent_task_run_id=self.task["id"], state={"type": "PENDING"})

    def of_runs(self, api: API) -> list[dict[str, Any]]:
        """Filters of flow runs."""
        return [
            {"state": {"type": {"any_": ["FAILED"]}}}, {"state": {"name": {"any_": ["Mine"]}}}, {"tags": {"all_": ["a"]}}, {"tags": {"any_": ["b"]}}, {"tags": {"is_null_": True}},
            {"deployment_id": {"is_null_": True}}, {"deployment_id": {"any_": [self.deployment["id"]]}}, {"work_queue_name": {"any_": ["q"]}}, {"flow_version": {"any_": ["2"]}},
            {"start_time": {"is_null_": True}}, {"end_time": {"is_null_": False}}, {"next_scheduled_start_time": {"after_": "2030-12-31T00:00:00Z"}},
            {"parent_flow_run_id": {"any_": [self.runs[0]["id"]]}}, {"parent_task_run_id": {"is_null_": True}}, {"idempotency_key": {"any_": [api.unique("key")]}},
            {"id": {"not_any_": [self.runs[0]["id"]]}}, {"name": {"like_": "chil"}}, {"operator": "or_", "tags": {"all_": ["b"]}, "flow_version": {"any_": ["2"]}},
        ]

    def of_all(self, api: API) -> list[dict[str, Any]]:
        """Filters of flow runs, and of what they belong to, that find this scenario's runs alone."""
        filters = [{"flow_runs": filter} for filter in self.of_runs(api)] + [
            {"deployments": {"tags": {"all_": ["d"]}}}, {"deployments": {"paused": {"eq_": True}}}, {"task_runs": {"tags": {"all_": ["t"]}}}, {"flows": {"tags": {"all_": ["f"]}}},
            {"work_pools": {"name": {"any_": [self.pool["name"]]}}}, {"work_pool_queues": {"name": {"any_": ["q"]}}},
            {"task_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}, "flow_runs": {"tags": {"all_": ["a"]}}}]
        mine = {"id": {"any_": [self.flow["id"], self.other["id"]]}}
        return [{**filter, "flows": {**mine, **filter.get("flows", {})}} for filter in filters]


@scenario
def counts_by_every_filter(api: API):
    for filter in World(api).of_all(api):
        for path in ("/flow_runs/count", "/task_runs/count", "/ui/task_runs/count"):
            api.post(path, filter)


@scenario
def histories_by_every_filter(api: API):
    span = {"history_start": "2030-12-31T00:00:00Z", "history_end": "2031-01-03T00:00:00Z", "history_interval_seconds": 86400}
    for filter in World(api).of_all(api):
        for path in ("/flow_runs/history", "/task_runs/history"):
            api.post(path, {**filter, **span})


@scenario
def changes_of_many_runs_by_every_filter(api: API):
    world = World(api)
    mine = [run["id"] for run in (*world.runs, world.child)]
    found = {"flow_runs": {"id": {"any_": mine}}, "sort": "NAME_ASC"}
    for filter in world.of_runs(api):
        if filter.get("operator") != "or_":
            # One at a time: the real server changes several in any order.
            for id in mine:
                chosen = {**filter, "id": {"any_": [id], **filter.get("id", {})}}
                api.post("/flow_runs/bulk_set_state", {"flow_runs": chosen, "state": {"type": "CANCELLING", "message": "all"}})
    api.post("/flow_runs/filter", found)
    for filter in ({"state": {"type": {"any_": ["COMPLETED"]}}}, {"tags": {"all_": ["b"]}}, {"flow_version": {"any_": ["2"]}}, {"work_queue_name": {"any_": ["q"]}}):
        api.post("/flow_runs/bulk_delete", {"flow_runs": {**filter, "id": {"any_": mine[:4]}}})
        api.post("/flow_runs/filter", found)


def deleted(api: API, kind: str, filter: dict[str, Any], made: list[Reply]) -> None:
    """Deletes by a filter those that it finds; they are named in any order."""
    ids = [one["id"] for one in made]
    reply = api.post(f"/{kind}/bulk_delete", {kind: {**filter, "id": {"any_": ids}}})
    reply.body["deleted"].sort(key=ids.index)
    api.post(f"/{kind}/filter", {kind: {"id": {"any_": ids}}, "sort": "NAME_ASC"})


@scenario
def deployments_deleted_by_every_filter(api: API):
    flow = a_flow(api)
    kinds = ({"tags": ["x"]}, {"tags": ["y", "z"]}, {"paused": True}, {"work_queue_name": "q"}, {"concurrency_limit": 5}, {})
    for filter in (
            {"tags": {"all_": ["x"]}}, {"tags": {"any_": ["y"]}}, {"tags": {"is_null_": True}}, {"paused": {"eq_": True}}, {"work_queue_name": {"any_": ["q"]}}, {"name": {"like_": "-d4"}},
            {"flow_or_deployment_name": {"like_": "-d1"}}):
        deleted(api, "deployments", filter, [a_deployment(api, flow, f"d{number}", **members) for number, members in enumerate(kinds)])


@scenario
def flows_deleted_by_every_filter(api: API):
    for number, filter in enumerate(({"tags": {"all_": ["x"]}}, {"tags": {"is_null_": True}}, {"name": {"like_": "-f1"}}, {"deployment": {"is_null_": False}}, {"deployment": {"is_null_": True}})):
        made = [a_flow(api, f"{number}-f{place}", **members) for place, members in enumerate(({"tags": ["x"]}, {}, {"tags": ["x", "y"]}))]
        a_deployment(api, made[2])
        deleted(api, "flows", filter, made)
