"""Asks a real Prefect server who gets slots of limits at a change of state and writes that down for the Swift tests.

Usage: record-slots.py http://127.0.0.1:PORT/api slots.json

Each row is a way: the states that a run is asked to enter one after another, by a client of some version, each with what
was answered and how many slots of the limit were taken then. The ways and what surrounds them stand in the file, so that
the test makes the same requests. Needs Python 3.11 and nothing else; the server must be quiet and keep its data in
PostgreSQL: on SQLite it waits for a lock of its own when a task run is to take a slot. `record.md` has the commands.
"""

import json
import secrets
import sys
import urllib.error
import urllib.request

BASE, TARGET = sys.argv[1:3]
SESSION = secrets.token_hex(4)
NEW, OLD = "prefect/3.8.8 (API 0.8.4)", "prefect/3.1.0 (API 0.8.4)"
AGENTS = {"new": NEW, "old": OLD, "Prefect 2": "prefect/2.20.25 (API 0.8.4)", "nobody": "x", "rc": "prefect/3.4.11rc1 (API 0.8.4)", "own": "prefect/3.0.3 (API 0.8.4)"}

# The members of a state as a client sends them; "!" after a name in a way asks with force.
STATES = {
    "Scheduled": {"type": "SCHEDULED"},
    "Late": {"type": "SCHEDULED", "name": "Late"},
    "AwaitingRetry": {"type": "SCHEDULED", "name": "AwaitingRetry"},
    "AwaitingConcurrencySlot": {"type": "SCHEDULED", "name": "AwaitingConcurrencySlot"},
    "Pending": {"type": "PENDING"},
    "Submitting": {"type": "PENDING", "name": "Submitting"},
    "Running": {"type": "RUNNING"},
    "Paused": {"type": "PAUSED"},
    "Suspended": {"type": "PAUSED", "name": "Suspended", "state_details": {"pause_reschedule": True}},
    "Completed": {"type": "COMPLETED"},
    "Failed": {"type": "FAILED"},
    "Cancelled": {"type": "CANCELLED"},
    "Crashed": {"type": "CRASHED"},
    "Cancelling": {"type": "CANCELLING"},
}

# What surrounds the run: the limit, how many of its slots others have, the deployment's options, the run's policy.
SETUPS = {
    "free": {"limit": 1},
    "full": {"limit": 1, "taken": 1},
    "full, cancelling": {"limit": 1, "taken": 1, "options": {"collision_strategy": "CANCEL_NEW"}},
    "one of two": {"limit": 2, "taken": 1, "options": {"collision_strategy": "CANCEL_NEW", "grace_period_seconds": 60}},
    "zero": {"limit": 0},
    "retries": {"limit": 1, "run": {"empirical_policy": {"retries": 1}}},
    "no limit": {},
}

STARTS = [name for name in STATES if name != "Submitting"]
ENDS = ["AwaitingRetry", "Paused", "Suspended", "Completed", "Failed", "Cancelled", "Crashed", "Cancelling", "Running"]


def ways():
    """(setup, client, way) of every row."""
    for start in STARTS:
        for setup in SETUPS:
            yield setup, "new", [start + "!", "Pending"]
        yield "free", "new", [start + "!", "Pending!"]
        for end in ENDS:
            yield "free", "new", [start + "!", end]
    for client in ("new", "old", "Prefect 2"):
        for end in ENDS:
            yield "free", client, ["Pending", end]
            yield "free", client, ["Pending", "Running", end]
            yield "free", client, ["Pending", "Running", end + "!"]
            yield "free", client, ["Pending", "Running", "Cancelling", end]
            yield "free", client, ["Pending", "Running", "Paused", end, "Running"]
            yield "retries", client, ["Pending", "Running", "Failed", end]
        yield "free", client, ["Pending", "Submitting", "Pending", "Running", "Completed", "Pending", "Running"]
        yield "retries", client, ["Pending", "Running", "Failed", "Running", "Failed", "Pending"]
        yield "one of two", client, ["Pending", "Running", "Crashed", "Pending", "Cancelled"]
        yield "full", client, ["Pending", "Running"]
    for client in ("nobody", "rc", "own"):
        yield "free", client, ["Pending", "Running", "Completed"]
        yield "full", client, ["Pending"]


