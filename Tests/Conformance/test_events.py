"""What Rigel does with events where the real server is no measure."""

from __future__ import annotations

from twin.api import API, MISSING
from twin.events import a_life, deliver
from twin.making import a_flow_run
from twin.servers import Server


def test_events_that_point_nowhere_do_not_hold_up_the_others(rigel: Server, run_name: str) -> None:
    """The real server keeps failing on such an event and records nothing that came with it."""
    api = API(rigel.root, "events_that_point_nowhere", run_name)
    run = a_flow_run(api, state={"type": "RUNNING"})
    nobody = {"id": MISSING, "name": "nobody", "flow_id": MISSING}
    deliver(api, run, *a_life(api, nobody, "orphan"), *a_life(api, run, "task"))
    assert api.get(f"/task_runs/{api.uuid('task')}")["state_type"] == "COMPLETED"
    states = api.get(f"/task_run_states/?task_run_id={api.uuid('task')}").body
    assert [state["type"] for state in states] == ["PENDING", "RUNNING", "COMPLETED"]
