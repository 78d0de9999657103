"""Dates and times in words, as look.md section 9 writes them."""

from datetime import date, datetime

from django.utils import timezone

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: date | datetime | None) -> str:
    """22 November 2026; nothing for nothing."""
    if not isinstance(value, date):
        return ""
    value = _local(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date | datetime | None) -> str:
    """22 Nov 2026, for tables; nothing for nothing."""
    if not isinstance(value, date):
        return ""
    value = _local(value)
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"


def month(value: date | None) -> str:
    """November 2026; nothing for nothing."""
    if not isinstance(value, date):
        return ""
    value = _local(value)
    return f"{MONTHS[value.month - 1]} {value.year}"


def clock_time(value: datetime | None) -> str:
    """3:30pm, 9am, midday, midnight; nothing for nothing."""
    if value is None or not hasattr(value, "hour"):
        return ""
    if isinstance(value, datetime):
        value = _local(value)
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{(value.hour - 1) % 12 + 1}{minutes}{'am' if value.hour < 12 else 'pm'}"


def moment(value: date | datetime | str | None) -> str:
    """22 November 2026, 3:30pm; a date without a time is a day, and words stay as they are."""
    if isinstance(value, datetime):
        return f"{day(value)}, {clock_time(value)}"
    return day(value) if isinstance(value, date) else str(value or "")


def in_days(value: date | datetime | None, today: date | None = None) -> str:
    """In 3 days, today, 2 days ago; nothing for nothing. The page gives the date beside it."""
    if not isinstance(value, date):
        return ""
    value = _local(value)
    value = value.date() if isinstance(value, datetime) else value
    apart = (value - (today or timezone.localdate())).days
    if apart in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[apart + 1]
    return f"in {apart} days" if apart > 0 else f"{-apart} days ago"
