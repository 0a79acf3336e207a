"""Flow runs in processes of their own that send each other input, and one that asks people for values of several types."""

from __future__ import annotations

from typing import Any

from .client import Client
from .conftest import Both
from .test_pauses import paused, wanted
from .views import flow_runs, shown

# What is asked for, in the order of the program: answers that are refused and one that is taken.
ANSWERS = (
    ([{"value": "many"}, {}], {"value": 5}), ([{"value": "x"}, {"value": [1]}], {"value": ["a", "ü"]}), ([{"value": 7}], {"value": True}),
    ([{"count": 2}, {"thing": None}], {"thing": "bread"}), ([{"thing": 7}, {"thing": "x", "count": "y"}], {"thing": "milk", "count": 2}),
)


def answered(client: Client, flow: str) -> list[Any]:
    """Answers each question of a flow, first badly; what was asked and what became of the answers."""
    seen, last = [], ""
    for bad, good in ANSWERS:
        run = client.until("a question", lambda: paused(client, flow, last))
        last, path = run["state_id"], f"/flow_runs/{run['id']}"
        keys = run["state"]["state_details"]["run_input_keyset"]
        schema = wanted(client, run)
        results = [client.post(f"{path}/resume", {"run_input": answer}) for answer in (*bad, good)]
        words = client.http.get(f"{path}/input/{keys['description']}")
        seen.append([schema, words.json() if words.status_code == 200 else None, [(one["status"], one["details"].get("reason")) for one in results]])
    return seen


def test_flows_talk_to_each_other_and_to_people(both: Both, run_name: str):
    name = f"{run_name}-talk"

    def part(client: Client):
        process = client.start(f"{client.prefix}/bin/python", str(client.folder / "talking.py"), name, "listens")
        try:
            (listening,) = client.until("the run that listens", lambda: [run for run in flow_runs(client, f"{name}-listening") if run["state_type"] == "RUNNING"])
            spoke = client.python("talking.py", name, "speaks", listening["id"])
            assert spoke.returncode == 0, spoke.stdout
            questions = answered(client, f"{name}-listening")
            client.until("the end", lambda: process.poll() is not None)
        finally:
            process.kill()
            client.output.close()
        (speaking,), (listening,) = (flow_runs(client, f"{name}-{who}") for who in ("speaking", "listening"))
        # What was received is gone, what people answered is kept.
        left = [len(client.post(f"/flow_runs/{run['id']}/input/filter", {"prefix": prefix, "limit": 50})) for run in (speaking, listening) for prefix in ("", "receipt", "paused")]
        return {"code": process.returncode, "questions": questions, "left": left, "runs": [shown(client, {**run, "parameters": sorted(run["parameters"])}) for run in (speaking, listening)]}

    seen = both.agree(part)
    assert seen["code"] == 0
    assert [[status for status, _ in results] for _, _, results in seen["questions"]] == [["REJECT"] * len(bad) + ["ACCEPT"] for bad, _ in ANSWERS]
    logs = [text for run in seen["runs"] for _, text in run["logs"]]
    for words in ("twice 42", "total 15", "word ü 🙂", "order tea 3", "answer 5", "answer ['a', 'ü']", "answer True", "answer ('bread', 1)", "answer ('milk', 2)"):
        assert words in logs
