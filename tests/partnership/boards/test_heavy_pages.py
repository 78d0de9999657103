"""The heaviest pages on the whole demonstration: a bounded number of questions to the database, and quickly."""

import time

import pytest


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/boards/", 25), ("board", 25), ("/meetings/", 20), ("meeting", 25), ("agenda/", 20),
        ("papers/", 25), ("live/", 30), ("minutes/", 20), ("/decisions/", 20), ("/tasks/", 20),
        ("/agencies/", 20),
    ],
)  # fmt: skip
def test_a_page_asks_a_bounded_number_of_questions(
    demonstration_db, signed_in, person, address, most, record_property
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from headrow.partnership.audit import queries as audit
    from headrow.partnership.boards.models import Meeting

    audit.act_as(clock=True)
    meeting = Meeting.objects.get(state="papers published")
    where = {"board": f"/boards/{meeting.body_id}/", "meeting": f"/meetings/{meeting.pk}/"}
    path = where.get(address) or (
        address if address.startswith("/") else f"/meetings/{meeting.pk}/{address}"
    )
    site = signed_in(person("gold-chair"))
    site.get(path)
    began = time.monotonic()
    with CaptureQueriesContext(connection) as asked:
        assert site.get(path).status_code == 200
    took = time.monotonic() - began
    record_property("seconds", took)
    assert len(asked) <= most, [each["sql"][:120] for each in asked]
    assert took < 1.5
