"""Writes what the real Prefect server does with many schedules: golden.json has the dates that it finds, refused.json the
cron lines that it does not take, requests.json its answers to schedules in requests.

Run it with the Python (3.11 or 3.12) of an environment in which prefect 3.8.8 is installed:

    python Tests/CoreTests/Schedules/make-golden.py

It also copies the tables of the zones it used to zoneinfo/, so that the tests do not depend on the machine's.
A row whose answer is known to be wrong gets the reason and the dates that are expected instead in differences.json.
"""

import asyncio
import datetime
import json
import pathlib
import shutil

import pydantic
from prefect.server.schemas.actions import DeploymentScheduleCreate
from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule

HERE = pathlib.Path(__file__).parent
TABLES = pathlib.Path("/usr/share/zoneinfo")

# Moments of change, two or three a zone, and something odd about each.
CHANGES = {
    "America/New_York": ["2026-03-08T07:00", "2026-11-01T06:00", "2050-03-13T07:00"],
    "Europe/Berlin": ["2026-03-29T01:00", "2026-10-25T01:00"],
    "Europe/Dublin": ["2027-03-28T01:00", "2027-10-31T01:00"],  # winter is the exception
    "Australia/Lord_Howe": ["2026-04-04T15:00", "2026-10-03T15:30"],  # half an hour
    "America/Sao_Paulo": ["2018-02-18T02:00", "2018-11-04T03:00"],  # at midnight
    "Africa/Casablanca": ["2026-02-15T02:00", "2026-03-22T02:00"],  # for Ramadan
    "Pacific/Apia": ["2011-12-30T10:00", "2012-03-31T14:00"],  # a day left out
    "Asia/Kolkata": ["2026-03-08T07:00"],
    "UTC": ["2028-02-29T00:00", "2026-12-31T23:00"],
}

HOURLY_LINES = ["*/15 * * * *", "0 * * * *", "30 1 * * *", "30 2 * * *", "15,45 0-3 * * *", "0 0 * * *", "0 9 * * 1-5"]

CALENDAR_LINES = """
* * * * * | 0 0 29 2 * | 0 0 31 * * | 0 0 L * * | 0 0 15,L * * | 0 12 * * MON | 0 12 * * mon-fri | 0 12 * jan,JUL sun
0 0 * * 7 | 0 0 * * 5-7 | 0 0 * * 6-1 | 0 0 * * 0-7 | 0 0 1 * 1 | 0 0 13 * 5 | 0 0 */2 * 1 | 0 0 1 */3 *
0 0 * * 5#2 | 0 0 * * FRI#5 | 0 0 * * L5 | 0 0 * * l7 | 0 0 * * mon-wed#1 | 0 0 * * 1#1,3#2 | @daily | @hourly | @weekly
@monthly | @yearly | @annually | @midnight | 0 0 ? * 3 | 0 0 10 * ? | 5-10 * * * * | 50-10/5 * * * * | 59/5 * * * *
7/13 * * * * | 0 22-4 * * * | 0 22-4/2 * * * | 0 20-7/5 * * * | 0 0 20-10/3 * * | 0 0 * nov-feb/2 * | 0 0 1 8-3/3 * | 5-5 3 * * *
*/90 * * * * | 0 0 1-31 * 1 | 0 0 1-31 * */2 | 0 0 5 * 0-6 | 0 0 5 * */2 | 0 0 *,5 * 1 | 0 0 28-l * * | 0 0 30 4,6 * | 0 0 31 12 *
0 0 1 1 * | 59 23 31 12 * | 0 0 12/7 * * | 0 0 * * tue/2 | 0 0 * 5/3 * | 0 0 1,15 * * | 0,30 8-17/3 * * 1,3,5 | 0 0 1,30 * *
0 0 2,31 * * | 0 0 1,29 * * | 0 0 1,31 * * | 0 0 * * 1,1#2 | 5 4 * * sun | 23 0-20/2 * * * | 0 0,12 1 */2 * | 0 4 8-14 * *
0 0 * * * 30 | */20 * * * * */25 | 10 10 10 10 * 10 | 0 0 0 * * 0 | 0 0 1 1 * 0 2030 | 0 0 29 2 * 0 2027-2040 | 0 0 * * 1 0 2026/2
0 0 30 2 * | 0 0 31 4 * | 0 0 1 * 5#2 | 0 0 8-14 * 5#2 | 0 0 L * L1 | 0 0 L * 5 | 0 0 29 2 1
"""

