"""What is measured with a million flow runs: every condition that an index serves with every sort, and what pages and clients ask most."""

from __future__ import annotations

import dataclasses
import datetime
import json

from million_world import SECOND, World

FLOW_RUN_SORTS = (
    "ID_DESC", "START_TIME_ASC", "START_TIME_DESC", "EXPECTED_START_TIME_ASC", "EXPECTED_START_TIME_DESC", "NAME_ASC", "NAME_DESC",
    "NEXT_SCHEDULED_START_TIME_ASC", "END_TIME_DESC",
)
TASK_RUN_SORTS = (
    "ID_DESC", "EXPECTED_START_TIME_ASC", "EXPECTED_START_TIME_DESC", "NAME_ASC", "NAME_DESC", "NEXT_SCHEDULED_START_TIME_ASC", "END_TIME_DESC",
)


@dataclasses.dataclass(frozen=True)
class Case:
    """A request that is sent again and again, and the milliseconds in which it should be answered."""

    group: str
    condition: str
    sort: str
    path: str
    body: object
    mark: float = 10
    #: Fewer rows than these would say that the case measures nothing; -1 for what is no list.
    least: int = 1

    @property
    def text(self) -> str:
        return "" if self.body is None else json.dumps(self.body)


def moment(world: World, days: float) -> str:
    """A moment, so many days before the end of the data."""
    return datetime.datetime.fromtimestamp(world.now / SECOND - days * 86_400, datetime.timezone.utc).isoformat()


def any_of(*values: object) -> dict[str, object]:
    return {"any_": list(values)}


def spans(world: World) -> dict[str, dict[str, str]]:
    """Spans of time, from nearly nothing to nearly everything."""
    return {
        "the last day": {"after_": moment(world, 1), "before_": moment(world, 0)}, "the last month": {"after_": moment(world, 30)},
        "the first month": {"before_": moment(world, 60)}, "an hour in between": {"after_": moment(world, 45), "before_": moment(world, 45 - 1 / 24)},
    }


def flow_run_conditions(world: World) -> dict[str, dict[str, object]]:
    """Bodies of flow_runs/filter by what they ask."""
    run, middle = world.graph_run, world.started // 2
    found: dict[str, dict[str, object]] = {
        "nothing": {},
        "id, 100 of them": {"flow_runs": {"id": any_of(*(world.id("flow_run", middle + place) for place in range(100)))}},
        "id, one": {"flow_runs": {"id": any_of(world.id("flow_run", run))}},
        "id, none of 2": {"flow_runs": {"id": {"not_any_": [world.id("flow_run", run), world.id("flow_run", middle)]}}},
        "name": {"flow_runs": {"name": any_of("hold7-otter7", "bold10-otter10")}},
        "name like, of many": {"flow_runs": {"name": {"like_": "otter1"}}},
        "flow id": {"flows": {"id": any_of(world.id("flow", 7))}},
        "flow name": {"flows": {"name": any_of("flow-07")}},
        "flow name like": {"flows": {"name": {"like_": "flow-1"}}},
        "deployment id": {"flow_runs": {"deployment_id": any_of(world.id("deployment", 7))}},
        "deployment id, 20 of them": {"flow_runs": {"deployment_id": any_of(*(world.id("deployment", place) for place in range(20)))}},
        "deployment id, none": {"flow_runs": {"deployment_id": {"is_null_": True}}},
        "deployment name": {"deployments": {"name": any_of("deployment-007")}},
        "queue name": {"flow_runs": {"work_queue_name": any_of("queue-7")}},
        "queue of the pool": {"work_pool_queues": {"name": any_of("queue-7")}},
        "pool name": {"work_pools": {"name": any_of("pool-1")}},
        "parent task run": {"flow_runs": {"parent_task_run_id": {"is_null_": False}}},
        "no parent task run": {"flow_runs": {"parent_task_run_id": {"is_null_": True}}},
        "idempotency key": {"flow_runs": {"idempotency_key": any_of(f"scheduled-{middle:x}", f"scheduled-{middle + 1:x}")}},
        "tag of most": {"flow_runs": {"tags": {"all_": ["prod"]}}},
        "tag of a twentieth": {"flow_runs": {"tags": {"all_": ["team-7"]}}},
        "tag of few": {"flow_runs": {"tags": {"all_": ["rare"]}}},
        "two tags": {"flow_runs": {"tags": {"all_": ["prod", "team-7"]}}},
        "any of two tags": {"flow_runs": {"tags": any_of("team-7", "team-8")}},
        "no tags": {"flow_runs": {"tags": {"is_null_": True}}},
        "late": {"flow_runs": {"state": {"name": any_of("Late")}}},
        "name of a state": {"flow_runs": {"state": {"name": any_of("Done")}}},
    }
    for type in ("COMPLETED", "FAILED", "CRASHED", "RUNNING", "SCHEDULED", "PAUSED"):
        found[f"state {type}"] = {"flow_runs": {"state": {"type": any_of(type)}}}
    found["state FAILED or CRASHED"] = {"flow_runs": {"state": {"type": any_of("FAILED", "CRASHED")}}}
    for name, span in spans(world).items():
        found[f"start in {name}"] = {"flow_runs": {"start_time": span}}
        found[f"expected in {name}"] = {"flow_runs": {"expected_start_time": span}}
        found[f"end in {name}"] = {"flow_runs": {"end_time": span}}
    found["next scheduled ahead"] = {"flow_runs": {"next_scheduled_start_time": {"after_": moment(world, 0)}}}
    found["not started"] = {"flow_runs": {"start_time": {"is_null_": True}}}
    found["not ended"] = {"flow_runs": {"end_time": {"is_null_": True}}}
    return found


