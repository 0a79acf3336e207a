"""Deployments: schedules, and the runs made from them."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, refused_bodies
from twin.scenario import scenario

CRON = {"schedule": {"cron": "0 6 * * *", "timezone": "America/New_York"}}
FROM, TO = "2030-03-08T00:00:00Z", "2030-03-13T00:00:00Z"


def runs_of(api: API, deployment, schedule_body):
    """Makes the runs of a span of time and lists them."""
    api.post(f"/deployments/{deployment['id']}/schedule", schedule_body)
    api.post("/flow_runs/filter", {"flow_runs": {"deployment_id": {"any_": [deployment["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"})


@scenario(differs=("parameters that are not sent stay",))
def schedules_are_created_read_changed_and_deleted(api: API):
    deployment = a_deployment(api, a_flow(api))
    path = f"/deployments/{deployment['id']}/schedules"
    api.get(path)
    made = api.post(path, [CRON, {"schedule": {"interval": 60.5, "anchor_date": "2030-01-01T00:00:00+02:00", "timezone": "Asia/Tokyo"}, "active": False, "slug": "i"}])
    first = f"{path}/{made[0]['id']}"
    for body in ({"active": False}, {"schedule": {"cron": "5 5 * * *"}}, {"parameters": {"a": 1}}, {"max_scheduled_runs": 7}, {"slug": "s"}, {}, {"active": None}, {"slug": None}):
        api.patch(first, body)
        api.get(path)
    api.delete(first)
    api.delete(first)
    api.patch(first, {"active": True})
    api.get(path)
    api.get(f"/deployments/{deployment['id']}")
    api.post(path, [])


@scenario
def schedules_of_many_kinds(api: API):
    flow = a_flow(api)
    for number, schedule in enumerate((
        {"interval": 10}, {"interval": 3600.0}, {"interval": "PT1H"}, {"interval": "01:00:00"}, {"interval": 86400, "anchor_date": "2030-01-01T00:00:00"},
        {"interval": 60, "anchor_date": "2030-01-01T00:00:00Z", "timezone": "Europe/Paris"}, {"cron": "@daily"}, {"cron": "*/5 9-17 * * MON-FRI"}, {"cron": "0 0 L * *"},
        {"cron": "0 0 1 1 *", "timezone": None}, {"cron": "0 0 * * 7"}, {"rrule": "FREQ=WEEKLY;BYDAY=MO"}, {"rrule": "DTSTART:20300101T000000\nRRULE:FREQ=DAILY;COUNT=2", "timezone": "UTC"},
    )):
        a_deployment(api, flow, str(number), schedules=[{"schedule": {"anchor_date": "2030-01-01T00:00:00Z", **schedule} if "interval" in schedule else schedule}])


@scenario
def schedules_that_are_refused(api: API):
    deployment = a_deployment(api, a_flow(api))
    path = f"/deployments/{deployment['id']}/schedules"
    refused_bodies(
        api, "POST", path, {}, [{}], [{"schedule": None}], [{"schedule": {}}], [{"schedule": "x"}], [{"schedule": {"interval": 0}}], [{"schedule": {"interval": -1}}],
        [{"schedule": {"interval": "x"}}], [{"schedule": {"cron": "x"}}], [{"schedule": {"cron": "* * * *"}}], [{"schedule": {"cron": "60 * * * *"}}], [{"schedule": {"cron": "R * * * *"}}],
        [{"schedule": {"cron": "* * * * *", "timezone": "Mars/Base"}}], [{"schedule": {"interval": 60, "timezone": "Mars/Base"}}], [{"schedule": {"rrule": "x"}}], [{"schedule": {"rrule": "FREQ=NEVER"}}],
        [{**CRON, "more": 1}], [{**CRON, "catchup": True}], [{**CRON, "max_active_runs": 1}], [{**CRON, "max_scheduled_runs": 0}], [{**CRON, "max_scheduled_runs": 101}], [{**CRON, "active": "maybe"}],
        [{**CRON, "slug": 7}], [{**CRON, "slug": "A b"}], [{**CRON, "parameters": None}], [{"schedule": {"cron": "* * * * *", "interval": 60}}], [{"schedule": {"interval": 60, "anchor_date": "never"}}])
    api.get(path)


@scenario
def schedules_with_one_slug(api: API):
    deployment = a_deployment(api, a_flow(api))
    path = f"/deployments/{deployment['id']}/schedules"
    api.post(path, [{**CRON, "slug": "same"}])
    api.post(path, [{**CRON, "slug": "same"}])
    api.post(path, [{**CRON, "slug": "two"}, {**CRON, "slug": "two"}])
    api.get(path)


@scenario
def a_schedule_of_another_deployment(api: API):
    flow = a_flow(api)
    one, two = (a_deployment(api, flow, name, schedules=[CRON]) for name in ("one", "two"))
    foreign = f"/deployments/{one['id']}/schedules/{two['schedules'][0]['id']}"
    api.patch(foreign, {"active": False})
    api.delete(foreign)
    api.get(f"/deployments/{two['id']}/schedules")
    api.patch(f"/deployments/{one['id']}/schedules/{MISSING}", {"active": False})
    api.delete(f"/deployments/{one['id']}/schedules/{MISSING}")


@scenario
def runs_of_an_interval(api: API):
    deployment = a_deployment(api, a_flow(api), parameters={"a": 1, "b": 1}, tags=["t"], labels={"l": 1}, job_variables={"v": 1},
                              schedules=[{"schedule": {"interval": 86400, "anchor_date": "2030-01-01T06:00:00Z"}, "parameters": {"b": 2}, "slug": "daily"}])
    runs_of(api, deployment, {"start_time": FROM, "end_time": TO})
    runs_of(api, deployment, {"start_time": FROM, "end_time": TO})
    runs_of(api, deployment, {"start_time": FROM, "end_time": TO, "max_runs": 2})


@scenario
def runs_across_summer_time(api: API):
    flow = a_flow(api)
    for number, schedule in enumerate((
        CRON["schedule"], {"cron": "30 2 * * *", "timezone": "America/New_York"}, {"interval": 86400, "anchor_date": "2030-01-01T07:30:00Z", "timezone": "America/New_York"},
        {"interval": 43200, "anchor_date": "2030-01-01T07:30:00Z", "timezone": "America/New_York"}, {"cron": "0 */6 * * *"},
    )):
        runs_of(api, a_deployment(api, flow, str(number), schedules=[{"schedule": schedule}]), {"start_time": FROM, "end_time": TO, "max_runs": 20})


@scenario(differs=("one word for times",))
def runs_within_bounds(api: API):
    flow = a_flow(api)
    hourly = {"schedule": {"interval": 3600, "anchor_date": "2030-01-01T00:00:00Z"}}
    for number, bounds in enumerate((
        {"start_time": FROM, "max_runs": 3}, {"start_time": FROM, "min_runs": 5, "max_runs": 10, "end_time": "2030-03-08T02:00:00Z"}, {"start_time": FROM, "min_runs": 2, "max_runs": 50, "min_time": 18000},
        {"start_time": FROM, "end_time": FROM}, {"start_time": TO, "end_time": FROM}, {"start_time": "never"}, {"min_time": "x"},
        {"start_time": FROM, "max_runs": 2, "more": 1}, {"start_time": "2030-03-08T00:30:00", "max_runs": 2},
    )):
        runs_of(api, a_deployment(api, flow, str(number), schedules=[hourly]), bounds)


@scenario(differs=("runs of other schedules stay",))
def switched_off_schedules_make_no_runs(api: API):
    flow = a_flow(api)
    daily = {"schedule": {"interval": 86400, "anchor_date": "2030-01-01T06:00:00Z"}}
    span = {"start_time": FROM, "end_time": TO}
    runs_of(api, a_deployment(api, flow, "off", schedules=[{**daily, "active": False}]), span)
    runs_of(api, a_deployment(api, flow, "paused", paused=True, schedules=[daily]), span)
    both = a_deployment(api, flow, "both", schedules=[daily, {"schedule": {"cron": "0 12 * * *"}}])
    runs_of(api, both, span)
    api.patch(f"/deployments/{both['id']}/schedules/{both['schedules'][0]['id']}", {"active": False})
    runs_of(api, both, {"start_time": FROM, "end_time": FROM})
    api.delete(f"/deployments/{both['id']}/schedules/{both['schedules'][1]['id']}")
    api.post("/flow_runs/count", {"flow_runs": {"deployment_id": {"any_": [both["id"]]}}})


@scenario
def a_schedule_limits_its_runs(api: API):
    deployment = a_deployment(api, a_flow(api), schedules=[{"schedule": {"interval": 86400, "anchor_date": "2030-01-01T06:00:00Z"}, "max_scheduled_runs": 2}])
    runs_of(api, deployment, {"start_time": FROM, "end_time": TO})


@scenario
def get_scheduled_flow_runs(api: API):
    flow = a_flow(api)
    one, two, three = (a_deployment(api, flow, name, schedules=[{"schedule": {"interval": 86400, "anchor_date": "2030-01-01T06:00:00Z"}}]) for name in ("one", "two", "three"))
    for deployment in (one, two):
        api.post(f"/deployments/{deployment['id']}/schedule", {"start_time": FROM, "end_time": "2030-03-10T00:00:00Z"})
    ids = {"deployment_ids": [one["id"], three["id"]]}
    for body in (ids, {**ids, "scheduled_before": "2030-03-08 06:00:00+00:00"}, {**ids, "scheduled_before": "2030-03-01T00:00:00Z"}, {**ids, "limit": 1}, {"deployment_ids": []},
                 {"deployment_ids": [MISSING]}, {**ids, "limit": 0}, {**ids, "limit": -1}, {**ids, "limit": 201}, {**ids, "scheduled_before": None, "limit": None}, {**ids, "more": 1}):
        api.post("/deployments/get_scheduled_flow_runs", body)
    refused_bodies(api, "POST", "/deployments/get_scheduled_flow_runs", {}, {"deployment_ids": None}, {"deployment_ids": "x"}, {"deployment_ids": ["x"]}, {**ids, "scheduled_before": "never"})
    api.get(f"/deployments/{one['id']}")
    run = api.post("/deployments/get_scheduled_flow_runs", ids)[0]
    api.post(f"/flow_runs/{run['id']}/set_state", {"state": {"type": "PENDING"}})
    api.post("/deployments/get_scheduled_flow_runs", ids)