# The limits of a task run's tags, and its policy. "v1" makes them as Prefect 2 and its command line do.
TASK_SETUPS = {
    "zero": {"limits": [{"limit": 0}]},
    "zero, off": {"limits": [{"limit": 0, "active": False}]},
    "off": {"limits": [{"limit": 1, "active": False}]},
    "free": {"limits": [{"limit": 1}]},
    "full": {"limits": [{"limit": 1, "active_slots": 1}]},
    "one of two": {"limits": [{"limit": 2, "active_slots": 1}]},
    "two tags": {"limits": [{"limit": 1}, {"limit": 3}]},
    "one tag full": {"limits": [{"limit": 2}, {"limit": 1, "active_slots": 1}]},
    "one tag zero": {"limits": [{"limit": 2}, {"limit": 0}]},
    "one tag off": {"limits": [{"limit": 2}, {"limit": 0, "active": False}]},
    "v1": {"v1": True, "limits": [{"limit": 1}]},
    "v1 zero": {"v1": True, "limits": [{"limit": 0}]},
    "v1, two tags": {"v1": True, "limits": [{"limit": 1}, {"limit": 2}]},
    "retries": {"limits": [{"limit": 1}], "run": {"empirical_policy": {"retries": 1}}},
    "flow paused": {"limits": [{"limit": 1}], "flow": "Paused"},
    "flow pending": {"limits": [{"limit": 1}], "flow": "Pending"},
}


def task_ways():
    """(setup, client, way) of every row of task runs."""
    for start in STARTS:
        for setup in TASK_SETUPS:
            yield setup, "new", [start + "!", "Running"]
        for setup in ("free", "full", "v1"):
            yield setup, "new", [start + "!", "Running!"]
            yield setup, "new", [start + "!", "Running", "Running"]
    for client in ("new", "Prefect 2"):
        for setup in ("free", "two tags", "v1"):
            for end in [*ENDS, "Pending", "Scheduled"]:
                yield setup, client, ["Pending", "Running", end]
                yield setup, client, ["Pending", "Running", end + "!"]
                yield setup, client, ["Pending", "Running", "Cancelling", end]
                yield setup, client, ["Pending", "Running", "Paused", end, "Running"]
                yield setup, client, ["Pending", "Running", end, "Running", "Completed"]
        for end in ENDS:
            yield "retries", client, ["Pending", "Running", "Failed", end]
        yield "retries", client, ["Pending", "Running", "Failed", "Running", "Failed", "Running"]


def call(method, path, body=None, agent="x"):
    """One request, tried again where the server's database was locked."""
    request = urllib.request.Request(
        BASE + path, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "User-Agent": agent})
    for _ in range(20):
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code != 503:
                return error.code, json.loads(error.read() or b"null")
    raise SystemExit(f"The server stays busy: {method} {path}")