REFUSED_LINES = """
bad | * * * * | * * * * * * * * | 60 * * * * | * 24 * * * | 0 0 0 * * | 0 0 32 * * | 0 0 * 0 * | 0 0 * 13 * | 0 0 * * 8
-5 * * * * | 5- * * * * | */0 * * * * | */x * * * * | 1,,2 * * * * | 0 0 * * 5#6 | 0 0 * * 5#0 | 0 0 * * 1,5#2 | 0 0 * * 1-5#2
0 0 * * L | 0 0 * * 5L | 0 0 L-3 * * | 0 0 W * * | 0 0 15W * * | ? * * * * | 0 0 ?,1 * * | 0 0 * ? * | mon * * * * | 0 0 * mon *
h * * * * | H(0-5) * * * * | R * * * * | @reboot | 0 0 * * * 60 | 0 0 * * 7 0 | 0 0 * * * 0 1969 | 0 0 * * *#2 | 0 0 0-5 * * | 5.5 * * * *
0 0 * * jan | 0 0 1-40 * * | 1-2-3 * * * * | 99999999999999999999 * * * * | */9223372036854775807 * * * * | +5 * * * * | 0 0 * * l1-5 | 0 0 * * mon-5#2 | 0 0 0 * * 0 2030
"""

REQUESTS = [
    {"interval": 10}, {"interval": 0.5}, {"interval": True}, {"interval": "PT1H"}, {"interval": "P1DT2H"}, {"interval": "01:30:00"},
    {"interval": 0}, {"interval": -5}, {"interval": 1e-07}, {"interval": "-PT1H"}, {"interval": 1e15}, {"interval": "x"},
    {"interval": None}, {"interval": []}, {"interval": 60, "foo": 1}, {"interval": 60, "cron": "* * * * *"},
    {"interval": 60, "anchor_date": "2020-01-01T00:00:00Z"}, {"interval": 60, "anchor_date": "2020-01-01T00:00:00.5-05:00"},
    {"interval": 60, "anchor_date": "2020-01-01T00:00:00+00:00"}, {"interval": 60, "anchor_date": "2020-01-01T00:00:00"},
    {"interval": 60, "anchor_date": "2020-01-01"}, {"interval": 60, "anchor_date": "2020-01-01 00:00:00+05:30"},
    {"interval": 60, "anchor_date": 5}, {"interval": 60, "anchor_date": 1.5}, {"interval": 60, "anchor_date": "x"},
    {"interval": 60, "anchor_date": None}, {"interval": 60, "anchor_date": True}, {"interval": 60, "anchor_date": {}},
    {"interval": 60, "anchor_date": "2020-13-01T00:00:00Z"}, {"interval": 60, "timezone": "Europe/Berlin"},
    {"interval": 60, "timezone": None}, {"interval": 60, "timezone": ""}, {"interval": 60, "timezone": "Mars/Olympus"},
    {"interval": 60, "timezone": 5}, {"interval": 60, "timezone": "../xx"}, {"interval": 60, "timezone": "europe/berlin"},
    {"interval": 0, "foo": 1, "timezone": "xx"},
    {"cron": "0 0 * * *"}, {"cron": "0 0 * * *", "timezone": "Europe/Berlin", "day_or": False},
    {"cron": "0 0 * * *", "timezone": ""}, {"cron": "0 0 * * *", "timezone": "xx"}, {"cron": "0 0 * * *", "timezone": 4},
    {"cron": "0 0 * * *", "day_or": "yes"}, {"cron": "0 0 * * *", "day_or": "OFF"}, {"cron": "0 0 * * *", "day_or": 1.0},
    {"cron": "0 0 * * *", "day_or": 2}, {"cron": "0 0 * * *", "day_or": "maybe"}, {"cron": "0 0 * * *", "day_or": None},
    {"cron": "bad"}, {"cron": ""}, {"cron": 5}, {"cron": None}, {"cron": "61 * * * *"}, {"cron": "0 0 * * * *"},
    {"cron": "0 0 * * * * 2030"}, {"cron": "0 0 30 2 *"}, {"cron": "h * * * *"}, {"cron": "R * * * *"}, {"cron": "@daily"},
    {"cron": "bad", "timezone": "xx", "day_or": 3, "foo": 1}, {"cron": "0 0 * * *", "rrule": "FREQ=DAILY"},
    {"rrule": "FREQ=DAILY"}, {"rrule": "FREQ=DAILY", "timezone": "Europe/Berlin"}, {"rrule": "FREQ=DAILY", "timezone": None},
    {"rrule": "FREQ=DAILY", "timezone": "xx"}, {"rrule": "FREQ=DAILY", "timezone": ""}, {"rrule": "RRULE:FREQ=DAILY;COUNT=3"},
    {"rrule": "DTSTART:20240101T000000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2"}, {"rrule": "FREQ=MINUTELY;COUNT=5"},
    {"rrule": "RRULE:FREQ=DAILY;BYDAY=2FR\nEXDATE:20240105T000000"}, {"rrule": "nonsense"}, {"rrule": ""}, {"rrule": "FREQ=XX"},
    {"rrule": "FREQ=DAILY;FOO=1"}, {"rrule": "FREQ=DAILY;INTERVAL=x"}, {"rrule": "FREQ=DAILY=1"}, {"rrule": "FREQ=DAILY;BYDAY=XX"},
    {"rrule": "FOO:FREQ=DAILY"}, {"rrule": "RRULE;X=1:FREQ=DAILY"}, {"rrule": 5}, {"rrule": None},
    {"rrule": "FREQ=DAILY;BYMONTH=" + ",".join(["1"] * 3500)},
    {"rrule": "freq=daily"}, {"rrule": "FREQ=DAILY;BYDAY=MO(+1)"}, {"rrule": "FREQ=DAILY;BYDAY=0MO"}, {"rrule": "FREQ=DAILY;BYDAY="}, {"rrule": "FREQ=DAILY;"},
    {"rrule": "FREQ=DAILY;UNTIL=20300105"}, {"rrule": "FREQ=DAILY;UNTIL=20300105T000000Z"}, {"rrule": "FREQ=DAILY;UNTIL=2030-01-05"}, {"rrule": "RRULE:FREQ=DAILY;UNTIL=2030-01-05T10:00"},
    {"rrule": "DTSTART:20300101T000000Z\nFREQ=DAILY;UNTIL=20300105T000000"}, {"rrule": "DTSTART:20300101T000000\nFREQ=DAILY;UNTIL=20300105T000000Z"},
    {"rrule": "DTSTART:20300101,20300102\nFREQ=DAILY"}, {"rrule": "DTSTART;FOO=1:20300101\nFREQ=DAILY"}, {"rrule": "DTSTART;VALUE=DATE;VALUE=DATE:20300101\nFREQ=DAILY"},
    {"rrule": "DTSTART;VALUE=DATE:20300101\nFREQ=DAILY"}, {"rrule": "DTSTART;TZID=Mars/X:20300101T000000\nFREQ=DAILY"}, {"rrule": "DTSTART;TZID=Asia/Tokyo:20300101T000000Z\nFREQ=DAILY"},
    {"rrule": "DTSTART:20300101T250000\nFREQ=DAILY"}, {"rrule": "DTSTART:\nFREQ=DAILY"}, {"rrule": "DTSTART:20300101\nRRULE:"}, {"rrule": "RDATE;TZID=Asia/Tokyo:20300101T000000"},
    {"rrule": "RDATE:xx"}, {"rrule": "EXDATE:20300101"}, {"rrule": "EXRULE:FREQ=DAILY"}, {"rrule": "EXRULE;X=1:FREQ=DAILY"}, {"rrule": "RRULE:FREQ=DAILY\nRRULE:FREQ=DAILY;UNTIL=20300105T000000Z"},
    {"rrule": "FREQ=DAILY;BYHOUR=25"}, {"rrule": "FREQ=DAILY;BYMINUTE=-1"}, {"rrule": "FREQ=DAILY;BYSECOND=60"}, {"rrule": "FREQ=HOURLY;BYHOUR=25"}, {"rrule": "FREQ=DAILY;WKST=XX"},
    {"rrule": "FREQ=DAILY;BYSETPOS=0"}, {"rrule": "FREQ=DAILY;BYSETPOS=400"}, {"rrule": "FREQ=DAILY;COUNT=-1"}, {"rrule": "FREQ=DAILY;COUNT=99999999999999999999"},
    {"rrule": "FREQ=DAILY;BYMONTHDAY=0"}, {"rrule": "FREQ=DAILY;BYEASTER=1"}, {"rrule": "DTSTART:20300101T000000\nFREQ=HOURLY;INTERVAL=2;BYHOUR=3"},
    {}, None, 5, "x", [], {"foo": 1},
]

