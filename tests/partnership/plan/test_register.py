"""Duties, the quarterly sets, and money to the penny."""

from datetime import timedelta
from decimal import Decimal

import pytest

from headrow.vocabulary.reasons import Refused
from partnership.plan.builders import room, running


def test_a_duty_never_done_is_never_green_and_done_with_evidence_is_blue(as_the_clock):
    from headrow.partnership.plan import changes, queries
    from headrow.vocabulary.clock import today

    held = room(as_the_clock)
    before = queries.duty(None, "strategic-assessment")
    assert before.judged.rag != "Blue"
    with pytest.raises(Refused, match="what shows"):
        changes.record_duty_done(
            duty="strategic-assessment", done_on=today(), evidence=" ", by=held.officer
        )
    with pytest.raises(Refused, match="None of your posts"):
        changes.record_duty_done(
            duty="strategic-assessment", done_on=today(), evidence="x", by=held.lead
        )
    changes.record_duty_done(
        duty="strategic-assessment", done_on=today(), evidence="Published.", by=held.officer
    )
    assert queries.duty(None, "strategic-assessment").judged.rag == "Blue"


def test_a_day_set_for_an_event_runs_and_is_missed(as_the_clock):
    from headrow.partnership.plan import changes, queries
    from headrow.vocabulary.clock import today

    held = room(as_the_clock)
    assert queries.duty(None, "scrutiny-response").judged.cause == "nothing owed"
    changes.set_duty_date(
        duty="scrutiny-response", due=today() - timedelta(days=1), what="R1", by=held.officer
    )
    row = queries.duty(None, "scrutiny-response")
    assert row.judged.rag == "Red"
    changes.record_duty_done(
        duty="scrutiny-response", done_on=today(), evidence="Letter.", by=held.officer
    )
    assert queries.duty(None, "scrutiny-response").judged.cause == "nothing owed"


def test_silence_is_no_nil_return(as_the_clock):
    from headrow.partnership.plan import changes, queries

    held = room(as_the_clock)
    rows = queries.information_returns(None)
    quarter = queries.quarter_code(queries.quarters_shown()[1])
    first = rows[0]
    assert first.cells[1][2] is None and first.cells[1][1].rag != "Blue"
    changes.record_information_return(
        data_set=first.dataset.code, quarter=quarter, answer="nil-return", by=held.analyst
    )
    cell = queries.information_returns(None)[0].cells[1]
    assert cell[1].words == "A nil return came."
    with pytest.raises(Refused):
        changes.record_information_return(
            data_set=first.dataset.code, quarter=quarter, answer="received", by=held.worker
        )


def award(held, **more):
    from headrow.partnership.plan import changes
    from headrow.vocabulary.clock import today

    day = today()
    return changes.add_award(
        name="Safer Streets",
        funder="Demo funder",
        holder=held.agency,
        amount=Decimal("1000.00"),
        starts=day - timedelta(days=30),
        ends=day + timedelta(days=300),
        by=held.officer,
        **more,
    )


def test_restricted_money_stays_with_its_deliverables(as_the_clock):
    from headrow.partnership.plan import changes, queries
    from headrow.vocabulary.clock import today

    held = room(as_the_clock)
    mine, other = running(held), running(held, "D24-ASB-2")
    row = award(held, restricted=True, deliverables=[mine])
    with pytest.raises(Refused, match="linked to only"):
        changes.spend(
            award=row,
            day=today(),
            amount=Decimal("1.00"),
            what="x",
            deliverable=other,
            by=held.officer,
        )
    line = changes.spend(
        award=row,
        day=today() - timedelta(days=60),
        amount=Decimal("1000.01"),
        what="x",
        deliverable=mine,
        by=held.officer,
    )
    assert len(line.flags) == 2
    assert queries.award(None, row.pk).facts.spent == Decimal("1000.01")
    with pytest.raises(Refused, match="exceed the award"):
        changes.forecast(
            award=row, amount=Decimal("1000.00"), committed=Decimal("0.00"), by=held.officer
        )


def test_five_per_cent_exactly_is_amber_and_work_in_kind_is_apart(as_the_clock):
    from headrow.partnership.plan import changes, queries

    held = room(as_the_clock)
    row = award(held)
    award(held, kind="in-kind")
    changes.forecast(
        award=row, amount=Decimal("950.00"), committed=Decimal("10.00"), by=held.officer
    )
    register = queries.funding(None)
    assert register.total("amount") == Decimal("1000.00") == register.total("amount", in_kind=True)
    assert queries.award(None, row.pk).judged.rag == "Amber"
    with pytest.raises(Refused, match="whole pence"):
        changes.forecast(award=row, amount=Decimal("0.001"), committed=Decimal(0), by=held.officer)
