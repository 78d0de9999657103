"""A partnership with people who publish, and a folder of releases of its own."""

import pytest


@pytest.fixture
def var(django_site, tmp_path, monkeypatch):
    """A folder for releases that is this test's own."""
    from django.conf import settings

    monkeypatch.setattr(settings, "HEADROW_VAR", tmp_path)
    return tmp_path


@pytest.fixture
def room(as_the_clock, var):
    """The people: an analyst, a partnership officer, a second analyst, a chair; and one board."""
    return people_and_board(as_the_clock)


def people_and_board(clock):
    from headrow.partnership.directory import changes as directory

    council = directory.add_agency(
        code="demo-council", name="Demo Council", kind="council", by=clock
    )
    board = directory.add_body(
        code="demo-board",
        short_code="DB",
        name="Demo Streets Board",
        kind="delivery-board",
        by=clock,
    )
    found = {"council": council, "board": board, "clock": clock}
    for key, role, body in (
        ("analyst", "AN", None),
        ("second", "AN", None),
        ("officer", "PO", None),
        ("chair", "BC", board),
    ):
        member = directory.add_member(
            email=f"{key}@canary.test", name=f"Canary {key}", agency=council, by=clock
        )
        directory.give_post(member=member, role=role, body=body, confirmed_by=clock, by=clock)
        found[key] = member
    return found


@pytest.fixture
def public(django_site):
    """A browser without a browser, at the public host."""
    from django.test import Client

    return Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def after_commit(django_site):
    """Run what waits for a commit now: the test's own transaction is undone at its end."""
    from django.db import connection

    def run():
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for each in waiting:
            each[1]()

    return run


@pytest.fixture
def published(room, after_commit):
    """Release 1: built by the analyst, agreed by the officer, published."""
    from headrow.partnership.publications import changes

    release = changes.build_release(by=room["analyst"], says="The first edition.")
    changes.agree_release(release=release, by=room["officer"])
    changes.publish_release(release=release, by=room["officer"])
    after_commit()
    release.refresh_from_db()
    return release
