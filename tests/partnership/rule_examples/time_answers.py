"""What the rules of time answer to their worked examples (T-01 to T-12)."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from headrow.vocabulary.clock import LONDON, civil_date
from headrow.vocabulary.clock_readings import reading
from headrow.vocabulary.clocks import Length, Unit, deadline, warning_unit
from headrow.vocabulary.dated_values import DatedValue, DatedValues, NotInForceError
from headrow.vocabulary.month_arithmetic import age_on, months_after, months_beginning
from headrow.vocabulary.working_days import working_calendar
from partnership.rule_examples.reading import Example, dates, months_in, numbers

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def t_01(example: Example) -> dict:
    day = civil_date(datetime.fromisoformat(example.given.split("=")[1]))
    return {"date": f"{day}", "month": f"{day:%Y-%m}"}


def t_02(example: Example) -> dict:
    ends, event = dates(example.given)
    calendar = replace(working_calendar(), last_year=ends.year)
    length = Length(int(numbers(example.when)[0]), Unit.WORKING_DAYS)
    end = deadline(length, begun=event, now=NOW, calendar=calendar)
    read = reading(end, now=NOW)
    return {"due": f"{end.last or 'none'}", "state": read.rag.value, "reason": end.cannot}


def t_03(example: Example) -> dict:
    event = dates(example.given)[0]
    length = Length(int(numbers(example.when)[0]), Unit.WORKING_DAYS)
    end = deadline(length, begun=event, now=NOW)
    ends = end.ends_at.astimezone(LONDON)
    midnight = (ends.hour, ends.minute) == (0, 0) and ends.date() == end.last + timedelta(1)
    return {"due": f"{end.last}", "due_time": "24:00 local" if midnight else f"{ends}"}


def t_04(example: Example) -> dict:
    return {"last": f"{months_after(dates(example.given)[0], months_in(example.when))}"}


def t_05(example: Example) -> dict:
    return {"last": f"{months_beginning(dates(example.given)[0], months_in(example.when))}"}


def t_06(example: Example) -> dict:
    written = re.search(r"=(\S+)", example.given)[1]
    start = datetime.fromisoformat(written)
    start = start.replace(tzinfo=LONDON) if start.tzinfo is None else start
    length = Length(int(numbers(example.when)[0]), Unit.HOURS)
    end = deadline(length, begun=start, now=NOW).ends_at.astimezone(LONDON)
    return {"end_local": end.isoformat(timespec="minutes")}


def t_07(example: Example) -> dict:
    days = int(re.search(r"for (\d+) clear", example.when)[1])
    meeting = dates(example.given)[0]
    calendar = working_calendar()
    publish_by = calendar.clear_before(meeting, days)
    assert calendar.clear_between(publish_by, meeting) == days
    return {"publish_by": f"{publish_by}"}


def t_09(example: Example) -> dict:
    if "unset" in example.given:
        return _unset(example)
    (until, starts), (first, second) = (
        dates(example.given),
        re.findall(r"(\d+) days", example.given),
    )
    row = DatedValue(
        code="recovery-period", name="Recovery period", kind="statutory", rule="T-09", value=int(first),
        unit="days", starts=until.replace(year=2014), source="a test", confidence="verified", until=until,
    )  # fmt: skip
    values = DatedValues((row, replace(row, value=int(second), starts=starts, until=None)))
    return {"days": f"{values.number('recovery-period', on=dates(example.when)[0])}"}


def _unset(example: Example) -> dict:
    row = DatedValue(
        code="penalty", name="Penalty", kind="statutory", rule="T-09", value=500, unit="pounds",
        starts="unset", source="a test", confidence="verified",
    )  # fmt: skip
    for day in (NOW.date(), NOW.date().replace(year=2000), NOW.date().replace(year=2099)):
        try:
            DatedValues((row,)).in_force("penalty", on=day)
        except NotInForceError as off:
            words = str(off)
            found = {"error": "not in force" if ": not in force; " in words else words}
            found["feature"] = "off" if "feature off" in words else words
        else:
            found = {"error": "none", "feature": "on"}
    return found


def t_10(example: Example) -> dict:
    return {"start_of_unit": f"{warning_unit(int(numbers(example.given)[0]))}"}


def t_12(example: Example) -> dict:
    born = dates(example.given)[0]
    return {f"{day}": f"{age_on(day, born=born)}" for day in dates(example.when)}


ANSWERS = {
    "T-01": t_01, "T-02": t_02, "T-03": t_03, "T-04": t_04, "T-05": t_05, "T-06": t_06, "T-07": t_07,
    "T-09": t_09, "T-10": t_10, "T-12": t_12,
}  # fmt: skip
