"""Asks a real Prefect server what it answers to every change of state and writes that down for the Swift tests.

Usage: record-transitions.py http://127.0.0.1:PORT/api[,http://127.0.0.1:OTHER/api] transitions.json

A run is made running, forced into the first state, and asked to enter the second. What surrounds it (its setup) and the
states stand in the file beside the rows, so that the test makes the same requests. Times are seconds from now.
Needs Python 3.11 and nothing else; the server must be quiet (no scheduler, no service for late runs) and keep its data in
PostgreSQL: on SQLite it waits for a lock of its own when a task run is to take a slot. `record.md` has the commands.

No flow run is without a state: the server gives each one when it is made. No rule looks at heartbeats.
"""

import concurrent.futures
import itertools
import json
import random
import secrets
import sys
import threading
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

BASES, TARGET = sys.argv[1].split(","), sys.argv[2]
PLACE = threading.local()
SESSION = secrets.token_hex(4)
FUTURE = 3600

# name: the members of the state as a client sends them; "in" stands for a time that many seconds ahead
STATES = {
    "Scheduled": {"type": "SCHEDULED"},
    "Future": {"type": "SCHEDULED", "in": {"scheduled_time": FUTURE}},
    "Late": {"type": "SCHEDULED", "name": "Late"},
    "Past": {"type": "SCHEDULED", "in": {"scheduled_time": -60}},
    "AwaitingRetry": {"type": "SCHEDULED", "name": "AwaitingRetry"},
    "AwaitingConcurrencySlot": {"type": "SCHEDULED", "name": "AwaitingConcurrencySlot", "in": {"scheduled_time": FUTURE}},
    "Resuming": {"type": "SCHEDULED", "name": "Resuming"},
    "Pending": {"type": "PENDING"},
    "PendingFuture": {"type": "PENDING", "in": {"scheduled_time": FUTURE}},
    "Submitting": {"type": "PENDING", "name": "Submitting"},
    "Running": {"type": "RUNNING"},
    "Retrying": {"type": "RUNNING", "name": "Retrying"},
    "Paused": {"type": "PAUSED", "state_details": {"pause_key": "initial"}},
    "PausedTooLong": {"type": "PAUSED", "in": {"pause_timeout": -60}},
    "PausedAhead": {"type": "PAUSED", "in": {"pause_timeout": FUTURE}, "state_details": {"pause_key": "other"}},
    "Suspended": {
        "type": "PAUSED",
        "name": "Suspended",
        "state_details": {"pause_reschedule": True, "pause_key": "initial"},
    },
    "SuspendedTooLong": {
        "type": "PAUSED", "name": "Suspended", "in": {"pause_timeout": -60}, "state_details": {"pause_reschedule": True}},
    "Completed": {"type": "COMPLETED"},
    "CompletedWithResult": {"type": "COMPLETED", "data": {"type": "reference", "storage_key": "k"}},
    "CompletedWithNothing": {"type": "COMPLETED", "data": {"type": "unpersisted"}},
    "Cached": {"type": "COMPLETED", "name": "Cached", "message": "known", "data": {"type": "reference", "storage_key": "k"}},
    "Skipped": {"type": "COMPLETED", "name": "Skipped"},
    "Failed": {"type": "FAILED", "message": "no"},
    "TimedOut": {"type": "FAILED", "name": "TimedOut", "message": "too long"},
    "Crashed": {"type": "CRASHED"},
    "Cancelled": {"type": "CANCELLED"},
    "Cancelling": {"type": "CANCELLING"},
}

