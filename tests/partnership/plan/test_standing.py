"""How deliverables stand: judged together, in a number of queries that does not grow."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def leeds(clock):
    from headrow.partnership.plan import changes, queries
    from headrow.vocabulary.localities import load_locality

    changes.load_locality(load_locality("leeds"), by=clock)
    return queries.current_strategy(None)


def test_a_printed_promise_without_an_update_is_grey(as_the_clock):
    from headrow.partnership.plan import queries

    rows = queries.deliverables(None, strategy=leeds(as_the_clock))
    assert len(rows) == 36
    assert {row.reported for row in rows} == {"Grey"}
    assert rows[0].record.code == "D24-ASB-1" and rows[0].words.startswith("Partners choose")


def test_all_deliverables_are_judged_in_a_bounded_number_of_queries(as_the_clock):
    from headrow.partnership.plan import queries

    leeds(as_the_clock)
    with CaptureQueriesContext(
        connection,
    ) as few:
        one = queries.deliverables(None, year=2018)
    with CaptureQueriesContext(connection) as many:
        every = queries.deliverables(None)
    assert (len(one), len(every)) == (30, 66)
    assert len(many) == len(few) <= 10


def test_theft_has_no_deliverable_and_that_is_a_gap(as_the_clock):
    from headrow.partnership.plan import queries

    held = queries.gaps(None, leeds(as_the_clock))
    assert [line.part.name for line in held.unanswered] == ["Theft and Neighbourhood Crime"]
    assert len(held.without_lead) == len(held.without_indicator) == 36
    assert not held.without_board
    assert [line.deliverables for line in held.boards] == [2, 3, 4, 5, 3, 3, 3, 4, 3, 2, 4]
    assert len(held.unled_boards) == 11


def test_the_plan_of_a_day(as_the_clock):
    from datetime import date

    from headrow.partnership.plan import queries

    leeds(as_the_clock)
    at = {year: queries.plan_at(None, date(year, 6, 1)).code for year in (2017, 2019, 2023, 2026)}
    assert at == {2017: "leeds-2018", 2019: "leeds-2018", 2023: "leeds-2018", 2026: "leeds-2024"}
