"""The same small set of objects on two servers, and each server's own ids and times of them."""

from __future__ import annotations

import dataclasses
import random
import time
from typing import Any, Callable

import httpx

from twin.servers import LONGEST_CALL
from twin.sockets import TaskWorker

STATES = ("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING")
STATE_NAMES = ("Late", "AwaitingRetry", "Mine", "late")
TAGS = ("a", "b", "c", "A", "ü")
WORDS = ("red", "Green", "blue", "50%", "a_b", "über")
QUEUES = ("default", "night", "Night")
VERSIONS = ("v1", "v2", "")
# Keys, types and names of what has rules for its names.
KEYS = ("red", "green", "blue", "a-b", "50")
ARTIFACT_TYPES = ("markdown", "table", "progress", "Table", "")
CAPABILITIES = ("read", "write", "Read", "50%")
# The pool whose workers are looked for. Those of another one are never found in it.
WORKERS = "work_pools/pool-0/workers"
TASKS = ("one", "two", "three")


@dataclasses.dataclass(frozen=True)
class Of:
    """A member of an object, by kind and place: each server has its own."""

    kind: str
    place: int
    member: str


def has_pools(root: str) -> bool:
    """Whether a server knows work pools."""
    return httpx.post(f"{root}/api/work_pools/filter", json={}, trust_env=False).status_code == 200


