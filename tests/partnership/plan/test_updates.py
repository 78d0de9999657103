"""What a lead says, what the rule says, and what is reported (G-79, G-80)."""

from datetime import timedelta

import pytest

from headrow.vocabulary.reasons import Conflict, Refused
from partnership.plan.builders import room, row_of, running


def test_both_views_are_kept_and_the_worse_is_reported(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held, due_in=-40)
    with pytest.raises(Refused, match="Say why you see it differently"):
        changes.update_deliverable(deliverable=row, what="Moving.", stated="Green", by=held.lead)
    update = changes.update_deliverable(
        deliverable=row, what="Moving.", stated="Green", reason="Back next week.", by=held.lead
    )
    assert (update.computed, update.stated) == ("Red", "Green")
    stands = row_of(row)
    assert stands.reported == "Red" and stands.differs
    assert stands.record.state == "in delivery"


def test_the_chair_may_set_better_with_a_reason_and_nobody_else(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held, due_in=-40)
    changes.update_deliverable(deliverable=row, what="Late.", stated="Red", by=held.lead)
    for other in (held.lead, held.hate_chair, held.officer, held.worker):
        with pytest.raises(Refused):
            changes.set_status(deliverable=row, rag="Green", reason="Known.", by=other)
    with pytest.raises(Refused, match="written reason"):
        changes.set_status(deliverable=row, rag="Green", reason=" ", by=held.chair)
    changes.set_status(deliverable=row, rag="Amber", reason="Funding agreed today.", by=held.chair)
    stands = row_of(row)
    assert stands.view.set_by_chair and stands.reported == "Amber"
    assert stands.view.computed == "Red"


def test_the_chair_s_status_ends_with_the_period(as_the_clock):
    from headrow.partnership.plan import changes, queries
    from headrow.vocabulary.clock import now, today

    held = room(as_the_clock)
    row = running(held, due_in=-40)
    changes.update_deliverable(deliverable=row, what="Late.", stated="Red", by=held.lead)
    changes.set_status(
        deliverable=row, rag="Green", reason="Agreed.", by=held.chair, at=now() - timedelta(days=70)
    )
    assert not queries.deliverable(None, row.pk, on=today()).view.set_by_chair


def test_day_thirty_is_amber_and_thirty_one_red(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held, due_in=-30)
    changes.set_dates(deliverable=row, recovery_note="Two more trainers.", by=held.officer)
    changes.update_deliverable(deliverable=row, what="Late.", stated="Amber", by=held.lead)
    assert row_of(row).judged.rag == "Amber"
    from headrow.partnership.plan import queries
    from headrow.vocabulary.clock import today

    assert queries.deliverable(None, row.pk, on=today() + timedelta(days=1)).judged.rag == "Red"


def test_only_its_lead_or_its_chair_may_update(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held)
    for other in (held.hate_chair, held.member, held.officer, held.analyst, held.worker):
        with pytest.raises(Refused, match="None of your posts"):
            changes.update_deliverable(deliverable=row, what="x", stated="Green", by=other)
    assert changes.update_deliverable(deliverable=row, what="On.", stated="Green", by=held.chair)


def test_nothing_changed_is_one_tap_and_needs_an_earlier_word(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held)
    with pytest.raises(Refused, match="Say what has happened"):
        changes.say_nothing_changed(deliverable=row, by=held.lead)
    changes.update_deliverable(deliverable=row, what="Begun.", stated="Green", by=held.lead)
    again = changes.say_nothing_changed(deliverable=row, by=held.lead)
    assert again.nothing_changed and again.stated == "Green"


def test_two_who_write_at_once_lose_nothing(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held)
    seen = row.version
    changes.update_deliverable(
        deliverable=row, what="First.", stated="Green", by=held.lead, version=seen
    )
    with pytest.raises(Conflict) as found:
        changes.update_deliverable(
            deliverable=row, what="Second.", stated="Green", by=held.chair, version=seen
        )
    assert found.value.yours == {"what": "Second."}


def test_a_published_wording_is_never_changed(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held, "D24-ASB-2")
    first = row.wordings.get().text
    with pytest.raises(Refused, match="needs the decision"):
        changes.amend(deliverable=row, text="New", decision="", reason="r", by=held.chair)
    with pytest.raises(Refused, match="None of your posts"):
        changes.amend(
            deliverable=row, text="New", decision="ASB-2026-001", reason="r", by=held.hate_chair
        )
    changes.amend(
        deliverable=row, text="New words.", decision="ASB-2026-001", reason="Law.", by=held.chair
    )
    assert [each.text for each in row_of(row).record.wordings.all()] == [first, "New words."]
    assert row_of(row).words == "New words."


def test_complete_is_claimed_by_the_lead_and_blue_once_the_board_accepts(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    row = running(held)
    changes.update_deliverable(deliverable=row, what="Begun.", stated="Green", by=held.lead)
    with pytest.raises(Refused, match="needs evidence"):
        changes.claim_complete(deliverable=row, evidence="", by=held.lead)
    changes.claim_complete(deliverable=row, evidence="Report of June.", by=held.lead)
    assert row_of(row).reported != "Blue"
    with pytest.raises(Refused):
        changes.accept_complete(deliverable=row, decision="ASB-2026-002", by=held.lead)
    changes.accept_complete(deliverable=row, decision="ASB-2026-002", by=held.chair)
    assert row_of(row).judged.rag == "Blue"
    with pytest.raises(Refused, match="does not follow"):
        changes.pause(
            deliverable=row,
            decision="ASB-2026-003",
            restart_on=None,
            reason="r",
            by=held.chair,
        )


def test_a_leaver_s_deliverables_go_to_another(as_the_clock):
    from headrow.partnership.plan import changes, queries

    held = room(as_the_clock)
    row = running(held)
    assert [each.record.code for each in queries.leads_of(held.lead)] == [row.code]
    assert changes.hand_over(member=held.lead, to=held.chair, by=held.clock) == 1
    assert not queries.owned_by(held.lead).exists()
    assert row_of(row).record.lead == held.chair
