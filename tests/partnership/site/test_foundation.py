"""The ground that every app stands on: one transaction a request, row rules, sealing at commit."""

import pytest

from headrow.vocabulary.reasons import Refused


def partnership(clock):
    from headrow.partnership.directory import changes as directory

    council = directory.add_agency(
        code="demo-council", name="Demo Council", kind="council", by=clock
    )
    board = directory.add_body(
        code="demo-board", short_code="DB", name="Demo Board", kind="delivery-board", by=clock
    )
    other = directory.add_body(
        code="demo-other", short_code="DO", name="Demo Other", kind="delivery-board", by=clock
    )
    chair = directory.add_member(
        email="chair@demo.test", name="Demo chair", agency=council, by=clock
    )
    directory.give_post(member=chair, role="BC", body=board, by=clock)
    outsider = directory.add_member(
        email="worker@demo.test", name="Demo worker", agency=council, by=clock
    )
    directory.give_post(member=outsider, role="PW", by=clock)
    return board, other, chair, outsider


def test_a_post_gives_what_the_table_says_and_no_more(as_the_clock):
    from headrow.partnership.directory import queries

    board, other, chair, outsider = partnership(as_the_clock)
    assert queries.can(chair, "sign-highlight", body=board)
    assert not queries.can(chair, "sign-highlight", body=other)
    assert not queries.can(outsider, "sign-highlight", body=board)
    assert queries.can(outsider, "read-plan")
    assert queries.reach(chair, "read-restricted") == {str(board.pk)}


def test_nobody_gives_themselves_a_post(as_the_clock):
    from headrow.partnership.directory import changes

    _board, _, chair, _ = partnership(as_the_clock)
    with pytest.raises(Refused, match="Nobody gives themselves"):
        changes.give_post(member=chair, role="PO", by=chair)


def test_the_database_hides_what_the_query_forgot(as_the_clock, as_member):
    from headrow.partnership.boards.models import Risk
    from headrow.vocabulary.clock import now

    board, other, chair, outsider = partnership(as_the_clock)
    for number, body in (("R-1", board), ("R-2", other)):
        Risk.objects.create(
            number=number, body=body, cause="c", event="e", effect="f", raised_at=now()
        )
    assert Risk.objects.count() == 2
    as_member(chair)
    assert [risk.number for risk in Risk.objects.all()] == ["R-1"]
    as_member(outsider)
    assert not Risk.objects.exists()
    as_member(None)
    assert not Risk.objects.exists()


def test_an_entry_is_sealed_when_its_change_is_committed(committed):
    from django.db import transaction

    from headrow.partnership.audit import queries as audit
    from headrow.partnership.audit.models import ChangeEntry
    from headrow.vocabulary.actors import THE_CLOCK

    with transaction.atomic():
        audit.act_as(clock=True)
        partnership(THE_CLOCK)
        assert ChangeEntry.objects.filter(seq__isnull=True).exists()
    assert not ChangeEntry.objects.filter(seq__isnull=True).exists()
    assert ChangeEntry.objects.count() == 7
    assert audit.verify() == []
    assert sum(head["seq"] for head in audit.heads()) == 7


def test_a_page_opens_for_a_member_and_for_nobody_else(as_the_clock, client, signed_in):
    _, _, chair, _ = partnership(as_the_clock)
    assert client.get("/").status_code == 302
    page = signed_in(chair).get("/")
    assert page.status_code == 200
    assert b"Your work" in page.content
