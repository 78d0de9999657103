"""Actions: numbered one after another when two ask at once; ended, moved and withdrawn by their pages."""

import threading
from datetime import timedelta

from headrow.vocabulary.clock import today


def test_two_who_ask_at_once_get_two_numbers(committed):
    from django.db import connection, transaction

    from headrow.partnership.audit import queries as audit
    from headrow.partnership.directory import changes as directory
    from headrow.partnership.tasks import changes
    from headrow.partnership.tasks.models import Task
    from headrow.vocabulary.actors import THE_CLOCK as clock

    with transaction.atomic():
        audit.act_as(clock=True)
        agency = directory.add_agency(code="a", name="Demo Council", kind="council", by=clock)
        owner = directory.add_member(email="o@demo.test", name="Demo o", agency=agency, by=clock)
    first_has_asked, go_on = threading.Event(), threading.Event()
    failed = []

    def ask(wait):
        try:
            with transaction.atomic():
                audit.act_as(clock=True)
                changes.ask(
                    title="x", source="boards.meeting:x", agency=agency, owner=owner,
                    first_due=today(), by=clock,
                )  # fmt: skip
                if wait:
                    first_has_asked.set()
                    go_on.wait(5)
        except Exception as error:  # a thread's failure is told by the test
            failed.append(error)
        finally:
            connection.close()

    one = threading.Thread(target=ask, args=(True,))
    two = threading.Thread(target=ask, args=(False,))
    one.start()
    assert first_has_asked.wait(5)
    two.start()
    two.join(0.5)
    assert two.is_alive(), "the second waits until the first has ended"
    go_on.set()
    one.join(5)
    two.join(5)
    assert failed == []
    with transaction.atomic():
        audit.act_as(clock=True)
        assert sorted(Task.objects.values_list("number", flat=True)) == [1, 2]


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_every_page_of_an_action_does_what_it_says(demonstration_db, signed_in, person):
    from headrow.partnership.audit import queries as audit
    from headrow.partnership.tasks import queries

    audit.act_as(clock=True)
    officer = person("partnership")
    open_ones = [row.task for row in queries.of_boards() if row.words == "Open"]
    moved, withdrawn = open_ones[:2]
    waits = "Said to be done, to be confirmed"
    said_done = next(row.task for row in queries.of_boards() if row.words == waits)
    site = signed_in(officer)
    form = {**dated("to", today() + timedelta(days=30)), "why": "Made-up", "version": moved.version}
    page = site.post(f"/tasks/{moved.pk}/move/", form, follow=True).content.decode()
    assert "(a slip)" in page
    form = {"ending": "withdrawn by decision", "note": "Made-up", "version": withdrawn.version}
    refused = site.post(f"/tasks/{withdrawn.pk}/answer/", form)
    assert refused.status_code == 409 and b"withdrawn by a decision" in refused.content
    form["decision"] = "GOLD-2026-002"
    page = site.post(f"/tasks/{withdrawn.pk}/answer/", form, follow=True).content.decode()
    assert "Withdrawn by decision" in page
    page = site.post(f"/tasks/{said_done.pk}/confirm/", follow=True).content.decode()
    assert "is confirmed as done" in page


def test_an_owner_sees_their_own_and_nobody_elses(demonstration_db, signed_in, person):
    owner = person("childrens-member")
    page = signed_in(owner).get("/tasks/").content.decode()
    assert "put the leaflet into every school" in page
    assert "visit the two streets" not in page
    nobody = signed_in(person("partner")).get("/tasks/").content.decode()
    assert "No actions here." in nobody
