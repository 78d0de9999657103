"""How the public host answers: fast, without cookies, with addresses that hold."""

import gzip

import pytest


@pytest.fixture
def corrected(published, room, after_commit):
    """A second edition after the first."""
    from headrow.partnership.publications import changes

    release = changes.build_release(by=room["officer"], says="The name of a board was wrong.")
    changes.agree_release(release=release, by=room["analyst"])
    changes.publish_release(release=release, by=room["analyst"])
    after_commit()
    return release


def test_a_page_may_be_kept_and_is_not_sent_twice(published, public):
    first = public.get("/help/")
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["ETag"]
    assert first["Last-Modified"]
    assert "Accept-Encoding" in first["Vary"]
    again = public.get("/help/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    later = public.get("/help/", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert later.status_code == 304


def test_a_page_is_sent_packed_to_those_who_take_it(published, public):
    plain = public.get("/help/")
    packed = public.get("/help/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert "Content-Encoding" not in plain


@pytest.mark.parametrize(
    "address",
    [
        "/../manifest.json",
        "/manifest.json",
        "/figures.json",
        "/%2e%2e/manifest.json",
        "/..%2fserved.json",
        "/site/index.html",
        "/releases/1/../../served.json",
        "/releases/9/",
        "/plan/index.html",
        "/\x00",
        "/admin/setup/",
        "/releases/1/agree/",
    ],
)
def test_only_what_the_release_names_is_served(published, public, address):
    assert public.get(address).status_code == 404


def test_no_page_sets_a_cookie_or_asks_the_database(published, public, var):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from headrow.partnership.publications import queries

    addresses = queries.manifest_of(queries.folder_of(1))
    with CaptureQueriesContext(connection) as asked:
        for address in [*addresses, "/releases/", "/not-here/"]:
            answer = public.get(address)
            assert not answer.cookies, address
            assert "Set-Cookie" not in answer.headers, address
    assert len(asked) == 0


def test_an_address_without_its_last_stroke_leads_to_the_page(published, public):
    assert public.get("/help").url == "/help/"
    assert public.get("/data/boards").status_code == 404


def test_the_public_host_takes_no_post(published, public):
    assert public.post("/help/").status_code == 405


def test_an_earlier_edition_stays_as_it_was_and_says_so(corrected, public):
    present, earlier = public.get("/help/"), public.get("/releases/1/help/")
    assert b"edition 2" in present.content
    assert b"edition 1" in earlier.content
    assert b"This is an earlier edition, number 1" in earlier.content
    assert b"This is an earlier edition" not in present.content
    assert b"This is an earlier edition" not in public.get("/releases/2/help/").content
    assert earlier["Cache-Control"] == "public, max-age=86400"
    assert public.get("/releases/1/data/boards.csv").status_code == 200
    told = public.get("/releases/").content
    assert b"The name of a board was wrong." in told
    assert b'href="/releases/1/"' in told


def test_a_link_of_an_earlier_edition_stays_in_it(corrected, public):
    page = public.get("/releases/1/help/").content.decode()
    assert 'href="../accessibility/"' in page
    assert 'href="../assets/site.css"' in page


def test_the_edition_before_is_served_when_the_present_one_is_withdrawn(
    corrected, public, room, after_commit
):
    from headrow.partnership.publications import changes

    changes.withdraw_release(release=corrected, reason="It named a street.", by=room["analyst"])
    after_commit()
    assert b"edition 1" in public.get("/help/").content
    assert public.get("/releases/2/").status_code == 410


def test_an_edition_held_back_is_seen_by_nobody_until_its_moment(
    room, public, after_commit, monkeypatch
):
    from datetime import timedelta

    from headrow.partnership.publications import changes
    from headrow.vocabulary.clock import now
    from headrow.vocabulary.reasons import Refused

    moment = now() + timedelta(hours=2)
    with pytest.raises(Refused, match="must be in the future"):
        changes.build_release(by=room["analyst"], embargo_until=now() - timedelta(hours=1))
    release = changes.build_release(by=room["analyst"], embargo_until=moment)
    changes.agree_release(release=release, by=room["officer"])
    changes.publish_release(release=release, by=room["officer"])
    after_commit()
    assert b"Nothing has been published" in public.get("/").content
    assert public.get("/releases/1/").status_code == 404
    assert b"Edition 1" not in public.get("/releases/").content
    monkeypatch.setattr("headrow.partnership.publications.queries.folders.now", lambda: moment)
    assert public.get("/help/").status_code == 200


def test_files_that_were_changed_after_the_build_are_not_published(room, var):
    from headrow.partnership.publications import changes
    from headrow.vocabulary.reasons import Refused

    release = changes.build_release(by=room["analyst"])
    page = var / "releases" / "1" / "site" / "help" / "index.html"
    page.write_text(page.read_text().replace("999", "998"))
    with pytest.raises(Refused, match="files of this release were changed"):
        changes.agree_release(release=release, by=room["officer"])


def test_a_full_disk_leaves_no_half_edition(room, var, monkeypatch):
    from headrow.partnership.publications import changes
    from headrow.partnership.publications.changes import folder
    from headrow.partnership.publications.models import Release

    written = []

    def full(place, made):
        written.append(made.address)
        if len(written) > 5:
            raise OSError(28, "No space left on device")
        return {}

    monkeypatch.setattr(folder, "_write", full)
    with pytest.raises(OSError, match="No space"):
        changes.build_release(by=room["analyst"])
    assert not Release.objects.exists()
    assert list((var / "releases").iterdir()) == []
