"""The pages on which the staff build, agree, publish, correct and withdraw an edition."""

import pytest


@pytest.fixture
def sign_in(signed_in, client):
    """Sign in as one person after another."""

    def as_person(member):
        client.logout()
        return signed_in(member)

    return as_person


def test_two_people_publish_from_the_browser(room, sign_in, public, after_commit):
    browser = sign_in(room["analyst"])
    asked = browser.post("/releases/", {"says": ""})
    assert b"Enter what has changed since the last edition" in asked.content
    built = browser.post("/releases/", {"says": "The first edition."})
    assert built.url == "/releases/1/"
    page = browser.get("/releases/1/")
    assert b"you built this release yourself" in page.content
    assert b"Agree this edition" not in page.content
    assert browser.post("/releases/1/agree/").status_code == 409
    assert b"Community safety in" in browser.get("/releases/1/preview/").content
    browser = sign_in(room["officer"])
    assert b"Agree this edition" in browser.get("/releases/1/").content
    assert browser.post("/releases/1/publish/").status_code == 409
    assert browser.post("/releases/1/agree/").status_code == 302
    assert public.get("/help/").status_code == 404
    assert browser.post("/releases/1/publish/").status_code == 302
    after_commit()
    assert public.get("/help/").status_code == 200
    assert b"The public reads this edition now" in browser.get("/releases/1/").content


@pytest.mark.parametrize(
    "address", ["/releases/", "/releases/1/", "/releases/1/preview/", "/releases/1/withdraw/"]
)
def test_publishing_does_not_exist_for_others(published, room, sign_in, address):
    assert sign_in(room["chair"]).get(address).status_code == 404
    assert sign_in(room["officer"]).get(address).status_code == 200


def test_a_withdrawn_edition_is_gone_and_says_why(published, room, sign_in, public, after_commit):
    browser = sign_in(room["officer"])
    asked = browser.post("/releases/1/withdraw/", {"reason": " "})
    assert b"Enter why this edition is withdrawn" in asked.content
    browser.post("/releases/1/withdraw/", {"reason": "A name of a street was wrong."})
    after_commit()
    gone = public.get("/releases/1/help/")
    assert gone.status_code == 410
    assert b"A name of a street was wrong." in gone.content
    assert b"Nothing has been published" in public.get("/").content
    assert b"A name of a street was wrong." in public.get("/releases/").content


def test_a_lost_note_is_written_again_and_lost_files_serve_nothing(
    published, room, sign_in, public, var, after_commit
):
    import shutil

    (var / "releases" / "served.json").unlink()
    assert b"Nothing has been published" in public.get("/").content
    browser = sign_in(room["officer"])
    assert b"Tell the public host again" in browser.get("/releases/1/").content
    assert browser.post("/releases/1/serve/").status_code == 302
    after_commit()
    assert public.get("/help/").status_code == 200
    assert b"Tell the public host again" not in browser.get("/releases/1/").content
    shutil.rmtree(var / "releases" / "1")
    assert b"Nothing has been published" in public.get("/").content
    assert b"not those that were built" in browser.get("/releases/1/").content


def test_the_pages_ask_the_database_a_bounded_number_of_times(published, room, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from headrow.partnership.publications import changes

    for _ in range(4):
        changes.build_release(by=room["analyst"])
    browser = sign_in(room["officer"])
    for address in ("/releases/", "/releases/1/"):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) < 25, [each["sql"][:90] for each in asked]
