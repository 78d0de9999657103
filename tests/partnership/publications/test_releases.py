"""A release is built by one, agreed by another, published, corrected and withdrawn."""

import pytest

from headrow.vocabulary.reasons import Refused


def test_a_release_goes_from_building_to_the_public_host(published, public):
    first = public.get("/")
    assert first.status_code == 200
    assert b"Community safety in Exampleford" in first.content
    assert not first.cookies
    assert public.get("/help/").status_code == 200
    assert public.get("/who-we-are/").content.count(b"Demo Streets Board") == 1


def test_before_the_first_release_the_public_host_says_so(room, public):
    answer = public.get("/")
    assert answer.status_code == 200
    assert b"Nothing has been published yet" in answer.content
    assert b"999" in answer.content
    assert public.get("/plan/").status_code == 404


def test_one_person_alone_publishes_nothing(room, public):
    from headrow.partnership.publications import changes

    release = changes.build_release(by=room["analyst"])
    with pytest.raises(Refused, match="A second person must agree"):
        changes.publish_release(release=release, by=room["analyst"])
    with pytest.raises(Refused, match="you built this release yourself"):
        changes.agree_release(release=release, by=room["analyst"])
    with pytest.raises(Refused, match="an analyst and a partnership officer"):
        changes.agree_release(release=release, by=room["second"])
    with pytest.raises(Refused):
        changes.agree_release(release=release, by=room["chair"])
    assert b"Nothing has been published" in public.get("/").content