# States that only some setups ask for. KEY stands for a cache key of the row's own.
ASKED = {
    "RunningWithKey": {"type": "RUNNING", "state_details": {"cache_key": "KEY"}},
    "RunningAnew": {"type": "RUNNING", "state_details": {"cache_key": "KEY", "refresh_cache": True}},
    "RunningWithEmptyKey": {"type": "RUNNING", "state_details": {"cache_key": ""}},
    "CompletedWithKey": {"type": "COMPLETED", "data": {"a": 1}, "state_details": {"cache_key": "KEY"}},
    "CompletedUntil": {"type": "COMPLETED", "in": {"cache_expiration": FUTURE}, "state_details": {"cache_key": "KEY"}},
    "CompletedBefore": {"type": "COMPLETED", "in": {"cache_expiration": -60}, "state_details": {"cache_key": "KEY"}},
    "CompletedWithLongKey": {"type": "COMPLETED", "state_details": {"cache_key": "x" * 2001}},
    "FailedForGood": {"type": "FAILED", "state_details": {"retriable": False}},
    "FailedButRetriable": {"type": "FAILED", "state_details": {"retriable": True}},
}

# States of which runs are full, oftener than of others.
WALK_STATES = list(STATES) + ["Pending", "Running", "Running", "Running", "Failed", "Failed", "Paused", "Scheduled"]

# What surrounds the run. "to" names the states that are asked for where not all matter, "from" those it begins in; "forced"
# asks with force as well; "details" are in both states, "asked details" in the second.
ENDS = ["Failed", "TimedOut", "Completed", "Crashed", "Running"]
SOME_KEYS = ["RunningWithKey", "RunningAnew", "CompletedWithKey"]
KEYS = [name for name in ASKED if "Key" in name] + ["RunningAnew", "Running", "Completed"]
RUNS = ["Running", "Retrying", "Pending", "Completed"]
FLOW_SETUPS = {
    "plain": {"forced": True},
    "deployment": {"deployment": True},
    "retries": {"run": {"empirical_policy": {"retries": 3, "retry_delay": 30}}, "to": ENDS},
    "no retries left": {"run": {"empirical_policy": {"retries": 0}}, "to": ENDS},
    "deployment, retries": {"deployment": True, "run": {"empirical_policy": {"retries": 3}}, "to": ENDS + ["Scheduled"]},
    "process": {"deployment": True, "change": {"infrastructure_pid": "host:1"}, "to": ["Cancelling"], "forced": True},
    "pause already seen": {
        "deployment": True,
        "run": {"empirical_policy": {"pause_keys": ["initial"], "resuming": True}},
        "to": ["Paused", "Suspended", "Running", "Failed", "Scheduled"],
    },
    "subflow": {"deployment": True, "subflow": True, "to": ["Paused", "Suspended", "SuspendedTooLong", "Running", "Cancelling"]},
    "same transition": {
        "details": {"transition_id": "0b4bd2c5-5bd0-4ee6-a6a1-f3cd3cd1cd2e"},
        "to": ["Scheduled", "Pending", "Running", "Paused", "Completed", "CompletedWithResult", "Failed", "Cancelling"],
    },
    "other transition": {
        "details": {"transition_id": "0b4bd2c5-5bd0-4ee6-a6a1-f3cd3cd1cd2e"},
        "asked details": {"transition_id": "5f0cfe0a-6a3a-43f9-8ea4-1f5b4c8c1d10"},
        "to": ["Pending", "Running", "Completed", "Scheduled"],
    },
    "Prefect 2": {"deployment": True, "client": "prefect/2.20.25 (API 0.8.4)", "to": ["Scheduled", "Pending", "Running", "Completed", "Failed", "Cancelling"]},
    "retries, Prefect 2": {
        "client": "prefect/2.20.25 (API 0.8.4)", "run": {"empirical_policy": {"retries": 3, "retry_delay": 30}}, "to": ENDS},
}

