"""The meetings of a body as an iCalendar file (RFC 5545): when and where, never what about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from headrow.partnership.boards.models import Meeting

STAMP = "%Y%m%dT%H%M%SZ"


def calendar_of(body: Any, meetings: Iterable[Meeting]) -> str:
    """The calendar's text, with the line ends and folds that the standard asks for."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Headrow//Meetings//EN"]
    for meeting in meetings:
        lines += _event(body, meeting)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _fold(line))


def _event(body: Any, meeting: Meeting) -> list[str]:
    ends = meeting.starts_at + timedelta(minutes=meeting.minutes_long)
    state = "CANCELLED" if meeting.state == "cancelled" else "CONFIRMED"
    return [
        "BEGIN:VEVENT",
        f"UID:{meeting.pk}@headrow",
        f"DTSTAMP:{_utc(meeting.starts_at)}",
        f"SEQUENCE:{meeting.version}",
        f"DTSTART:{_utc(meeting.starts_at)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{_escaped(body.name)}",
        f"LOCATION:{_escaped(meeting.place)}",
        f"STATUS:{state}",
        "END:VEVENT",
    ]


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime(STAMP)


def _escaped(words: str) -> str:
    for letter in ("\\", ";", ","):
        words = words.replace(letter, f"\\{letter}")
    return words.replace("\n", "\\n")


def _fold(line: str) -> list[str]:
    """A line of at most 75 bytes, its continuations begun with a blank."""
    parts, rest = [], line
    while len(rest.encode()) > 75:
        cut = 74
        while len(rest[:cut].encode()) > 74:
            cut -= 1
        parts.append(rest[:cut])
        rest = f" {rest[cut:]}"
    return [*parts, rest]
