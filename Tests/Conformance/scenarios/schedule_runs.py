"""Deployments: which runs a span of time gets, and what is refused of it and of recurrence rules."""

from twin.api import API, MISSING
from twin.making import a_deployment, a_flow, refused_bodies
from twin.scenario import scenario

FROM, TO = "2030-03-08T00:00:00Z", "2030-03-13T00:00:00Z"
HOURLY = {"schedule": {"interval": 3600, "anchor_date": "2020-01-01T00:00:00Z"}}


def runs_of(api: API, schedules, *spans):
    """Makes the runs of spans of time, each of a deployment of its own, and lists them."""
    flow = a_flow(api)
    for number, span in enumerate(spans):
        deployment = a_deployment(api, flow, str(number), schedules=schedules)
        api.post(f"/deployments/{deployment['id']}/schedule", span)
        api.post("/flow_runs/filter", {"flow_runs": {"deployment_id": {"any_": [deployment["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"})


def rule(text, timezone="UTC"):
    return {"schedule": {"rrule": text, "timezone": timezone}}


@scenario
def runs_of_recurrence_rules(api: API):
    span = {"start_time": FROM, "end_time": TO, "max_runs": 12}
    for text in (
        "DTSTART:20300101T060000\nFREQ=DAILY", "DTSTART:20300101T023000\nRRULE:FREQ=DAILY;BYDAY=SA,SU,MO", "DTSTART;TZID=Asia/Tokyo:20300301T090000\nRRULE:FREQ=DAILY\nEXDATE;TZID=Asia/Tokyo:20300309T090000\nRDATE:20300310T101112Z",
        "DTSTART:20200101T000000\nRRULE:FREQ=MONTHLY;BYDAY=2SU;BYHOUR=1,2,3\nRRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-22;BYHOUR=12", "DTSTART:20300309T000000\nRRULE:FREQ=HOURLY;INTERVAL=5\nEXRULE:FREQ=HOURLY;INTERVAL=10",
        "DTSTART:20300308T000000\nFREQ=HOURLY;COUNT=4", "DTSTART:20300308T000000\nFREQ=HOURLY;UNTIL=20300308T030000", "DTSTART:20300308T000000Z\nFREQ=HOURLY;UNTIL=20300308T030000Z", "RDATE:20300309T023000,20300310T023000", "DTSTART:20290101T000000\nFREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,FR;BYSETPOS=1",
    ):
        runs_of(api, [rule(text, "America/New_York")], span)


@scenario
def runs_of_the_past(api: API):
    past = {"start_time": "2021-03-08T00:30:00Z", "end_time": "2021-03-08T06:00:00Z"}
    runs_of(api, [HOURLY], past, {**past, "min_runs": 5}, {**past, "min_runs": 100}, {**past, "max_runs": 2}, {**past, "min_time": 10_000}, {**past, "min_time": 10_000.5, "min_runs": 0})
    runs_of(api, [{"schedule": {"cron": "15 */2 * * *", "timezone": "Europe/Paris"}}], past)
    runs_of(api, [rule("DTSTART:20200101T000000\nFREQ=HOURLY;INTERVAL=2")], past)


@scenario
def runs_between_least_and_most(api: API):
    runs_of(
        api, [HOURLY], {"start_time": FROM}, {"start_time": FROM, "min_runs": 1}, {"start_time": FROM, "min_runs": 5}, {"start_time": FROM, "min_runs": 5, "max_runs": 4}, {"start_time": FROM, "min_runs": 0, "min_time": 0},
        {"start_time": FROM, "min_time": -86400, "min_runs": 2}, {"start_time": FROM, "min_time": 7200}, {"start_time": FROM, "min_time": 7199.5}, {"start_time": FROM, "min_time": 1e6, "max_runs": 7},
        {"start_time": FROM, "min_runs": -5}, {"start_time": FROM, "end_time": "2030-03-08T00:00:00.000001Z"}, {"start_time": "2030-03-08T00:00:00.000001Z", "max_runs": 1},
        {"start_time": FROM, "min_time": None, "min_runs": None, "max_runs": None, "end_time": None}, {"start_time": "2030-03-08T02:00:00+02:00", "max_runs": 1})


@scenario
def runs_within_the_standard_bounds(api: API):
    # Three runs, an hour, a hundred runs, a hundred days.
    for seconds in (86400, 300, 1, 40 * 86400):
        runs_of(api, [{"schedule": {"interval": seconds, "anchor_date": "2020-01-01T00:00:00Z"}}], {"start_time": FROM})


@scenario(differs=("most means most",))
def runs_of_a_span_with_nothing_at_most(api: API):
    runs_of(api, [HOURLY], {"start_time": FROM, "max_runs": 0})


@scenario(differs=("most means most",))
def runs_of_a_span_with_less_than_nothing_at_most(api: API):
    runs_of(api, [HOURLY], {"start_time": FROM, "max_runs": -1})


@scenario(differs=("one word for times",))
def spans_that_are_refused(api: API):
    deployment = a_deployment(api, a_flow(api), schedules=[HOURLY])
    path = f"/deployments/{deployment['id']}/schedule"
    refused_bodies(
        api, "POST", path, {"start_time": "never"}, {"end_time": "never"}, {"start_time": []}, {"start_time": True}, {"min_time": "x"}, {"min_time": []}, {"min_runs": "x"}, {"min_runs": 1.5}, {"max_runs": []},
        {"max_runs": "many"}, {"start_time": "never", "end_time": "never", "min_time": "x", "min_runs": "x", "max_runs": "x"})
    api.post(f"/deployments/{MISSING}/schedule", {"start_time": FROM})
    api.post(f"/deployments/{MISSING}/schedule", {"start_time": "never"})
    api.post("/flow_runs/count", {"flow_runs": {"deployment_id": {"any_": [deployment["id"]]}}})


@scenario
def recurrence_rules_of_many_kinds(api: API):
    deployment = a_deployment(api, a_flow(api))
    for text in (
        "FREQ=DAILY", "freq=daily", "RRULE:FREQ=DAILY;BYDAY=+1MO,-1FR", "FREQ=DAILY;BYDAY=MO(+1)", "FREQ=DAILY;UNTIL=20300105T000000Z", "FREQ=DAILY;UNTIL=20300105", "FREQ=DAILY;UNTIL=2030-01-05", "RRULE:FREQ=DAILY\nRRULE:FREQ=DAILY;UNTIL=20300105T000000Z",
        "EXDATE:20300101", "EXRULE:FREQ=DAILY", "DTSTART;VALUE=DATE:20300101\nFREQ=DAILY", "DTSTART;TZID=Mars/X:20300101T000000\nFREQ=DAILY", "DTSTART:20300101T000000Z\nRDATE:20300101T000000", "DTSTART:2030-01-01T10:00:00+02:00\nFREQ=DAILY",
        "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=99999999999999999999", "FREQ=DAILY;BYMONTHDAY=0", "FREQ=DAILY;BYMONTH=13", "FREQ=YEARLY;BYDAY=60MO", "FREQ=HOURLY;BYHOUR=25", "FREQ=DAILY;BYEASTER=1;BYHOUR=1,2", "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU",
    ):
        api.post(f"/deployments/{deployment['id']}/schedules", [rule(text)])


@scenario
def recurrence_rules_that_are_refused(api: API):
    deployment = a_deployment(api, a_flow(api))
    refused_bodies(api, "POST", f"/deployments/{deployment['id']}/schedules", *([rule(text)] for text in (
        "x", "", "FREQ=NEVER", "FREQ=DAILY;", "FREQ=DAILY;FOO=1", "FREQ=DAILY=1", "FREQ=DAILY;WKST=XX", "FREQ=DAILY;BYDAY=", "FREQ=DAILY;BYDAY=0MO", "FREQ=DAILY;INTERVAL=x", "FREQ=DAILY;BYSETPOS=0", "FREQ=DAILY;BYSETPOS=400", "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;BYMINUTE=-1", "FREQ=DAILY;BYSECOND=60", "RRULE:FREQ=DAILY;UNTIL=2030-01-05T10:00", "DTSTART:20300101T000000Z\nFREQ=DAILY;UNTIL=20300105T000000", "DTSTART:20300101T000000\nFREQ=DAILY;UNTIL=20300105T000000Z", "DTSTART:20300101,20300102\nFREQ=DAILY",
        "DTSTART;FOO=1:20300101\nFREQ=DAILY", "DTSTART;VALUE=DATE;VALUE=DATE:20300101\nFREQ=DAILY", "DTSTART:20300101T250000\nFREQ=DAILY", "DTSTART:\nFREQ=DAILY", "DTSTART:20300101\nRRULE:", "RDATE;TZID=Asia/Tokyo:20300101T000000", "RDATE:xx", "RRULE;X=1:FREQ=DAILY", "EXRULE;X=1:FREQ=DAILY",
        "FOO:FREQ=DAILY", "FREQ=DAILY;BYMONTH=" + ",".join(["1"] * 3500), "DTSTART;TZID=Asia/Tokyo:20300101T000000Z\nFREQ=DAILY", "DTSTART:20300101T000000\nFREQ=HOURLY;INTERVAL=2;BYHOUR=3",
    )))
    api.post(f"/deployments/{deployment['id']}/schedules", [{"schedule": {"rrule": "FREQ=DAILY", "timezone": 5}}])