TASK_SETUPS = {
    "alone": {"forced": True, "none": True},
    "retries": {"run": {"empirical_policy": {"retries": 3, "retry_delay": [10, 20]}}, "to": ENDS + ["FailedForGood", "FailedButRetriable"]},
    "retries, chance": {"run": {"empirical_policy": {"retries": 3, "retry_delay": 10, "retry_jitter_factor": 1}}, "to": ENDS},
    "no retries left": {"run": {"empirical_policy": {"retries": 0}}, "to": ENDS},
    "flow running": {"flow": "Running", "none": True, "to": ["Running", "Pending", "Paused"]},
    "flow running again": {"flow": "Running", "flow again": True, "none": True, "to": ["Running"]},
    "flow pending": {"flow": "Pending", "none": True, "to": ["Running", "Pending"]},
    **{
        f"flow {word}": {"flow": state, "none": True, "to": ["Running"], "forced": word == "cancelled"}
        for word, state in {
            "scheduled": "Scheduled", "late": "Late", "waiting to retry": "AwaitingRetry", "paused": "Paused", "suspended": "Suspended",
            "paused too long": "PausedTooLong", "completed": "Completed", "failed": "Failed", "crashed": "Crashed",
            "cancelled": "Cancelled", "cancelling": "Cancelling",
        }.items()
    },
    "deferred": {
        "deferred": True, "none": True,
        "to": ["Scheduled", "Future", "Late", "Pending", "PendingFuture", "Submitting", "Running", "Completed", "Failed", "Cancelling"],
    },
    "deferred, forced": {"deferred": True, "none": True, "forced": True, "to": ["Pending", "Scheduled", "Running"]},
    "cached": {"cached": "CompletedWithKey", "none": True, "to": KEYS},
    "cached, forced": {"cached": "CompletedWithKey", "to": ["RunningWithKey"], "forced": True},
    "cached until": {"cached": "CompletedUntil", "none": True, "to": SOME_KEYS},
    "cached before": {"cached": "CompletedBefore", "none": True, "to": SOME_KEYS},
    "cached, deferred": {"cached": "CompletedWithKey", "none": True, "deferred": True, "to": SOME_KEYS},
    "cached, flow paused": {"cached": "CompletedWithKey", "flow": "Paused", "none": True, "to": ["RunningWithKey"]},
    "cached, flow pending": {"cached": "CompletedWithKey", "flow": "Pending", "none": True, "to": ["RunningWithKey"]},
    "cached, full": {"cached": "CompletedWithKey", "tag": {"limit": 1, "active_slots": 1}, "none": True, "to": ["RunningWithKey", "RunningAnew"]},
    "nothing cached": {"none": True, "to": list(ASKED)},
    "full": {"tag": {"limit": 1, "active_slots": 1}, "none": True, "to": RUNS, "forced": True},
    "room": {"tag": {"limit": 2, "active_slots": 1}, "none": True, "to": RUNS},
    "no slots": {"tag": {"limit": 0}, "none": True, "to": RUNS},
    "limit off": {"tag": {"limit": 1, "active_slots": 1, "active": False}, "none": True, "to": RUNS},
    "full, flow running": {"tag": {"limit": 1, "active_slots": 1}, "flow": "Running", "none": True, "to": ["Running"]},
    "full, flow paused": {"tag": {"limit": 1, "active_slots": 1}, "flow": "Paused", "none": True, "to": ["Running"]},
    "full, deferred": {"tag": {"limit": 1, "active_slots": 1}, "deferred": True, "none": True, "to": ["Running"]},
    "same transition": {"details": {"transition_id": "0b4bd2c5-5bd0-4ee6-a6a1-f3cd3cd1cd2e"}, "to": ["Running", "Completed", "Pending"]},
    "Prefect 2": {"client": "prefect/2.20.25 (API 0.8.4)", "none": True, "to": ["Scheduled", "Pending", "Running", "Completed", "Failed", "Cancelling"]},
}


def call(method, path, body=None, client="x"):
    """One request, tried again where the server's database was locked."""
    request = urllib.request.Request(
        getattr(PLACE, "base", BASES[0]) + path, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "User-Agent": client})
    for _ in range(20):
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code != 503:
                return error.code, json.loads(error.read() or b"null")
    raise SystemExit(f"The server stays busy: {method} {path}")


def proposed(name, key="", details=None):
    """The members of a state with its times made absolute; what is written down keeps them relative."""
    state = json.loads(json.dumps({**STATES, **ASKED}[name]).replace("KEY", key))
    for member, seconds in state.pop("in", {}).items():
        moment = datetime.now(timezone.utc) + timedelta(seconds=seconds)
        state.setdefault("state_details", {})[member] = moment.isoformat()
    if details:
        state["state_details"] = {**state.get("state_details", {}), **details}
    return state