# Starts near a month's end, a leap day and a year's end.
STARTS = ["2026-01-30T22:59:59.5Z", "2028-02-28T23:58:00Z", "2026-12-30T12:00:00Z"]


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def utc(date):
    return date.astimezone(datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def lines(block):
    return [line.strip() for line in block.replace("\n", "|").split("|") if line.strip()]


def dates_of(schedule, row):
    try:
        end = moment(row["end"]) if "end" in row else None
        return [utc(date) for date in asyncio.run(schedule.get_dates(row["limit"], moment(row["start"]), end))]
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def cron(line, zone, start, limit=6, day_or=True, **more):
    row = {"cron": line, "timezone": zone, "day_or": day_or, "start": start, "limit": limit, **more}
    row["dates"] = dates_of(CronSchedule(cron=line, timezone=zone, day_or=day_or), row)
    return row


def interval(seconds, anchor, zone, start, limit=6, **more):
    row = {"interval": seconds, "anchor_date": anchor, "timezone": zone, "start": start, "limit": limit, **more}
    schedule = IntervalSchedule(
        interval=datetime.timedelta(seconds=seconds), anchor_date=moment(anchor), timezone=zone
    )
    row["dates"] = dates_of(schedule, row)
    return row


def is_refused(line):
    try:
        CronSchedule(cron=line)
    except ValueError:
        return True
    return False


def answer(request):
    """What the server makes of a schedule: its form in answers, or the problems of the 422."""
    try:
        made = DeploymentScheduleCreate.model_validate({"schedule": request}, from_attributes=True).schedule.model_dump(mode="json")
        if "interval" in made and "anchor_date" not in request:
            made["anchor_date"] = "NOW"
        return {"request": request, "answer": made}
    except pydantic.ValidationError as error:
        problems = error.errors(include_url=False)
    for problem in problems:
        context = problem.get("ctx", {})
        if "error" in context and not isinstance(context["error"], str):
            context["error"] = {}
        if "pattern" in context:
            # The list of all zones is long and differs between machines.
            context["pattern"] = "|".join(sorted(CHANGES))
            problem["msg"] = f"String should match pattern '{context['pattern']}'"
    return {"request": request, "problems": problems}


def rows():
    for zone, changes in CHANGES.items():
        for change in changes:
            at = moment(change + ":00Z")
            before = utc(at - datetime.timedelta(hours=3))
            for line in HOURLY_LINES:
                yield cron(line, zone, before, limit=20 if line.startswith("*") else 8)
            yield cron("*/20 * * * *", zone, utc(at + datetime.timedelta(minutes=10)), limit=5)
            yield cron("*/20 * * * *", zone, utc(at), limit=5)
            for seconds in [900, 3600, 43200, 86400, 129600, 604800]:
                anchor = utc(at - datetime.timedelta(days=9, hours=1, minutes=30))
                yield interval(seconds, anchor, zone, utc(at - datetime.timedelta(days=2)))
            yield interval(86400, utc(at - datetime.timedelta(days=200)), zone, utc(at + datetime.timedelta(days=20)))
    for line in lines(CALENDAR_LINES):
        for start in STARTS:
            yield cron(line, "UTC", start)
        yield cron(line, "Europe/Berlin", STARTS[0], day_or=False)
    # Bounds, anchors ahead and far behind, fractions, no zone.
    end = "2026-02-03T00:00:00Z"
    yield cron("0 0 * * *", None, "2026-02-01T00:00:00Z", limit=10, end=end)
    yield cron("0 0 * * *", "", "2026-02-01T00:00:00.000001Z", limit=10, end="2026-02-02T23:59:59Z")
    yield interval(86400, "2026-01-01T00:00:00Z", None, "2026-02-01T00:00:00Z", limit=10, end=end)
    yield interval(86400, "2026-01-01T00:00:00Z", "", "2026-02-01T00:00:00.000001Z", limit=10, end=end)
    yield interval(10, "1970-01-01T00:00:03Z", "UTC", "2026-02-01T00:00:00Z", limit=3)
    yield interval(10, "2030-01-01T00:00:03Z", "UTC", "2026-02-01T00:00:00Z", limit=3)
    yield interval(0.5, "2026-01-01T00:00:00.25Z", "UTC", "2026-02-01T00:00:00Z", limit=4)
    yield interval(1.000001, "2026-01-01T00:00:00Z", "UTC", "2026-01-01T00:01:00Z", limit=4)
    yield interval(86400, "2030-07-01T12:00:00-04:00", "America/New_York", "2026-07-01T12:00:00Z", limit=3)
    yield interval(31536000, "2020-01-01T00:00:00Z", "UTC", "2026-02-01T00:00:00Z", limit=5)
    yield interval(93784.5, "2026-02-01T00:00:00Z", "Asia/Kolkata", "2026-02-05T00:00:00Z", limit=5)
    yield interval(864000000, "2026-01-01T00:00:00Z", "UTC", "2025-02-01T00:00:00Z", limit=2)


def main():
    golden = list(rows())
    (HERE / "golden.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in golden) + "\n]\n")
    refused = [{"cron": line, "refused": is_refused(line)} for line in lines(REFUSED_LINES)]
    (HERE / "refused.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in refused) + "\n]\n")
    answers = [answer(request) for request in REQUESTS]
    (HERE / "requests.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in answers) + "\n]\n")
    for zone in CHANGES:
        copy = HERE / "zoneinfo" / zone
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TABLES / zone, copy)
    print(len(golden), "rows,", len(refused), "lines to refuse")


main()
