"""Attacks on sign-in, each as a request: what an attacker learns, keeps or gets is nothing."""

import time

import pytest

PASSWORD = "three made-up words"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def member(as_the_clock):
    """Somebody with a password and a second factor."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.core.cache import cache

    from headrow.partnership.directory import changes

    cache.clear()
    agency = changes.add_agency(
        code="a", name="Demo Council", kind="council", email_domains=["demo.test"], by=as_the_clock
    )
    made = changes.add_member(
        email="one@demo.test", name="Demo one", agency=agency, by=as_the_clock
    )
    changes.give_post(member=made, role="PW", by=as_the_clock)
    made.set_password(PASSWORD)
    made.save()
    sealed = {"secret": get_adapter().encrypt(SECRET)}
    Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data=sealed)
    RecoveryCodes.activate(made)
    return made


def sign_in(client, email="one@demo.test", password=PASSWORD):
    return client.post("/sign-in/", {"login": email, "password": password})


def code_now() -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def is_in(client) -> bool:
    return client.get("/can/").status_code == 200


def through(client):
    sign_in(client)
    client.post("/sign-in/second/", {"code": code_now()})
    assert is_in(client)


def words_of(answer) -> str:
    import re

    main = answer.content.decode().split('<main id="main"')[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>|value=\"[^\"]*\"", "", main))


def test_a_password_alone_opens_nothing(member, client):
    answer = sign_in(client)
    assert answer.status_code == 302 and answer["Location"] == "/sign-in/second/"
    assert not is_in(client)
    assert client.get("/").status_code == 302


def test_with_the_second_factor_one_is_in(member, client):
    through(client)


def test_an_unknown_address_and_a_wrong_password_get_the_same_words(member, client):
    known = words_of(sign_in(client, password="wrong words here"))
    unknown = words_of(sign_in(client, email="two@demo.test", password="wrong words here"))
    assert known.replace("one@", "") == unknown.replace("two@", "")


def test_an_unknown_address_costs_as_much_hashing_as_a_known_one(member, client, monkeypatch):
    from django.contrib.auth import hashers

    asked = []
    real = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda *a, **k: asked.append(1) or real(*a, **k)
    )
    sign_in(client, email="two@demo.test", password="wrong words here")
    assert asked, "nothing was hashed for an unknown address: its answer comes sooner"


def test_recovery_says_the_same_for_known_and_unknown(member, client):
    known = client.post("/me/account/password/reset/", {"email": "one@demo.test"})
    unknown = client.post("/me/account/password/reset/", {"email": "two@demo.test"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_guessing_is_slowed_and_the_count_outlives_a_refusal(member, client):
    for _ in range(6):
        sign_in(client, password="wrong words here")
    refused = sign_in(client)
    assert refused.status_code != 302, "the right password after many wrong ones is not taken"
    assert not is_in(client)


def test_a_code_is_used_once(member, client):
    from django.test import Client

    through(client)
    other = Client(HTTP_HOST="localhost")
    sign_in(other)
    other.post("/sign-in/second/", {"code": code_now()})
    assert not is_in(other), "the same code opened a second session"


def test_a_recovery_code_is_used_once(member, client):
    from allauth.mfa.models import Authenticator
    from django.test import Client

    held = Authenticator.objects.get(user=member, type=Authenticator.Type.RECOVERY_CODES)
    code = held.wrap().get_unused_codes()[0]
    sign_in(client)
    client.post("/sign-in/second/", {"code": code})
    assert is_in(client)
    other = Client(HTTP_HOST="localhost")
    sign_in(other)
    other.post("/sign-in/second/", {"code": code})
    assert not is_in(other)


def test_the_secret_of_a_second_factor_does_not_lie_in_the_database(member):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select string_agg(data::text, ' ') from mfa_authenticator")
        assert SECRET not in cursor.fetchone()[0]


def test_a_session_gets_a_new_id_when_somebody_signs_in(member, client):
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "by an attacker"
    session.save()
    before = client.cookies["headrow"].value if "headrow" in client.cookies else ""
    through(client)
    assert client.cookies["headrow"].value != before


@pytest.mark.parametrize("address", ["https://evil.test/", "//evil.test/", "javascript:alert(1)"])
def test_next_leads_to_this_site_only(member, client, address):
    client.post(f"/sign-in/?next={address}", {"login": "one@demo.test", "password": PASSWORD})
    answer = client.post(f"/sign-in/second/?next={address}", {"code": code_now()})
    assert "evil.test" not in answer.get("Location", "") and "javascript" not in answer.get(
        "Location", ""
    )


def test_a_form_from_elsewhere_is_refused(member):
    from django.test import Client

    strict = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403


def test_another_host_name_is_refused(member):
    from django.test import Client

    assert Client(HTTP_HOST="evil.test").get("/sign-in/").status_code == 400


def test_the_cookie_is_for_this_site_and_not_for_scripts(member, client):
    through(client)
    cookie = client.cookies["headrow"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_password_change_and_a_leaving_end_other_sessions(member, client, as_the_clock):
    from headrow.partnership.directory import changes

    through(client)
    member.set_password("three other words")
    member.save()
    assert not is_in(client), "a session outlived the password it was begun with"
    changes.leave(member=member, by=as_the_clock, reason="x")
    assert sign_in(client, password="three other words").status_code != 302 or not is_in(client)


def test_a_post_that_ends_ends_its_rights_with_the_next_request(member, client):
    from headrow.partnership.directory.models import Post
    from headrow.vocabulary.clock import today

    through(client)
    assert b"Partner worker" in client.get("/can/").content
    Post.objects.filter(member=member).update(ended_early_on=today())
    assert b"Partner worker in" not in client.get("/can/").content


def test_silence_ends_a_session(member, client):
    through(client)
    session = client.session
    session["seen"] = time.time() - 61 * 60
    session.save()
    assert not is_in(client)


def test_without_a_second_factor_nothing_opens_but_setting_one_up(member, client):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.all().delete()
    sign_in(client)
    for address in ("/", "/plan/", "/boards/", "/me/"):
        assert client.get(address)["Location"] == "/me/second-factor/totp/activate/"


def test_the_demonstrations_door_is_shut_where_there_is_no_demonstration(member, client):
    member.email = "lead@demo.test"
    member.save()
    assert client.post("/sign-in/demonstration/", {"email": "lead@demo.test"}).status_code == 404


def test_nobody_signs_up(client, django_site):
    for address in ("/accounts/signup/", "/sign-up/", "/me/account/signup/"):
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"email": "x@demo.test"}).status_code in (302, 404)
