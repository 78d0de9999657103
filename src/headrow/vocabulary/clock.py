"""What time it is: instants in UTC, and the civil date in London on which law and practice count (T-01).

The setting HEADROW_AS_OF (a date) makes a demonstration stand still: it then is 09:00 in London on that day,
plus the time since the process began.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SETTING = "HEADROW_AS_OF"
OPENING = time_of_day(9)

_BEGAN = time.monotonic()


class ClockSettingError(Exception):
    """HEADROW_AS_OF holds something that is not a date."""


def now() -> datetime:
    """The instant it is, in UTC; on the day of HEADROW_AS_OF when that is set.

    Raises ClockSettingError when the setting is not a date written YYYY-MM-DD.
    """
    setting = os.environ.get(SETTING, "").strip()
    if not setting:
        return datetime.now(UTC)
    try:
        day = date.fromisoformat(setting)
    except ValueError:
        raise ClockSettingError(
            f"{SETTING} is '{setting}', which is not a date. Write it like 2026-04-14, or unset it."
        ) from None
    opened = datetime.combine(day, OPENING, tzinfo=LONDON).astimezone(UTC)
    return opened + timedelta(seconds=time.monotonic() - _BEGAN)


def today() -> date:
    """The civil date in London on which it is now."""
    return civil_date(now())


def civil_date(instant: datetime) -> date:
    """The date in London on which an instant falls (T-01). Raises ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone: a bare clock time falls on no certain day.")
    return instant.astimezone(LONDON).date()
