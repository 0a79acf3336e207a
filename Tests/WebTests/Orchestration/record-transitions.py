"""Asks a real Prefect server what it answers to every change of state and writes that down for the Swift tests.

Usage: record-transitions.py http://127.0.0.1:PORT/api transitions.json

A run is made running, forced into the first state, and asked to enter the second. What surrounds it (its setup) and the
states stand in the file beside the rows, so that the test makes the same requests. Times are seconds from now.
Needs Python 3.11 and nothing else; the server must be quiet (no scheduler, no service for late runs).
"""

import json
import random
import sys
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

BASE, TARGET = sys.argv[1:3]
FUTURE = 3600

# name: the members of the state as a client sends them; "in" stands for a time that many seconds ahead
STATES = {
    "Scheduled": {"type": "SCHEDULED"},
    "Future": {"type": "SCHEDULED", "in": {"scheduled_time": FUTURE}},
    "Late": {"type": "SCHEDULED", "name": "Late"},
    "AwaitingRetry": {"type": "SCHEDULED", "name": "AwaitingRetry"},
    "Resuming": {"type": "SCHEDULED", "name": "Resuming"},
    "Pending": {"type": "PENDING"},
    "PendingFuture": {"type": "PENDING", "in": {"scheduled_time": FUTURE}},
    "Submitting": {"type": "PENDING", "name": "Submitting"},
    "Running": {"type": "RUNNING"},
    "Paused": {"type": "PAUSED", "state_details": {"pause_key": "initial"}},
    "PausedTooLong": {"type": "PAUSED", "in": {"pause_timeout": -60}},
    "Suspended": {
        "type": "PAUSED",
        "name": "Suspended",
        "state_details": {"pause_reschedule": True, "pause_key": "initial"},
    },
    "Completed": {"type": "COMPLETED"},
    "CompletedWithResult": {"type": "COMPLETED", "data": {"type": "reference", "storage_key": "k"}},
    "Failed": {"type": "FAILED", "message": "no"},
    "Crashed": {"type": "CRASHED"},
    "Cancelled": {"type": "CANCELLED"},
    "Cancelling": {"type": "CANCELLING"},
}

# States of which runs are full, oftener than of others.
WALK_STATES = list(STATES) + ["Pending", "Running", "Running", "Running", "Failed", "Failed", "Paused", "Scheduled"]

# What surrounds the run. "to" names the states that are asked for where not all matter, "forced" asks with force as well.
ENDS = ["Failed", "Completed", "Crashed", "Running"]
FLOW_SETUPS = {
    "plain": {"forced": True},
    "deployment": {"deployment": True},
    "retries": {"run": {"empirical_policy": {"retries": 3, "retry_delay": 30}}, "to": ENDS},
    "deployment, retries": {"deployment": True, "run": {"empirical_policy": {"retries": 3}}, "to": ENDS + ["Scheduled"]},
    "process": {"deployment": True, "change": {"infrastructure_pid": "host:1"}, "to": ["Cancelling"], "forced": True},
    "pause already seen": {
        "deployment": True,
        "run": {"empirical_policy": {"pause_keys": ["initial"], "resuming": True}},
        "to": ["Paused", "Suspended", "Running", "Failed", "Scheduled"],
    },
    "subflow": {"deployment": True, "subflow": True, "to": ["Paused", "Suspended"]},
}

TASK_SETUPS = {
    "alone": {"forced": True},
    "retries": {"run": {"empirical_policy": {"retries": 3, "retry_delay": [10, 20]}}, "to": ENDS},
    "no retries left": {"run": {"empirical_policy": {"retries": 0}}, "to": ENDS},
    "flow running": {"flow": "Running", "to": ["Running", "Pending", "Paused"]},
    "flow running again": {"flow": "Running", "flow again": True, "to": ["Running"]},
    "flow pending": {"flow": "Pending", "to": ["Running", "Pending"]},
    "flow paused": {"flow": "Suspended", "to": ["Running"]},
    "flow completed": {"flow": "Completed", "to": ["Running"]},
    "deferred": {"deferred": True},
}


