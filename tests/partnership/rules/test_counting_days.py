"""Counting of days, months and hours against referees that step through the calendar one day at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.vocabulary import clock
from headrow.vocabulary.clock import LONDON, civil_date
from headrow.vocabulary.clock_readings import ClockState, reading
from headrow.vocabulary.clocks import (
    Length,
    Pause,
    Unit,
    deadline,
    hours_after,
    may_pause,
    over,
    until,
    warning_unit,
)
from headrow.vocabulary.month_arithmetic import (
    Span,
    age_on,
    days_after,
    days_beginning,
    financial_year,
    information_quarter,
    months_after,
    months_beginning,
    next_quarter,
    statutory_year,
)
from headrow.vocabulary.status import Rag
from headrow.vocabulary.working_days import CalendarNotLoadedError, working_calendar

ONE = timedelta(1)
HELD = working_calendar()
days = st.dates(date(2017, 1, 1), date(2027, 6, 30))
instants = st.datetimes(datetime(2017, 1, 1), datetime(2027, 6, 30)).map(
    lambda at: at.replace(tzinfo=UTC)
)


def works(day):
    return day.weekday() < 5 and day not in HELD.holidays


def target_month(day, months):
    """Every day of the month so many on, found by stepping from the first to the first."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first + 31 * ONE).replace(day=1)
    found = []
    while not found or found[-1].month == first.month:
        found.append(first + len(found) * ONE)
    return found[:-1]


@given(days, st.integers(0, 40))
def test_working_days_are_those_counted_one_by_one(event, number):
    day, counted = event, 0
    while counted < number:
        day += ONE
        counted += works(day)
    assert HELD.after(event, number) == day
    assert HELD.counted(event, number)[-1:] == ((day,) if number else ())


@given(days, st.integers(1, 15))
def test_clear_days_leave_out_the_day_published_and_the_day_met(meeting, number):
    published = HELD.clear_before(meeting, number)
    between = sum(works(published + n * ONE) for n in range(1, (meeting - published).days))
    assert works(published) and between == number == HELD.clear_between(published, meeting)
    later = [published + n * ONE for n in range(1, (meeting - published).days)]
    assert all(HELD.clear_between(day, meeting) < number for day in later if works(day))


@given(days, st.integers(1, 30))
def test_so_many_working_days_before_is_the_way_back(event, number):
    day = HELD.before(event, number)
    assert works(day)
    assert sum(works(day + n * ONE) for n in range((event - day).days)) == number


@given(days, st.integers(0, 60))
def test_months_after_a_day_end_on_its_number_or_on_the_last_day(day, months):
    fitting = [found for found in target_month(day, months) if found.day <= day.day]
    assert months_after(day, months) == max(fitting)


@given(days, st.integers(1, 60))
def test_months_beginning_with_a_day_end_the_day_before_its_number(day, months):
    month = target_month(day, months)
    same = [found for found in month if found.day == day.day]
    assert months_beginning(day, months) == (same[0] - ONE if same else month[-1])


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.integers(0, 40_000))
def test_an_age_is_the_number_of_birthdays_there_were(born, lived):
    day = born + lived * ONE
    birthdays = 0
    for year in range(born.year + 1, day.year + 1):
        leaping = (born.month, born.day) == (2, 29)
        try:
            birthday = born.replace(year=year)
        except ValueError:
            assert leaping
            birthday = date(year, 3, 1)
        birthdays += birthday <= day
    assert age_on(day, born=born) == birthdays


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="Nobody has an age"):
        age_on(date(2000, 1, 1), born=date(2000, 1, 2))


@given(st.integers(1, 400))
def test_the_warning_is_at_the_first_unit_that_is_four_fifths_of_all(units):
    assert warning_unit(units) == next(k for k in range(1, units + 1) if 10 * k >= 8 * units)


def test_the_warning_units_of_the_rule():
    assert [warning_unit(n) for n in (5, 10, 28, 184)] == [4, 8, 23, 148]


