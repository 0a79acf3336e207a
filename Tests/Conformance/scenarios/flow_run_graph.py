"""The graphs of a flow run: its task runs, what they wait for, and the flow runs within."""

from twin.api import API, MISSING
from twin.making import a_flow, a_flow_run, a_task_run, scheduled, set_state
from twin.scenario import scenario


def task(api: API, run, name: str, **members):
    """One second apart, so that their order is plain."""
    task.second += 1
    state = {"type": "SCHEDULED", "state_details": {"scheduled_time": f"2031-02-03T04:05:{task.second:02}Z"}}
    return a_task_run(api, run, name, name, state=members.pop("state", state), **members)


task.second = 0


def after(*runs):
    return [{"input_type": "task_run", "id": run["id"]} for run in runs]


def graph(api: API, run, since: str = "") -> None:
    """The newer graph; edges come in random order."""
    places = {node[0]: place for place, node in enumerate(api.raw("GET", f"/flow_runs/{run['id']}/graph-v2", record=False)["nodes"])}
    reply = api.get(f"/flow_runs/{run['id']}/graph-v2{since}")
    if reply.status == 200:
        for _, node in reply["nodes"]:
            for edges in ("parents", "children", "encapsulating"):
                node[edges].sort(key=lambda edge: places[edge["id"]])


def both(api: API, run) -> None:
    graph(api, run)
    dependencies(api, run)


def dependencies(api: API, run) -> None:
    """The older graph, whose lists come in random order."""
    reply = api.get(f"/flow_runs/{run['id']}/graph")
    if reply.status == 200:
        reply.body.sort(key=lambda node: node["name"])
        places = {node["id"]: place for place, node in enumerate(reply.body)}
        for node in reply.body:
            node["upstream_dependencies"].sort(key=lambda edge: places[edge["id"]])


@scenario
def dependencies_of_task_runs(api: API):
    task.second = 0
    run = a_flow_run(api, state={"type": "RUNNING"})
    first = task(api, run, "first")
    second = task(api, run, "second", task_inputs={"x": after(first), "y": after(first), "z": []})
    task(api, run, "third", task_inputs={"x": after(first, second), "__parents__": after(second)})
    set_state(api, first, "COMPLETED", kind="task_runs", force=True, state_details={"untrackable_result": True})
    dependencies(api, run)


@scenario(differs=("the real server fails",))
def dependencies_that_the_real_server_fails_on(api: API):
    task.second = 0
    run = a_flow_run(api, state={"type": "RUNNING"})
    task(api, run, "first", task_inputs={"x": [{"input_type": "parameter", "name": "p"}]})
    dependencies(api, run)


@scenario(differs=("edges come once", "one word for times"))
def graph_of_a_flow_run(api: API):
    task.second = 0
    flow, child = a_flow(api), a_flow(api, "child")
    run = a_flow_run(api, flow, state={"type": "RUNNING"})
    first = task(api, run, "first")
    second = task(api, run, "second", task_inputs={"x": after(first), "y": after(first), "z": []})
    third = task(api, run, "third", task_inputs={
        "x": after(first, second), "c": [{"input_type": "constant", "type": "int"}, {"input_type": "parameter", "name": "p"}]})
    inside = task(api, run, "inside", task_inputs={"__parents__": after(third), "x": after(second)})
    stands = task(api, run, "stands", task_inputs={"x": after(third)})
    subflow = a_flow_run(api, child, "subflow", parent_task_run_id=stands["id"], state=scheduled("2031-02-03T04:05:30Z"))
    task(api, run, "last", task_inputs={"x": after(stands), "y": [{"input_type": "flow_run", "id": subflow["id"]}]})
    task(api, subflow, "below")
    graph(api, run)
    graph(api, subflow)
    set_state(api, first, "RUNNING", kind="task_runs", force=True)
    set_state(api, first, "COMPLETED", kind="task_runs")
    set_state(api, second, "COMPLETED", kind="task_runs", force=True, state_details={"untrackable_result": True})
    for since in ("", "?since=2031-02-03T04:05:03Z", "?since=2040-01-01T00:00:00Z", "?since=2020-01-01T00:00:00%2B02:00", "?since=x", "?since="):
        graph(api, run, since)


@scenario
def graph_of_nothing(api: API):
    for name, more in (("empty", {}), ("waits", {"state": scheduled("2031-02-03T04:05:06Z")}), ("over", {"state": {"type": "COMPLETED"}})):
        both(api, a_flow_run(api, a_flow(api, name), **more))
    for graph in ("graph", "graph-v2"):
        api.get(f"/flow_runs/{MISSING}/{graph}")
        api.get(f"/flow_runs/x/{graph}")


@scenario
def graph_of_tasks_in_each_state(api: API):
    run = a_flow_run(api, state={"type": "RUNNING"})
    for type in ("PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED"):
        a_task_run(api, run, type, type, state={"type": type})
    both(api, run)
