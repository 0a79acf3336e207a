"""Writes random.json: what the real Prefect server (croniter, pendulum, python-dateutil) makes of thousands of random schedules.

    python Tests/CoreTests/Schedules/make-random.py [seed]

Run it as make-golden.py. Every row also gets dates by a definition of one sentence a kind, written here once more and without
a look at the server in Swift: wall clock times, turned into moments. Where the real server answers otherwise, the
definition counts, and the row says by a number which of REASONS it is. Dates are seconds since the epoch, then distances.
"""

import asyncio
import datetime
import json
import pathlib
import random
import signal
import sys
import warnings
import zoneinfo

from dateutil.rrule import rrulestr
from prefect._vendor.croniter import croniter
from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule, RRuleSchedule

HERE = pathlib.Path(__file__).parent
UTC = datetime.timezone.utc
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
EPOCH = datetime.datetime(1970, 1, 1)

REASONS = [
    "cron, interval: the real server gives dates before the start, where the clock is changed: they would run twice or late.",
    "interval: the real server counts the first date from the anchor in elapsed time and the next partly on the wall clock: its answers for "
    "one schedule depend on when it is asked, and it loses dates where the clock is set back.",
    "rrule: python-dateutil knows no change of the clocks after 2037.",
    "rrule: where the clock is changed python-dateutil loses dates, or takes a time that the clock leaves out as after the change, by how the "
    "zone's table names summer time; here none is lost, and a left-out time is before the change, as with cron.",
]

# Around when each zone's clocks are changed.
ZONES = {
    "America/New_York": ["2026-03-08", "2026-11-01", "2027-03-14"],
    "Europe/Berlin": ["2026-03-29", "2026-10-25"],
    "Europe/Dublin": ["2027-03-28", "2027-10-31"],
    "Australia/Lord_Howe": ["2026-04-04", "2026-10-03"],
    "America/Sao_Paulo": ["2018-02-18", "2018-11-04"],
    "Africa/Casablanca": ["2026-02-15", "2026-03-22"],
    "Pacific/Apia": ["2011-12-30", "2012-03-31", "2011-09-24"],
    "Asia/Kolkata": ["2026-02-28"],
    "UTC": ["2028-02-28", "2026-12-31"],
}

# What python-dateutil reads of a zone ends in 2037.
LAST_CHANGE = 2114380800

rnd = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 2026)