@given(instants, st.integers(1, 120))
def test_hours_without_christmas_are_those_counted_hour_by_hour(begun, hours):
    begun = begun.replace(minute=0, second=0, microsecond=0)
    at, counted = begun, 0
    while counted < hours:
        christmas = at.astimezone(LONDON)
        counted += (christmas.month, christmas.day) != (12, 25)
        at += timedelta(hours=1)
    assert hours_after(begun, hours, without_christmas=True) == at
    assert hours_after(begun, hours) == begun + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("served", "ends"),
    [("2026-12-24T10:00", "2026-12-27T10:00"), ("2026-12-25T10:00", "2026-12-28T00:00")],
)
def test_a_closure_notice_stands_still_on_christmas_day(served, ends):
    begun = datetime.fromisoformat(served).replace(tzinfo=LONDON)
    end = deadline(Length(48, Unit.HOURS_WITHOUT_CHRISTMAS), begun=begun, now=begun).ends_at
    assert end == datetime.fromisoformat(ends).replace(tzinfo=LONDON)


def test_seventy_two_hours_cross_the_change_of_clocks():
    aware = datetime(2026, 3, 27, 17, tzinfo=LONDON)
    end = deadline(Length(72, Unit.HOURS), begun=aware, now=aware)
    assert end.ends_at.astimezone(LONDON).isoformat() == "2026-03-30T18:00:00+01:00"
    assert end.warn_at == aware.astimezone(UTC) + timedelta(hours=57.6)


@given(days)
def test_year_words_hold_the_day_and_begin_when_they_should(day):
    year, quarter = statutory_year(day), information_quarter(day)
    assert day in year and day in quarter and year == financial_year(day)
    assert (year.first.month, year.first.day, year.last.month, year.last.day) == (4, 1, 3, 31)
    assert year.days in (365, 366) and quarter.first.month in (1, 4, 7, 10)
    assert quarter.first.day == 1 and next_quarter(quarter).first == quarter.last + ONE


@given(days, st.integers(1, 60), st.sampled_from([Unit.DAYS, Unit.DAYS_BEGINNING]))
def test_days_after_leave_out_the_event_and_days_beginning_count_it(day, number, unit):
    end = deadline(Length(number, unit), begun=day, now=datetime(2026, 1, 1, tzinfo=UTC))
    counted = [day + n * ONE for n in range(number + 1)]
    wanted = counted[-1] if unit is Unit.DAYS else counted[-2]
    assert end.last == wanted
    assert wanted == (days_after if unit is Unit.DAYS else days_beginning)(day, number)
    first = counted[1] if unit is Unit.DAYS else counted[0]
    assert end.warn_from == first + (warning_unit(number) - 1) * ONE


def test_one_day_beginning_with_a_day_is_that_day():
    day = date(2026, 5, 1)
    assert days_beginning(day, 1) == day and Span(day, day).days == 1
    for wrong in (lambda: days_beginning(day, 0), lambda: months_beginning(day, 0)):
        with pytest.raises(ValueError, match="at least one"):
            wrong()
    with pytest.raises(ValueError, match="before it begins"):
        Span(day, day - ONE)


def test_the_lengths_the_law_names_end_where_it_says():
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for number, unit, begun, last in (
        (36, Unit.MONTHS_BEGINNING, date(2024, 3, 1), date(2027, 2, 28)),
        (36, Unit.MONTHS_BEGINNING, date(2024, 2, 29), date(2027, 2, 28)),
        (6, Unit.WEEKS_BEGINNING, date(2026, 1, 1), date(2026, 2, 11)),
        (21, Unit.DAYS_BEGINNING, date(2026, 1, 1), date(2026, 1, 21)),
        (1, Unit.MONTHS_AFTER, date(2026, 1, 31), date(2026, 2, 28)),
    ):
        assert deadline(Length(number, unit), begun=begun, now=now).last == last


@given(days, st.integers(1, 30), st.integers(0, 20), st.integers(0, 20), st.booleans())
def test_a_paused_day_is_not_counted(day, number, after, length, working):
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    starts = noon + after * ONE
    pause = Pause(starts, starts + length * ONE, "identity")
    stood = {civil_date(starts) + n * ONE for n in range(length)}
    at, counted = day, 0
    while counted < number:
        at += ONE
        counted += at not in stood and (works(at) or not working)
    unit = Unit.WORKING_DAYS if working else Unit.DAYS
    assert deadline(Length(number, unit), begun=day, now=noon, pauses=[pause]).last == at