def told(setup):
    """The details of the state that is asked for."""
    return {**setup.get("details", {}), **setup.get("asked details", {}), **({"deferred": True} if setup.get("deferred") else {})}


class Row:
    """A run in a setup, with a cache key and a tag of its own."""

    def __init__(self, kind, number, setup, initial):
        self.kind, self.setup, self.limit = kind, setup, None
        self.key = f"{SESSION}-{number}"
        self.run = self.flow_run(initial) if kind == "flow_runs" else self.task_run(initial)

    def flow_run(self, initial):
        body = {"flow_id": FLOW, **self.setup.get("run", {})}
        if self.setup.get("deployment"):
            body["deployment_id"] = DEPLOYMENT
        if self.setup.get("subflow"):
            parent = call("POST", "/flow_runs/", {"flow_id": FLOW, "state": {"type": "RUNNING"}})[1]["id"]
            body["parent_task_run_id"] = call(
                "POST", "/task_runs/", {"flow_run_id": parent, "task_key": "sub", "dynamic_key": "0"})[1]["id"]
        body["state"] = {"type": "RUNNING"}
        run = call("POST", "/flow_runs/", body)[1]["id"]
        if "change" in self.setup:
            call("PATCH", f"/flow_runs/{run}", self.setup["change"])
        self.force(f"/flow_runs/{run}", initial)
        return run

    def task_run(self, initial):
        setup, body = self.setup, {"task_key": "t", "dynamic_key": self.key, **self.setup.get("run", {})}
        if "cached" in setup:
            other = call("POST", "/task_runs/", {**body, "dynamic_key": self.key + "-cached", "state": {"type": "RUNNING"}})[1]["id"]
            call("POST", f"/task_runs/{other}/set_state", {"state": proposed(setup["cached"], self.key)})
        if "tag" in setup:
            body["tags"] = [self.key]
            self.limit = call("POST", "/v2/concurrency_limits/", {"name": f"tag:{self.key}", **setup["tag"]})[1]["id"]
        flow_run = None
        if "flow" in setup:
            flow_run = call("POST", "/flow_runs/", {"flow_id": FLOW, "state": {"type": "RUNNING"}})[1]["id"]
            body["flow_run_id"] = flow_run
        if initial is not None:
            body["state"] = {"type": "RUNNING"}
        run = call("POST", "/task_runs/", body)[1]["id"]
        if initial is not None:
            self.force(f"/task_runs/{run}", initial)
        for _ in range(2 if setup.get("flow again") else 1 if flow_run else 0):
            self.force(f"/flow_runs/{flow_run}", setup["flow"], {})
        return run

    def force(self, path, name, details=None):
        state = proposed(name, self.key, self.setup.get("details") if details is None else details)
        status, answer = call("POST", path + "/set_state", {"state": state, "force": True}, self.setup.get("client", "x"))
        if status != 201:
            raise SystemExit(f"Cannot force {path} to {name}: {status} {answer}")

    def step(self, name, force):
        """Asks for a state; the answer, and how the run is shown then."""
        path, body = f"/{self.kind}/{self.run}", {"state": proposed(name, self.key, told(self.setup)), "force": force}
        status, answer = call("POST", path + "/set_state", body, self.setup.get("client", "x"))
        after = call("GET", path)[1]
        state = answer.get("state") or {}
        policy = after["empirical_policy"]
        return {
            "answer": [status, answer.get("status"), self.plain(answer.get("details") or {}, after.get("flow_run_id"))],
            "state": [state.get("type"), state.get("name"), state.get("message"), state.get("data")],
            "details": sorted(name for name, value in (state.get("state_details") or {}).items() if value not in (None, False)),
            **({"taken": call("GET", f"/v2/concurrency_limits/{self.limit}")[1]["active_slots"]} if self.limit else {}),
            "run": [
                after["state_type"], after["state_name"], after["run_count"], after.get("flow_run_run_count"),
                after["start_time"] is not None, after["end_time"] is not None,
                after["next_scheduled_start_time"] is not None,
            ],
            "policy": [policy.get("resuming"), policy.get("retry_type"), len(policy.get("pause_keys") or [])],
        }

    def plain(self, details, flow_run):
        """The details of an answer without ids, and without the delay where it is drawn at random."""
        for whole in (10, 20, 30, FUTURE):
            # Some of it went by on a busy machine.
            if whole * 0.9 <= details.get("delay_seconds", 0) < whole:
                details["delay_seconds"] = whole
        if "reason" in details:
            details["reason"] = details["reason"].replace(flow_run or "none", "FLOW_RUN").replace(self.key, "TAG")
            if "Concurrency limit" in details["reason"]:
                details.pop("delay_seconds", None)
        return details


