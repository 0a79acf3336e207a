"""The logs of a flow run as a table."""

from twin.api import API, MISSING
from twin.making import a_flow_run, a_task_run
from twin.scenario import scenario


@scenario
def logs_as_a_table(api: API):
    run = a_flow_run(api)
    path = f"/flow_runs/{run['id']}/logs/download"
    api.get(path)
    task = a_task_run(api, run)
    messages = ("plain", 'a "quoted", one', "two\nlines", "cr\r\nlf", " spaces ", "ü🙂", "", "a,b", "'single'", "tab\there", "only\rcr")
    api.post("/logs/", [
        {"name": "l", "level": 10 * (number % 5 + 1), "message": message, "timestamp": f"2030-01-01T00:00:{number:02}.5Z" if number % 2 else f"2030-01-01T00:00:{number:02}Z",
         "flow_run_id": run["id"], "task_run_id": task["id"] if number % 2 else None} for number, message in enumerate(messages)])
    api.once("/logs/filter", lambda logs: len(logs) == len(messages), {"logs": {"flow_run_id": {"any_": [run["id"]]}}}, record=False)
    api.get(path)
    for name in ("a b/ü.csv", "🙂", 'quote"; x', "plain-name_1.~"):
        api.patch(f"/flow_runs/{run['id']}", {"name": name})
        api.get(path)
    api.get(f"/flow_runs/{MISSING}/logs/download")