def call(method, path, body=None):
    """One request, tried again where the server's database was locked."""
    request = urllib.request.Request(
        BASE + path, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"})
    for _ in range(20):
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code != 503:
                return error.code, json.loads(error.read() or b"null")
    raise SystemExit(f"The server stays busy: {method} {path}")


def proposed(name, deferred=False):
    """The members of a state with its times made absolute; what is written down keeps them relative."""
    state = json.loads(json.dumps(STATES[name]))
    for member, seconds in state.pop("in", {}).items():
        moment = datetime.now(timezone.utc) + timedelta(seconds=seconds)
        state.setdefault("state_details", {})[member] = moment.isoformat()
    if deferred:
        state.setdefault("state_details", {})["deferred"] = True
    return state


class Recorder:
    def __init__(self):
        self.flow = call("POST", "/flows/", {"name": "transitions"})[1]["id"]
        self.deployment = call("POST", "/deployments/", {"name": "transitions", "flow_id": self.flow})[1]["id"]
        self.number = 0

    def flow_run(self, setup, initial):
        body = {"flow_id": self.flow, **setup.get("run", {})}
        if setup.get("deployment"):
            body["deployment_id"] = self.deployment
        if setup.get("subflow"):
            parent = call("POST", "/flow_runs/", {"flow_id": self.flow, "state": {"type": "RUNNING"}})[1]["id"]
            body["parent_task_run_id"] = call(
                "POST", "/task_runs/", {"flow_run_id": parent, "task_key": "sub", "dynamic_key": "0"})[1]["id"]
        body["state"] = {"type": "RUNNING"}
        run = call("POST", "/flow_runs/", body)[1]["id"]
        if "change" in setup:
            call("PATCH", f"/flow_runs/{run}", setup["change"])
        self.force(f"/flow_runs/{run}", initial)
        return run

    def task_run(self, setup, initial):
        self.number += 1
        body = {"task_key": "t", "dynamic_key": f"{TARGET}-{datetime.now().timestamp()}-{self.number}", **setup.get("run", {})}
        flow_run = None
        if "flow" in setup:
            flow_run = call("POST", "/flow_runs/", {"flow_id": self.flow, "state": {"type": "RUNNING"}})[1]["id"]
            body["flow_run_id"] = flow_run
        body["state"] = {"type": "RUNNING"}
        run = call("POST", "/task_runs/", body)[1]["id"]
        self.force(f"/task_runs/{run}", initial)
        if flow_run:
            self.force(f"/flow_runs/{flow_run}", setup["flow"])
            if setup.get("flow again"):
                self.force(f"/flow_runs/{flow_run}", setup["flow"])
        return run

    def force(self, path, name, deferred=False):
        status, answer = call("POST", path + "/set_state", {"state": proposed(name), "force": True})
        if status != 201:
            raise SystemExit(f"Cannot force {path} to {name}: {status} {answer}")

    def rows(self, kind, setups, make):
        for setup_name, setup in setups.items():
            for initial in STATES:
                for name in setup.get("to", STATES):
                    for force in (False, True) if setup.get("forced") else (False,):
                        yield self.row(kind, setup_name, setup, make, initial, name, force)

    def row(self, kind, setup_name, setup, make, initial, name, force):
        run = make(setup, initial)
        return {
            "setup": setup_name, "from": initial, "to": name, "force": force,
            **self.step(kind, run, proposed(name, setup.get("deferred", False)), force),
        }

    def walks(self, kind, setups, make, count, chance):
        """Runs that are taken through eight states one after another, at random but the same each time."""
        for _ in range(count):
            setup_name = chance.choice(list(setups))
            setup = setups[setup_name]
            run = make(setup, "Running")
            steps = []
            for _ in range(8):
                name, force = chance.choice(WALK_STATES), chance.random() < 0.15
                steps.append({
                    "to": name, "force": force,
                    **self.step(kind, run, proposed(name, setup.get("deferred", False)), force),
                })
            yield {"setup": setup_name, "steps": steps}

    def step(self, kind, run, state, force):
        path = f"/{kind}/{run}"
        status, answer = call("POST", path + "/set_state", {"state": state, "force": force})
        after = call("GET", path)[1]
        state = answer.get("state") or {}
        details = answer.get("details") or {}
        if abs(details.get("delay_seconds", 0) - FUTURE) < 30:
            details["delay_seconds"] = FUTURE
        if after.get("flow_run_id") and "reason" in details:
            details["reason"] = details["reason"].replace(after["flow_run_id"], "FLOW_RUN")
        policy = after["empirical_policy"]
        return {
            "answer": [status, answer.get("status"), details],
            "state": [state.get("type"), state.get("name"), state.get("message")],
            "run": [
                after["state_type"], after["state_name"], after["run_count"], after.get("flow_run_run_count"),
                after["start_time"] is not None, after["end_time"] is not None,
                after["next_scheduled_start_time"] is not None,
            ],
            "policy": [policy.get("resuming"), policy.get("retry_type"), len(policy.get("pause_keys") or [])],
        }


recorder = Recorder()
chance = random.Random(388)
result = {
    "states": STATES,
    "flow_setups": FLOW_SETUPS,
    "task_setups": TASK_SETUPS,
    "flow_runs": list(recorder.rows("flow_runs", FLOW_SETUPS, recorder.flow_run)),
    "task_runs": list(recorder.rows("task_runs", TASK_SETUPS, recorder.task_run)),
    "flow_runs walks": list(recorder.walks("flow_runs", FLOW_SETUPS, recorder.flow_run, 150, chance)),
    "task_runs walks": list(recorder.walks("task_runs", TASK_SETUPS, recorder.task_run, 100, chance)),
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