def test_an_open_pause_moves_the_end_day_by_day():
    begun = datetime(2026, 6, 1, 12, tzinfo=UTC)
    pause = [Pause(begun + ONE, None, "identity")]
    ends = [
        deadline(Length(10, Unit.DAYS), begun=begun, now=begun + n * ONE, pauses=pause).last
        for n in (1, 2, 5)
    ]
    assert ends == [date(2026, 6, 11), date(2026, 6, 12), date(2026, 6, 15)]


def test_hours_stand_still_in_a_pause_and_overlapping_pauses_count_once():
    begun = datetime(2026, 6, 1, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    pauses = [
        Pause(begun + hour, begun + 5 * hour, "identity"),
        Pause(begun + 3 * hour, begun + 6 * hour, "identity"),
    ]
    end = deadline(Length(24, Unit.HOURS), begun=begun, now=begun, pauses=pauses)
    assert end.ends_at == begun + 29 * hour


def test_a_clock_is_paused_for_a_declared_reason_only():
    assert may_pause("identity", declared=("identity",)) is None
    assert may_pause("identity", declared=()).code == "pause-not-declared"


def test_a_clock_reads_running_then_warns_then_is_missed():
    end = over(Span(date(2026, 4, 1), date(2026, 6, 30)))

    def at(*when):
        return reading(end, now=datetime(*when, tzinfo=LONDON))

    assert at(2026, 6, 11, 23, 59).state is ClockState.RUNNING
    assert at(2026, 6, 12).state is ClockState.WARNING
    assert at(2026, 6, 30, 23, 59).state is ClockState.WARNING
    assert at(2026, 7, 1).state is ClockState.MISSED
    assert at(2026, 7, 1).rag is Rag.RED and at(2026, 7, 1).escalates
    assert (at(2026, 6, 1).days_left, at(2026, 7, 2).days_left) == (29, -2)


def test_an_answered_clock_says_whether_it_was_in_time():
    end, now = until(date(2026, 6, 30)), datetime(2026, 9, 1, tzinfo=UTC)
    late = reading(end, now=now, answered=datetime(2026, 7, 1, tzinfo=LONDON))
    in_time = reading(end, now=now, answered=datetime(2026, 6, 30, 23, 59, tzinfo=LONDON))
    assert (late.state, in_time.state) == (ClockState.MET_LATE, ClockState.MET)
    assert not late.escalates and late.words == "Done on 1 July 2026, late."


def test_a_late_event_belongs_to_the_next_working_day_where_a_cut_off_is_set():
    late = datetime(2026, 4, 2, 17, 30, tzinfo=LONDON)  # the Thursday before Easter
    assert HELD.day_nought(late) == date(2026, 4, 2)
    assert HELD.day_nought(late, cut_off_hour=17) == date(2026, 4, 7)
    assert HELD.day_nought(late, cut_off_hour=18) == date(2026, 4, 2)


def test_a_due_date_at_a_weekend_moves_to_the_next_working_day():
    assert HELD.on_or_after(date(2026, 4, 3)) == date(2026, 4, 7)
    assert HELD.on_or_after(date(2026, 4, 7)) == date(2026, 4, 7)


def test_a_day_outside_the_years_held_is_never_a_working_day_by_guess():
    for day in (date(HELD.last_year + 1, 1, 4), date(HELD.first_year - 1, 12, 30)):
        with pytest.raises(CalendarNotLoadedError, match="calendar not loaded"):
            HELD.works(day)


def test_a_clock_of_hours_needs_an_instant():
    with pytest.raises(ValueError, match="begins at an instant"):
        deadline(
            Length(1, Unit.HOURS), begun=date(2026, 1, 1), now=datetime(2026, 1, 1, tzinfo=UTC)
        )


def test_the_demonstration_stands_on_its_day(monkeypatch):
    monkeypatch.setenv("HEADROW_AS_OF", "2026-07-14")
    assert clock.today() == date(2026, 7, 14)
    opened = datetime(2026, 7, 14, 9, tzinfo=LONDON)
    assert opened <= clock.now() < opened + timedelta(hours=3)
    monkeypatch.setenv("HEADROW_AS_OF", "14 July")
    with pytest.raises(clock.ClockSettingError, match="Write it like"):
        clock.now()


def test_without_the_setting_it_is_the_time_it_is(monkeypatch):
    monkeypatch.delenv("HEADROW_AS_OF", raising=False)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_an_instant_without_a_zone_falls_on_no_day():
    with pytest.raises(ValueError, match="needs a time zone"):
        civil_date(datetime(2026, 1, 1))