def rows(setups):
    """What is asked for, row by row."""
    for name, setup in setups.items():
        for initial in ([None] if setup.get("none") else []) + list(STATES):
            for to in setup.get("to", STATES):
                for force in (False, True) if setup.get("forced") else (False,):
                    yield {"setup": name, "from": initial, "to": to, "force": force}


def walks(setups, count, chance):
    """Runs that are taken through eight states one after another, at random but the same each time."""
    for _ in range(count):
        name = chance.choice(list(setups))
        steps = [{"to": chance.choice(WALK_STATES), "force": chance.random() < 0.15} for _ in range(8)]
        yield {"setup": name, "steps": steps}


def ask(kind, setups, rows):
    """Makes the requests of rows, some at a time, and adds what was seen."""
    def one(numbered):
        number, row = numbered
        # What a run holds is known to one server: leases are not in the database.
        PLACE.base = BASES[number % len(BASES)]
        begun = Row(kind, number, setups[row["setup"]], row.get("from", "Running"))
        for step in row.get("steps", [row]):
            step["outcome"] = begun.step(step["to"], step["force"])
        return row

    with concurrent.futures.ThreadPoolExecutor(3 * len(BASES)) as pool:
        done = list(pool.map(one, enumerate(rows, next(NUMBERS) * 100_000)))
    print(len(done), "of", kind, flush=True)
    return done


def number_outcomes(rows, outcomes):
    """Puts the place of each outcome among the different ones in its stead: they are few, for many rows."""
    for row in rows:
        for step in row.get("steps", [row]):
            step["outcome"] = outcomes.setdefault(json.dumps(step["outcome"], separators=(",", ":")), len(outcomes))


FLOW = call("POST", "/flows/", {"name": "transitions"})[1]["id"]
DEPLOYMENT = call("POST", "/deployments/", {"name": "transitions", "flow_id": FLOW})[1]["id"]
NUMBERS = itertools.count(1)
chance = random.Random(388)
asked = {
    "flow_runs": ask("flow_runs", FLOW_SETUPS, rows(FLOW_SETUPS)),
    "task_runs": ask("task_runs", TASK_SETUPS, rows(TASK_SETUPS)),
    "flow_runs walks": ask("flow_runs", FLOW_SETUPS, walks(FLOW_SETUPS, 150, chance)),
    "task_runs walks": ask("task_runs", TASK_SETUPS, walks(TASK_SETUPS, 100, chance)),
}
outcomes = {}
for recorded in asked.values():
    number_outcomes(recorded, outcomes)
result = {
    "states": {**STATES, **ASKED}, "flow_setups": FLOW_SETUPS, "task_setups": TASK_SETUPS,
    "outcomes": [json.loads(text) for text in outcomes], **asked,
}
with open(TARGET, "w") as file:
    parts = []
    for name, value in result.items():
        if isinstance(value, list):
            lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in value)
            parts.append(f'"{name}": [\n{lines}\n]')
        else:
            parts.append(f'"{name}": {json.dumps(value)}')
    file.write("{" + ",\n".join(parts) + "}\n")
for name, value in result.items():
    print(len(value), name)
