"""Logs: create and filter."""

from twin.api import API, MISSING
from twin.making import a_flow_run, a_task_run, refused_bodies
from twin.scenario import scenario


def line(message: str, second: int, level: int = 20, **members):
    return {"name": "prefect.flow_runs", "level": level, "message": message, "timestamp": f"2030-01-01T00:00:{second:02}.000001Z", **members}


def some_lines(api: API):
    """Lines of a flow run and of its task run, written out of order."""
    run = a_flow_run(api)
    task = a_task_run(api, run)
    ids = {"flow_run_id": run["id"]}
    api.post("/logs/", [line("third Line", 3, 30, **ids), line("first", 1, 10, **ids), line("second", 2, **ids, task_run_id=task["id"])])
    api.post("/logs/", [line("fourth 100% _x_ ü", 4, 40, **ids)])
    return run, task


@scenario
def write_and_read_logs(api: API):
    run, _ = some_lines(api)
    mine = {"flow_run_id": {"any_": [run["id"]]}}
    for part in ({}, {"sort": "TIMESTAMP_ASC"}, {"sort": "TIMESTAMP_DESC"}, {"limit": 2}, {"limit": 2, "offset": 1}, {"offset": 9}, {"limit": 0}, {"limit": 200}):
        api.post("/logs/filter", {"logs": mine, **part})


@scenario
def filter_logs_by_their_members(api: API):
    run, task = some_lines(api)
    mine = {"flow_run_id": {"any_": [run["id"]]}}
    for members in (
        {"level": {"ge_": 20}}, {"level": {"le_": 20}}, {"level": {"ge_": 20, "le_": 30}}, {"task_run_id": {"any_": [task["id"]]}}, {"task_run_id": {"is_null_": True}},
        {"task_run_id": {"is_null_": False}}, {"timestamp": {"after_": "2030-01-01T00:00:02.000001Z"}}, {"timestamp": {"before_": "2030-01-01T00:00:02.000001Z"}},
        {"timestamp": {"after_": "2030-01-01T00:00:03Z", "before_": "2031-01-01T00:00:00Z"}}, {"text": {"query": "line"}}, {"text": {"query": "first second"}},
        {"text": {"query": "-first"}}, {"text": {"query": "\"third line\""}}, {"text": {"query": "100%"}}, {"text": {"query": "_x_"}}, {"text": {"query": ""}},
        {"level": {"ge_": 40}, "text": {"query": "first"}, "operator": "or_"}, {"level": None, "task_run_id": None, "operator": "and_"},
    ):
        api.post("/logs/filter", {"logs": {**mine, **members}})


@scenario
def logs_of_nothing(api: API):
    api.post("/logs/", [])
    api.post("/logs/", [line("of no run", 1, flow_run_id=MISSING), line("of nothing", 2), line("nulls", 3, flow_run_id=None, task_run_id=None)])
    api.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [MISSING]}}, "limit": 1})
    api.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [api.uuid("nobody")]}}})


@scenario
def logs_outlive_a_deletion_of_nothing(api: API):
    nobody = api.uuid("nobody")
    api.post("/logs/", [line("of no run", 1, flow_run_id=nobody), line("of no task", 2, flow_run_id=nobody, task_run_id=nobody)])
    api.delete(f"/flow_runs/{nobody}")
    api.delete(f"/task_runs/{nobody}")
    api.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [nobody]}}})


@scenario
def odd_log_lines(api: API):
    run = a_flow_run(api)
    ids = {"flow_run_id": run["id"]}
    api.post("/logs/", [
        line("", 1, **ids), line("two\nlines\ttab", 2, **ids), line("ü🙂\u2028", 3, **ids), line("x" * 10_000, 4, **ids), line("minus", 5, -5, **ids),
        {**line("no zone", 6, **ids), "timestamp": "2030-01-01T00:00:06"}, {**line("zone", 7, **ids), "timestamp": "2030-01-01T02:00:07+02:00"},
        {**line("number", 8, **ids), "timestamp": 1893456008}, {**line("level", 9, **ids), "level": "20"}, {**line("float", 10, **ids), "level": 20.0},
    ])
    api.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}})


@scenario
def logs_with_bad_bodies(api: API):
    refused_bodies(
        api, "POST", "/logs/", {}, {"name": "x"}, [{}], [7], [None], [line("x", 1, level="x")], [line("x", 1, more=1)], [line("x", 1, flow_run_id="x")],
        [{**line("x", 1), "timestamp": "never"}], [{**line("x", 1), "message": None}, {**line("x", 1), "name": 7}], [{**line("x", 1), "level": 1.5}])
    for body in ({"limit": -1}, {"limit": 201}, {"offset": -1}, {"sort": "UP"}, {"logs": []}, {"logs": {"more": 1}}, {"logs": {"level": {"ge_": "x"}}},
                 {"logs": {"text": {}}}, {"logs": {"text": {"query": "x" * 201}}}, {"logs": {"timestamp": {"after_": "x"}}}, {"logs": {"flow_run_id": {"any_": "x"}}}):
        api.post("/logs/filter", body)