class Recorder:
    def __init__(self):
        self.flow = call("POST", "/flows/", {"name": "slots"})[1]["id"]
        self.number = 0

    def flow_row(self, name, client, way):
        setup = SETUPS[name]
        self.number += 1
        limit = None
        deployment = {"name": f"slots-{SESSION}-{self.number}", "flow_id": self.flow}
        if "limit" in setup:
            limit = call("POST", "/v2/concurrency_limits/", {
                "name": deployment["name"], "limit": setup["limit"], "active_slots": setup.get("taken", 0)})[1]["id"]
            deployment["global_concurrency_limit_id"] = limit
        if "options" in setup:
            deployment["concurrency_options"] = setup["options"]
        deployment_id = call("POST", "/deployments/", deployment)[1]["id"]
        run = call("POST", f"/deployments/{deployment_id}/create_flow_run", setup.get("run", {}))[1]["id"]
        return {
            "setup": name, "client": client, "way": way,
            "steps": [self.step(f"/flow_runs/{run}", state, AGENTS[client], limit) for state in way],
        }

    def task_row(self, name, client, way):
        setup = TASK_SETUPS[name]
        self.number += 1
        tags = [f"slots-{SESSION}-{self.number}-{which}" for which in range(len(setup["limits"]))]
        for tag, limit in zip(tags, setup["limits"]):
            if setup.get("v1"):
                call("POST", "/concurrency_limits/", {"tag": tag, "concurrency_limit": limit["limit"]})
            else:
                call("POST", "/v2/concurrency_limits/", {"name": f"tag:{tag}", **limit})
        body = {"task_key": "t", "dynamic_key": tags[0], "tags": tags, "state": {"type": "PENDING"}, **setup.get("run", {})}
        if "flow" in setup:
            body["flow_run_id"] = call("POST", "/flow_runs/", {"flow_id": self.flow, "state": STATES["Running"]})[1]["id"]
            call("POST", f"/flow_runs/{body['flow_run_id']}/set_state", {"state": STATES[setup["flow"]], "force": True})
        run = call("POST", "/task_runs/", body)[1]["id"]
        steps = []
        for state in way:
            step = self.step(f"/task_runs/{run}", state, AGENTS[client], None)
            step["taken"] = [self.taken(setup, tag) for tag in tags]
            if "reason" in step["answer"][2]:
                step["answer"][2]["reason"] = self.plain(step["answer"][2]["reason"], tags, body.get("flow_run_id"))
            steps.append(step)
        return {"setup": name, "client": client, "way": way, "steps": steps}

    def taken(self, setup, tag):
        """The slots that are taken, as the API that made the limit tells it."""
        if setup.get("v1"):
            return len(call("GET", f"/concurrency_limits/tag/{tag}")[1]["active_slots"])
        return call("GET", f"/v2/concurrency_limits/tag:{tag}")[1]["active_slots"]

    def plain(self, reason, tags, flow_run):
        """A reason without ids. The server names several tags in any order."""
        head, _, told = reason.partition(" tags: ")
        if told:
            reason = f"{head} tags: " + ", ".join(sorted(told.split(", ")))
        for which, tag in enumerate(tags):
            reason = reason.replace(tag, f"TAG{which}")
        return reason.replace(flow_run, "FLOW_RUN") if flow_run else reason

    def step(self, path, name, agent, limit):
        body = {"state": STATES[name.rstrip("!")], "force": name.endswith("!")}
        status, answer = call("POST", path + "/set_state", body, agent)
        state, details = answer.get("state") or {}, answer.get("details") or {}
        details.pop("delay_seconds", None)
        taken = call("GET", f"/v2/concurrency_limits/{limit}")[1]["active_slots"] if limit else None
        lease = (state.get("state_details") or {}).get("deployment_concurrency_lease_id")
        return {
            "answer": [status, answer.get("status"), details],
            "state": [state.get("type"), state.get("name"), state.get("message"), lease is not None],
            "taken": taken,
        }


recorder = Recorder()
seen = set()
flow_runs, task_runs = [], []
for setup, client, way in ways():
    if (key := (setup, client, tuple(way))) not in seen:
        seen.add(key)
        flow_runs.append(recorder.flow_row(setup, client, way))
for setup, client, way in task_ways():
    if (key := ("task run", setup, client, tuple(way))) not in seen:
        seen.add(key)
        task_runs.append(recorder.task_row(setup, client, way))
with open(TARGET, "w") as file:
    parts = [f'"{name}": {json.dumps(value)}' for name, value in
             (("states", STATES), ("setups", SETUPS), ("task setups", TASK_SETUPS), ("agents", AGENTS))]
    for name, rows in (("flow_runs", flow_runs), ("task_runs", task_runs)):
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        parts.append(f'"{name}": [\n{lines}\n]')
    file.write("{" + ",\n".join(parts) + "}\n")
print(len(flow_runs), "ways of flow runs,", len(task_runs), "of task runs")
