"""When a body should meet next, by its cycle and the working days of England and Wales."""

from __future__ import annotations

from datetime import date
from typing import Any

from headrow.partnership.boards.models import Meeting
from headrow.vocabulary.clock import civil_date, today
from headrow.vocabulary.month_arithmetic import months_after
from headrow.vocabulary.working_days import working_calendar


def next_dates(body: Any, *, count: int = 3) -> list[date]:
    """The next days on which a body's cycle falls, each a working day; none where its cycle is not set."""
    months = body.meets_every_months
    if not months:
        return []
    last = (
        Meeting.objects.filter(body=body).exclude(state="cancelled").order_by("-starts_at").first()
    )
    start = civil_date(last.starts_at) if last else today()
    calendar = working_calendar()
    found, step = [], 0 if last is None else 1
    while len(found) < count:
        day = months_after(start, months * step)
        step += 1
        if day > today():
            found.append(calendar.on_or_after(day))
    return found


def a_year_from(body: Any, first: date) -> list[date]:
    """The days of a body's meetings for a year from its first one, each a working day after the first."""
    months = body.meets_every_months
    if not months:
        return [first]
    calendar = working_calendar()
    later = [months_after(first, step) for step in range(months, 12, months)]
    return [first, *(calendar.on_or_after(day) for day in later)]