class World:
    """One server with its objects. Made with the same calls everywhere, the n-th flow run is the same one everywhere."""

    KINDS = (
        "flows", "deployments", "flow_runs", "task_runs", "logs", "work_pools", "work_pool_queues", "variables", "artifacts",
        "artifacts/latest", "block_types", "block_schemas", "block_documents", WORKERS, "task_workers")

    def __init__(self, root: str, seed: int, pools: bool) -> None:
        # A connection for each call: the real server closes those that wait a little.
        self.http = httpx.Client(
            base_url=root + "/api", timeout=LONGEST_CALL, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
        self.objects: dict[str, list[dict[str, Any]]] = {kind: [] for kind in self.KINDS}
        self.chance = random.Random(seed)
        self.pools = pools
        # They are there only as long as they are connected.
        self.task_workers = [TaskWorker(root, f"serving {keys}", keys) for keys in (TASKS[:1], TASKS[:2], TASKS[1:])]
        self.fill()

    def close(self) -> None:
        for worker in self.task_workers:
            worker.close()
        self.http.close()

    def post(self, path: str, body: Any) -> Any:
        """Sends a call that must succeed. The real server answers 503 when its database is busy."""
        for _ in range(20):
            answer = self.http.post(path, json=body)
            if answer.status_code != 503:
                break
        assert answer.status_code < 300, f"POST {path} {body}: {answer.status_code} {answer.text}"
        return answer.json()

    def make(self, kind: str, path: str, body: Any) -> dict[str, Any]:
        made = self.post(path, body)
        self.objects[kind].append(made)
        return made

    def fill(self) -> None:
        chance = self.chance
        tags = lambda: chance.sample(TAGS, chance.choice((0, 0, 1, 2, 3)))
        name = lambda number: f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}"
        plain = lambda number: name(number).replace("%", "p")
        for number in range(8):
            self.make("flows", "/flows/", {"name": plain(number), "tags": tags()})
        flows = self.objects["flows"]
        self.fill_pools()
        self.fill_workers()
        for number in range(8):
            queue = chance.choice((None, *QUEUES))
            self.make("deployments", "/deployments/", {
                "name": plain(number), "flow_id": chance.choice(flows[:6])["id"], "tags": tags(),
                "paused": chance.random() < 0.3, **self.queue_of_deployment(queue)})
        for number in range(60):
            self.flow_run(number, name(number), tags())
        for number in range(80):
            self.task_run(number, name(number), tags())
        for number in range(6):
            self.subflow_run(number, name(100 + number), tags())
        self.read_again()
        self.fill_logs()
        self.fill_variables(tags)
        self.fill_artifacts()
        self.fill_blocks()

    def fill_pools(self) -> None:
        for number in range(3 if self.pools else 0):
            pool = self.make("work_pools", "/work_pools/", {"name": f"pool-{number}", "type": ("process", "docker")[number % 2]})
            for queue in QUEUES[1:]:
                self.make("work_pool_queues", f"/work_pools/{pool['name']}/queues", {"name": f"{queue}-{number}"})

    def fill_workers(self) -> None:
        """Some are heard of once and have to be heard of again within a second: they are soon offline."""
        for number in range(12):
            pool, interval = ("pool-1" if number % 4 == 3 else "pool-0", (100_000, 1)[number % 2])
            self.beat(f"/work_pools/{pool}/workers/heartbeat", {"name": f"worker {number}", "heartbeat_interval_seconds": interval})

    def settle(self) -> None:
        """Waits until the silent workers are offline and those of tasks are known."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.objects[WORKERS] = self.post(f"/{WORKERS}/filter", {})
            self.objects["task_workers"] = self.post("/task_workers/filter", {})
            # What a worker is shown as may be newer than what it is found by.
            online = self.post(f"/{WORKERS}/filter", {"workers": {"status": {"any_": ["ONLINE"]}}})
            online += [one for one in self.objects[WORKERS] if one["status"] == "ONLINE"]
            silent = [one["name"] for one in online if one["heartbeat_interval_seconds"] == 1]
            if not silent and len(self.objects["task_workers"]) == len(self.task_workers):
                return
            time.sleep(0.5)
        raise AssertionError(f"these workers are still there: {silent}, {self.objects['task_workers']}")

    def queue_of_deployment(self, queue: str | None) -> dict[str, Any]:
        pools = self.objects["work_pools"]
        if not pools or self.chance.random() < 0.3:
            return {}
        return {"work_pool_name": self.chance.choice(pools)["name"]}

    def flow_run(self, number: int, name: str, tags: list[str]) -> None:
        chance = self.chance
        flow = chance.choice(self.objects["flows"])
        deployments = [one for one in self.objects["deployments"] if one["flow_id"] == flow["id"]]
        body: dict[str, Any] = {"flow_id": flow["id"], "name": name, "tags": tags, "state": self.state(number)}
        if deployments and chance.random() < 0.6:
            body["deployment_id"] = chance.choice(deployments)["id"]
        if chance.random() < 0.5:
            body["flow_version"] = chance.choice(VERSIONS)
        if chance.random() < 0.5:
            body["idempotency_key"] = f"key-{number}"
        if chance.random() < 0.4:
            body["work_queue_name"] = chance.choice(QUEUES)
        run = self.make("flow_runs", "/flow_runs/", body)
        if chance.random() < 0.5:
            self.move(f"/flow_runs/{run['id']}")

    def task_run(self, number: int, name: str, tags: list[str]) -> None:
        chance = self.chance
        run = chance.choice(self.objects["flow_runs"][:40]) if chance.random() < 0.9 else None
        task = self.make("task_runs", "/task_runs/", {
            "name": name, "tags": tags, "task_key": "t", "dynamic_key": str(number), "state": self.state(number),
            "flow_run_id": run and run["id"]})
        if chance.random() < 0.5:
            self.move(f"/task_runs/{task['id']}")

    def subflow_run(self, number: int, name: str, tags: list[str]) -> None:
        inside = [task for task in self.objects["task_runs"] if task["flow_run_id"]]
        self.make("flow_runs", "/flow_runs/", {
            "flow_id": self.chance.choice(self.objects["flows"])["id"], "name": name, "tags": tags,
            "state": self.state(number), "parent_task_run_id": inside[number * 3]["id"]})

    def state(self, number: int) -> dict[str, Any]:
        """Every time differs, so that the order by it is plain."""
        type = self.chance.choice(STATES)
        state: dict[str, Any] = {"type": type}
        if self.chance.random() < 0.3:
            state["name"] = self.chance.choice(STATE_NAMES)
        if type == "SCHEDULED":
            state["state_details"] = {"scheduled_time": f"2031-02-{number % 28 + 1:02}T0{number // 28 % 10}:00:00Z"}
        return state

    def move(self, path: str) -> None:
        """To another state, so that some runs started and some ended."""
        for type in self.chance.choice((("RUNNING",), ("RUNNING", "COMPLETED"), ("FAILED",), ("CANCELLED",))):
            self.post(f"{path}/set_state", {"state": {"type": type}, "force": True})

    def fill_logs(self) -> None:
        chance = self.chance
        for number in range(60):
            run, task = chance.choice(self.objects["flow_runs"][:15]), chance.choice(self.objects["task_runs"][:15])
            self.objects["logs"].append({
                "name": chance.choice(WORDS), "level": chance.choice((10, 20, 30, 40, 50)),
                "message": f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}",
                "timestamp": f"2030-01-01T00:00:{number:02}Z",
                "flow_run_id": run["id"] if chance.random() < 0.8 else None,
                "task_run_id": task["id"] if chance.random() < 0.5 else None})
        self.post("/logs/", self.objects["logs"])

    def fill_variables(self, tags: Callable[[], list[str]]) -> None:
        for number in range(20):
            name = f"{self.chance.choice(KEYS)}_{self.chance.choice(KEYS)}-{number}"
            self.make("variables", "/variables/", {"name": name, "value": number, "tags": tags()})
        for one in self.chance.sample(self.objects["variables"], 8):
            self.change(f"/variables/{one['id']}", {"value": "changed"})
        self.objects["variables"] = [self.http.get(f"/variables/{one['id']}").json() for one in self.objects["variables"]]

    def fill_artifacts(self) -> None:
        chance = self.chance
        for number in range(60):
            run, task = chance.choice(self.objects["flow_runs"]), chance.choice(self.objects["task_runs"])
            self.make("artifacts", "/artifacts/", {
                "key": chance.choice((None, *(f"{key}-{number % 3}" for key in KEYS))), "type": chance.choice((None, *ARTIFACT_TYPES)),
                "description": f"artifact {number}", "flow_run_id": run["id"] if chance.random() < 0.6 else None,
                "task_run_id": task["id"] if chance.random() < 0.5 else None})
        for one in chance.sample(self.objects["artifacts"], 20):
            self.change(f"/artifacts/{one['id']}", {"data": "changed"})
        self.objects["artifacts"] = [self.http.get(f"/artifacts/{one['id']}").json() for one in self.objects["artifacts"]]
        self.objects["artifacts/latest"] = sorted(self.post("/artifacts/latest/filter", {"sort": "KEY_ASC"}), key=lambda one: one["key"])

    def fill_blocks(self) -> None:
        chance = self.chance
        for number in range(6):
            name = f"{chance.choice(WORDS)} {number}".replace("%", "p")
            type = self.make("block_types", "/block_types/", {"name": name, "slug": f"{chance.choice(KEYS)}-{number}"})
            for version in range(chance.choice((1, 2, 3))):
                schema = self.make("block_schemas", "/block_schemas/", {
                    "block_type_id": type["id"], "capabilities": chance.sample(CAPABILITIES, chance.choice((0, 1, 2))), "version": chance.choice(VERSIONS[:2]) + f".{version}",
                    "fields": {"title": f"{name} {version}", "type": "object", "properties": {}, "block_type_slug": type["slug"], "secret_fields": [], "block_schema_references": {}}})
                for document in range(chance.choice((1, 2, 4))):
                    anonymous = chance.random() < 0.3
                    self.make("block_documents", "/block_documents/", {
                        "block_schema_id": schema["id"], "block_type_id": type["id"], "data": {"number": f"{number}-{version}-{document}"},
                        "is_anonymous": anonymous, "name": f"{chance.choice(KEYS)}-{version}-{document}"})

    def change(self, path: str, body: Any) -> None:
        self.without_answer("PATCH", path, body)

    def beat(self, path: str, body: Any) -> None:
        self.without_answer("POST", path, body)

    def without_answer(self, method: str, path: str, body: Any) -> None:
        for _ in range(20):
            answer = self.http.request(method, path, json=body)
            if answer.status_code != 503:
                break
        assert answer.status_code == 204, f"{method} {path}: {answer.status_code} {answer.text}"

    def read_again(self) -> None:
        """What the states made of the runs: their times."""
        for kind in ("flow_runs", "task_runs"):
            self.objects[kind] = [self.http.get(f"/{kind}/{one['id']}").json() for one in self.objects[kind]]

    def resolve(self, value: Any) -> Any:
        """A filter with this server's own ids and times in it."""
        if isinstance(value, Of):
            return self.objects[value.kind][value.place][value.member]
        if isinstance(value, dict):
            return {name: self.resolve(member) for name, member in value.items()}
        if isinstance(value, list):
            return [self.resolve(element) for element in value]
        return value

    def ranks(self, kind: str, key: Any) -> dict[Any, int]:
        """The place of every value of a key among all objects of a kind; what is absent comes first."""
        values = {key(one) for one in self.objects[kind]} - {None}
        return {None: 0, **{value: place for place, value in enumerate(sorted(values), start=1)}}