def near(zone, days):
    """A moment near a change of the clocks, a leap day or a year's end."""
    day = rnd.choice(ZONES[zone] + (["2024-02-28", "2026-12-30"] if rnd.random() < 0.2 else []))
    at = datetime.datetime.fromisoformat(day).replace(tzinfo=UTC)
    return at + datetime.timedelta(seconds=rnd.uniform(-days, days / 4) * 86400 // 60 * 60)


def numbers(low, high, most=3, negative=False):
    values = {rnd.randint(low, high) * (-1 if negative and rnd.random() < 0.3 else 1) for _ in range(rnd.randint(1, most))}
    return ",".join(str(value) for value in sorted(values))


# --- definitions


def moment(wall, zone, second_time=False, gap_later=True):
    """The moment at which a clock shows `wall`, in seconds. A time that is left out lies as far after the change, or before it."""
    at = wall.replace(tzinfo=zone, fold=int(second_time))
    gap = at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall
    if gap:
        # fold 0 takes the offset before the change, which puts it behind; fold 1 the other.
        at = wall.replace(tzinfo=zone, fold=0 if gap_later else 1)
    return int((at.astimezone(UTC).replace(tzinfo=None) - EPOCH).total_seconds())


def cut(seconds, start, end, limit):
    """The first dates from a start on, each once."""
    found = []
    for second in seconds:
        if second < start or second in found:
            continue
        if end is not None and second > end:
            break
        found.append(second)
        if len(found) == limit:
            break
    return sorted(found)


def defined_cron(row, start, end):
    zone = zoneinfo.ZoneInfo(row["timezone"])
    wall = (EPOCH + datetime.timedelta(seconds=start - 1)).replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    # Without a zone croniter walks on the plain clock. What a clock leaves out may fall on moments after the start.
    walls = croniter(row["cron"], wall, ret_type=datetime.datetime, day_or=row["day_or"])
    def found():
        while True:
            try:
                yield moment(walls.get_next(), zone, gap_later=False)
            except Exception:
                return
    return cut(found(), start, end, row["limit"])


def defined_interval(row, start, end):
    zone = zoneinfo.ZoneInfo(row["timezone"])
    anchor = datetime.datetime.fromisoformat(row["anchor_date"].replace("Z", "+00:00"))
    step = row["interval"]
    if step < 86400:
        first = int((anchor.astimezone(UTC).replace(tzinfo=None) - EPOCH).total_seconds())
        place = -((first - start) // step)
        return cut((first + step * k for k in range(place - 1, place + 3000)), start, end, row["limit"])
    wall = anchor.astimezone(zone).replace(tzinfo=None)
    near = (EPOCH + datetime.timedelta(seconds=start)).replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    place = int((near - wall).total_seconds() // step)
    exact = int((anchor.astimezone(UTC).replace(tzinfo=None) - EPOCH).total_seconds())
    steps = range(place - 2, place + 300)
    seconds = (exact if k == 0 else moment(wall + datetime.timedelta(seconds=step * k), zone, second_time=True) for k in steps)
    return cut(seconds, start, end, row["limit"])


def defined_rrule(row, start, end):
    zone = zoneinfo.ZoneInfo(row["timezone"])
    return cut((moment(wall, zone, gap_later=False) for wall in rrulestr(row["rrule"])), start, end, row["limit"])


# --- questions


def cron_column(low, high, names=None):
    def one():
        value = rnd.randint(low, high)
        return names[value - low] if names and rnd.random() < 0.5 else str(value)

    def span():
        a, b = rnd.randint(low, high), rnd.randint(low, high)
        return f"{a}-{b}" + (f"/{rnd.randint(1, 7)}" if rnd.random() < 0.4 else "")

    forms = [lambda: "*"] * 3 + [lambda: f"*/{rnd.choice([2, 3, 5, 7, 10, 15, 20])}", one, one, span, lambda: f"{one()},{one()}", lambda: f"{one()},{span()}"]
    forms.append(lambda: f"{rnd.randint(low, high)}/{rnd.randint(2, 9)}")
    return rnd.choice(forms)()


def cron_line():
    if rnd.random() < 0.03:
        return rnd.choice(["@daily", "@hourly", "@weekly", "@monthly", "@yearly", "@annually", "@midnight"])
    often = rnd.random() < 0.5
    minute, hour = (cron_column(0, 59), cron_column(0, 23)) if often else (str(rnd.choice([0, 15, 30, 45])), rnd.choice(["0", "1", "2", "2,3", "0-4", "1-3", "*/2", "23", "9"]))
    day = rnd.choice(["*"] * 5 + ["L", "?", "15,L", "L,1", cron_column(1, 31), cron_column(1, 28)])
    month = rnd.choice(["*"] * 5 + [cron_column(1, 12, MONTHS), ",".join(sorted({str(rnd.randint(1, 12)) for _ in range(4)}))])
    weekday = rnd.choice(["*"] * 4 + ["?", "7", "mon-fri", "1-5", f"{rnd.randint(0, 6)}#{rnd.randint(1, 5)}", f"L{rnd.randint(0, 6)}", "fri#2,fri#4", cron_column(0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])])
    if day == "?" and weekday == "?":
        day = "*"
    line = f"{minute} {hour} {day} {month} {weekday}"
    if rnd.random() < 0.06 and weekday != "7":
        line += f" {cron_column(0, 59)}" + (f" {rnd.choice(['*', '2026-2028', '2011/3'])}" if rnd.random() < 0.3 else "")
    return line


def cron_question():
    zone = rnd.choice(list(ZONES))
    return {"cron": cron_line(), "timezone": zone, "day_or": rnd.random() < 0.8, "start": near(zone, 2), "limit": rnd.choice([3, 5, 6])}


def interval_question():
    zone = rnd.choice(list(ZONES))
    start = near(zone, 3)
    step = rnd.choice([60, 600, 3600, 5400, 10800, 43200, 86400, 86400, 86400, 129600, 172800, 604800, 604800, 2592000, rnd.randint(1, 400000)])
    anchor = start + datetime.timedelta(seconds=rnd.choice([-1, -1, -1, 1]) * rnd.randint(0, 300 * 86400) // 900 * 900)
    return {"interval": step, "anchor_date": anchor.isoformat().replace("+00:00", "Z"), "timezone": zone, "start": start, "limit": rnd.choice([3, 5])}


def rule():
    often = ["HOURLY", "MINUTELY", "SECONDLY"]
    frequency = rnd.choice(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"] + (often if rnd.random() < 0.4 else []))
    yearly = frequency == "YEARLY"
    parts = [f"FREQ={frequency}"]

    def maybe(chance, text):
        if rnd.random() < chance:
            parts.append(text())

    maybe(0.4, lambda: f"INTERVAL={rnd.choice([2, 3, 4, 5, 7, 10, 11, 13, 24, 30, 45, 90])}")
    maybe(0.25, lambda: "BYMONTH=" + numbers(1, 12))
    maybe(0.2, lambda: "BYMONTHDAY=" + numbers(1, 31, negative=True))
    maybe(0.12 if yearly else 0.04, lambda: "BYYEARDAY=" + numbers(1, 366, negative=True))
    maybe(0.12 if yearly else 0.05, lambda: "BYWEEKNO=" + numbers(1, 53, negative=True))
    maybe(0.05, lambda: "BYEASTER=" + numbers(0, 60, negative=True))
    counted = 0.5 if frequency in ("YEARLY", "MONTHLY") else 0.1
    count = rnd.random() < counted
    maybe(0.4, lambda: "BYDAY=" + ",".join((str(rnd.choice([1, 2, 3, 4, 5, -1, -2])) if count and rnd.random() < 0.9 else "") + day for day in rnd.sample(DAYS, rnd.randint(1, 3))))
    maybe(0.2, lambda: "BYHOUR=" + rnd.choice(["0,1,2,3", "2", numbers(0, 23)]))
    maybe(0.2, lambda: "BYMINUTE=" + numbers(0, 59))
    maybe(0.1, lambda: "BYSECOND=" + numbers(0, 59))
    if len(parts) > 2:
        maybe(0.15, lambda: "BYSETPOS=" + numbers(1, 3, negative=True))
    maybe(0.15, lambda: "WKST=" + rnd.choice(DAYS))
    if rnd.random() < 0.15:
        parts.append(f"COUNT={rnd.randint(1, 60)}")
    elif rnd.random() < 0.1:
        parts.append(f"UNTIL={rnd.randint(2026, 2029)}{rnd.randint(1, 12):02}{rnd.randint(1, 28):02}" + rnd.choice(["", "T120000"]))
    rnd.shuffle(parts)
    return ";".join(parts)


def rrule_question():
    zone = rnd.choice(list(ZONES))
    start = near(zone, 3)
    begin = (start - datetime.timedelta(days=rnd.choice([0, 1, 30, rnd.randint(0, 900)]), minutes=rnd.randint(0, 1440))).replace(tzinfo=None, second=0)
    if rnd.random() < 0.6:
        begin = begin.replace(hour=rnd.choice([0, 1, 2, 2, 3]), minute=rnd.choice([0, 15, 30]))
    lines = [f"DTSTART:{begin:%Y%m%dT%H%M%S}"]

    def dates():
        some = (begin + datetime.timedelta(days=rnd.randint(0, 400), minutes=rnd.choice([0, 0, 30, 60, 333])) for _ in range(rnd.randint(1, 4)))
        return ",".join(f"{date:%Y%m%dT%H%M%S}" for date in some)

    several = rnd.random() < 0.25
    lines += ["RRULE:" + rule() for _ in range(rnd.randint(0, 2) if several else 1)]
    if several:
        if rnd.random() < 0.6 or len(lines) == 1:
            lines.append("RDATE:" + dates())
        if rnd.random() < 0.6:
            lines.append("EXDATE:" + dates())
        if rnd.random() < 0.4:
            lines.append("EXRULE:" + rule())
    row = {"rrule": "\n".join(lines), "timezone": zone, "start": start, "limit": rnd.choice([3, 5, 6])}
    if rnd.random() < 0.15:
        row["end"] = start + datetime.timedelta(days=rnd.choice([1, 30, 400]))
    return row


# --- answers


class TooLong(Exception):
    pass


def stop(*_):
    raise TooLong()


def seconds_of(date):
    return int((date.astimezone(UTC).replace(tzinfo=None) - EPOCH).total_seconds())


def schedule(row):
    if "cron" in row:
        return CronSchedule(cron=row["cron"], timezone=row["timezone"], day_or=row["day_or"])
    if "interval" in row:
        anchor = datetime.datetime.fromisoformat(row["anchor_date"].replace("Z", "+00:00"))
        return IntervalSchedule(interval=datetime.timedelta(seconds=row["interval"]), anchor_date=anchor, timezone=row["timezone"])
    return RRuleSchedule(rrule=row["rrule"], timezone=row["timezone"])


def is_near_change(date, zone):
    """Whether the clock is changed within a day or so."""
    at = [(EPOCH + datetime.timedelta(seconds=date + hours * 3600)).replace(tzinfo=UTC) for hours in (-26, 26)]
    return len({one.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset() for one in at}) > 1


def reason(row, real, defined):
    if "rrule" not in row and any(date < row["start"] for date in real):
        return 0
    if "interval" in row:
        return 1
    if "rrule" in row and max(real + defined) > LAST_CHANGE:
        return 2
    if "rrule" in row and any(is_near_change(date, row["timezone"]) for date in set(real) ^ set(defined)):
        return 3
    raise AssertionError(f"no reason is known: {row}: {real}")


def answered(row):
    """The row with its dates; nothing when the real server cannot answer it, or not soon."""
    start, end = seconds_of(row["start"]), seconds_of(row["end"]) if "end" in row else None
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.25)
    try:
        real = sorted(seconds_of(date) for date in asyncio.run(schedule(row).get_dates(row["limit"], row["start"], row.get("end"))))
        kind = defined_cron if "cron" in row else defined_interval if "interval" in row else defined_rrule
        defined = kind(row, start, end)
    except (TooLong, ValueError, OverflowError, ZeroDivisionError):
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    row |= {"start": start} | ({"end": end} if end else {})
    row["dates"] = [date - before for before, date in zip([0] + defined, defined)]
    if real != defined:
        row["reason"] = reason(row, real, defined)
    return row


def main():
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGVTALRM, stop)
    rows = []
    for question, count in ((cron_question, 1500), (interval_question, 600), (rrule_question, 2000)):
        kind = []
        while len(kind) < count:
            row = answered(question())
            if row:
                kind.append(row)
        rows += kind
    text = {"reasons": REASONS, "rows": rows}
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    (HERE / "random.json").write_text('{"reasons": ' + json.dumps(text["reasons"]) + ',\n"rows": [\n' + lines + "\n]}\n")
    print(len(rows), "rows;", {number: sum(row.get("reason") == number for row in rows) for number in range(len(REASONS))}, "with a reason")


main()