def task_run_conditions(world: World) -> dict[str, dict[str, object]]:
    """Bodies of task_runs/filter by what they ask."""
    first = world.started * world.tasks // 2
    found: dict[str, dict[str, object]] = {
        "nothing": {},
        "id, 100 of them": {"task_runs": {"id": any_of(*(world.id("task_run", first + place) for place in range(100)))}},
        "name": {"task_runs": {"name": any_of("task-07-007", "task-11-00b")}},
        "name like, of many": {"task_runs": {"name": {"like_": "task-1"}}},
        "flow run": {"task_runs": {"flow_run_id": any_of(world.id("flow_run", world.graph_run))}},
        "flow runs, 100 of them": {"flow_runs": {"id": any_of(*(world.id("flow_run", world.started // 2 + place) for place in range(100)))}},
        "flow id": {"flows": {"id": any_of(world.id("flow", 7))}},
        "deployment id": {"deployments": {"id": any_of(world.id("deployment", 7))}},
        "tag": {"task_runs": {"tags": {"all_": ["db-3"]}}},
        "no tags": {"task_runs": {"tags": {"is_null_": True}}},
        "subflows": {"task_runs": {"subflow_runs": {"exists_": True}}},
    }
    for type in ("COMPLETED", "FAILED", "RUNNING"):
        found[f"state {type}"] = {"task_runs": {"state": {"type": any_of(type)}}}
    for name, span in spans(world).items():
        found[f"start in {name}"] = {"task_runs": {"start_time": span}}
        found[f"expected in {name}"] = {"task_runs": {"expected_start_time": span}}
        found[f"end in {name}"] = {"task_runs": {"end_time": span}}
    return found


def others(world: World) -> list[Case]:
    """Counts, histories, the graph, what workers ask, and pages."""
    day = {"history_start": moment(world, 1), "history_end": moment(world, 0), "history_interval_seconds": 3600}
    found = []
    for kind in ("flow_runs", "task_runs"):
        for type in ("COMPLETED", "FAILED", "RUNNING"):
            found.append(Case("count", f"{kind} {type}", "", f"/api/{kind}/count", {kind: {"state": {"type": any_of(type)}}}, 50, -1))
        found.append(Case("count", f"{kind}, all", "", f"/api/{kind}/count", {}, 50, -1))
        found.append(Case("history of the last day", kind, "", f"/api/{kind}/history", day, 50, 24))
    soon = moment(world, -1)
    deployments = [world.id("deployment", place) for place in range(50)]
    found += [
        Case("graph", "graph-v2 of 1,000 task runs", "", f"/api/flow_runs/{world.id('flow_run', world.graph_run)}/graph-v2", None, 10, -1),
        Case("poll", "of 50 deployments", "", "/api/deployments/get_scheduled_flow_runs", {"deployment_ids": deployments, "scheduled_before": soon, "limit": 200}),
        Case("poll", "of a pool", "", "/api/work_pools/pool-1/get_scheduled_flow_runs", {"scheduled_before": soon, "limit": 200}),
        Case("poll", "of a queue", "", "/api/work_pools/pool-1/get_scheduled_flow_runs", {"work_queue_names": ["queue-7"], "scheduled_before": soon, "limit": 200}),
    ]
    pages = ("/", "/runs", "/runs?state=failed", "/runs?state=late&when=any", "/runs?tag=prod", "/runs?tag=team-7", "/runs?tag=rare", "/runs?flow=flow-07",
             "/runs?name=otter7", "/runs?name=nothing", "/runs?deployment=flow-07/deployment-007", "/runs?sort=oldest", "/flows", "/deployments", "/work-pools")
    return found + [Case("page", path, "", path, None, 10, -1) for path in pages]


def web_ui(world: World) -> list[Case]:
    """What Prefect's own web UI asks again and again while somebody looks at it."""
    day, week = ({"after_": moment(world, days), "before_": moment(world, 0)} for days in (1, 7))
    past = {"operator": "and_", "expected_start_time": day}
    bad, good = {"type": any_of("FAILED", "CRASHED")}, {"type": any_of("COMPLETED")}
    tasks = {"operator": "and_", "subflow_runs": {"exists_": False}}
    flow, pool = {"flows": {"id": any_of(world.id("flow", 7))}}, {"work_pools": {"id": any_of(world.id("pool", 1))}}
    started = {"flow_runs": {"operator": "and_", "start_time": {"is_null_": False}}}
    history = {"history_start": day["after_"], "history_end": day["before_"], "history_interval_seconds": 4320}
    found = []

    def list_(what: str, path: str, body: dict[str, object], least: int = 1) -> None:
        found.append(Case("web UI, lists", what, "", f"/api/{path}", body, 10, least))

    def count(what: str, path: str, body: dict[str, object]) -> None:
        found.append(Case("web UI, counts", what, "", f"/api/{path}", body, 50, -1))

    for name, state in (("failed", bad), ("completed", good), ("running", {"type": any_of("RUNNING", "PENDING", "CANCELLING")})):
        runs = {"flow_runs": {**past, "state": state}}
        count(f"dashboard, {name} flow runs of a day", "flow_runs/count", runs)
        list_(f"dashboard, {name} flow runs of a day", "flow_runs/filter", {**runs, "sort": "START_TIME_DESC", "limit": 200})
        count(f"dashboard, {name} task runs of a day", "task_runs/count", {"task_runs": {**tasks, "start_time": day, "state": state}})
        count(f"dashboard, {name} task runs of a week", "task_runs/count", {"task_runs": {**tasks, "start_time": week, "state": state}})
        count(f"flow page, {name} task runs", "task_runs/count", {"task_runs": {**tasks, "state": state}, **flow})
    count("dashboard, flow runs of a week without subflows", "flow_runs/count",
          {"flow_runs": {"expected_start_time": week, "parent_task_run_id": {"is_null_": True}}})
    count("dashboard, history of task runs", "task_runs/history", {**history, "flow_runs": {"operator": "and_"}, "task_runs": {"start_time": day}})
    count("dashboard, flow runs of a day in a pool", "flow_runs/count", {"flow_runs": past, **pool})
    count("dashboard, lateness of a day in a pool", "flow_runs/lateness", {"flow_runs": past, **pool})
    list_("flow page, the last runs", "flow_runs/filter", {**flow, **started, "sort": "START_TIME_DESC", "limit": 60})
    count("flow page, runs that started", "flow_runs/count", {**flow, **started})
    count("flow page, history of task runs", "task_runs/history", {**history, **flow, "task_runs": {"start_time": day}})
    count("runs page, flow runs of a week", "flow_runs/paginate", {"flow_runs": {"expected_start_time": week}, "sort": "START_TIME_DESC", "limit": 10})
    count("runs page, flow runs of a week in a state", "flow_runs/paginate",
          {"flow_runs": {"expected_start_time": week, "state": {"name": any_of("Failed")}}, "sort": "START_TIME_DESC", "limit": 10})
    count("runs page, task runs of a week", "task_runs/paginate",
          {"flow_runs": {"expected_start_time": week}, "sort": "EXPECTED_START_TIME_DESC", "limit": 10})
    count("runs page, the dots of a week", "ui/flow_runs/history", {"flow_runs": {"expected_start_time": week}, "sort": "EXPECTED_START_TIME_DESC", "limit": 1000})
    list_("deployments page, the last runs of each", "flow_runs/filter",
          {"deployments": {"id": any_of(*(world.id("deployment", place) for place in range(10)))}, "sort": "START_TIME_DESC", "limit": 200})
    list_("run page, task runs", "task_runs/filter",
          {"task_runs": {**tasks, "flow_run_id": any_of(world.id("flow_run", world.graph_run))}, "sort": "EXPECTED_START_TIME_DESC", "limit": 200})
    return found


def cases(world: World) -> list[Case]:
    found = []
    for kind, conditions, sorts in (
        ("flow_runs", flow_run_conditions(world), FLOW_RUN_SORTS), ("task_runs", task_run_conditions(world), TASK_RUN_SORTS),
    ):
        for name, body in conditions.items():
            for sort in sorts:
                found.append(Case(f"{kind}/filter", name, sort, f"/api/{kind}/filter", {**body, "sort": sort, "limit": 200}))
    return found + web_ui(world) + others(world)
