"""Headrow does not start with settings that are unsafe, and says all that is wrong with what to do."""

import secrets

import pytest

from headrow.partnership.web import deployment

GOOD = {
    "HEADROW_SECRET_KEY": secrets.token_urlsafe(64),
    "HEADROW_HOSTS": "partnership.test",
    "HEADROW_ADDRESS": "https://partnership.test",
    "HEADROW_BIND": "127.0.0.1:8000",
    "DATABASE_URL": "postgresql://headrow_app:the-pass-word@db.test:5432/headrow",
}


def _refused(tmp_path, **changed: str) -> str:
    settings = {**GOOD, "HEADROW_VAR": str(tmp_path), **changed}
    with pytest.raises(deployment.WrongSettings) as refused:
        deployment.read(settings)
    return str(refused.value)


def test_good_settings_are_read(tmp_path):
    read = deployment.read({**GOOD, "HEADROW_VAR": str(tmp_path)})
    assert read.hosts == ("partnership.test",)
    assert read.own_server is None
    assert not read.debug and not read.on_this_machine_only


@pytest.mark.parametrize(
    "key, why",
    [
        ("", "is missing"),
        ("short-but-random-8fK2", "too short"),
        ("a" * 80, "too regular"),
        ("django-insecure-" + secrets.token_urlsafe(64), "from an example"),
        ("change-me-" + secrets.token_hex(64), "from an example"),
    ],
)
def test_a_missing_short_or_copied_secret_is_refused(tmp_path, key, why):
    said = _refused(tmp_path, HEADROW_SECRET_KEY=key)
    assert why in said and "token_urlsafe" in said


def test_a_secret_can_come_from_a_file_and_a_missing_file_is_named(tmp_path):
    (tmp_path / "key").write_text(GOOD["HEADROW_SECRET_KEY"] + "\n")
    settings = {**GOOD, "HEADROW_SECRET_KEY": "", "HEADROW_SECRET_KEY_FILE": str(tmp_path / "key")}
    assert deployment.read(settings).secret_key == GOOD["HEADROW_SECRET_KEY"]
    assert "cannot be read" in _refused(tmp_path, HEADROW_SECRET_KEY_FILE=str(tmp_path / "lost"))


def test_on_one_machine_alone_a_secret_is_drawn_once_and_kept_to_its_owner(tmp_path):
    first = deployment.read({"HEADROW_VAR": str(tmp_path / "var")})
    assert deployment.read({"HEADROW_VAR": str(tmp_path / "var")}).secret_key == first.secret_key
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0
    assert len(first.secret_key) >= deployment.SHORTEST_SECRET


@pytest.mark.parametrize(
    "changed",
    [{}, {"HEADROW_HOSTS": "localhost", "HEADROW_BIND": "0.0.0.0:8000"}],
    ids=["other-host", "other-bind"],
)
def test_debug_is_refused_where_others_can_reach_the_site(tmp_path, changed):
    assert "HEADROW_DEBUG is on" in _refused(tmp_path, HEADROW_DEBUG="1", **changed)


def test_debug_is_allowed_on_this_machine_alone(tmp_path):
    assert deployment.read({"HEADROW_VAR": str(tmp_path), "HEADROW_DEBUG": "1"}).debug


@pytest.mark.parametrize(
    "name, value, why",
    [
        ("HEADROW_HOSTS", "*", "wildcard"),
        ("HEADROW_HOSTS", ".partnership.test", "wildcard"),
        ("HEADROW_ADDRESS", "http://partnership.test", "https://"),
        ("HEADROW_ADDRESS", "https://other.test", "not in HEADROW_HOSTS"),
        ("DATABASE_URL", "sqlite:///site.db", "not the address of a PostgreSQL database"),
        ("DATABASE_URL", "postgresql://headrow_app@db.test", "not the address of a PostgreSQL"),
        ("HEADROW_BACKUP_RECIPIENT", "AGE-SECRET-KEY-1QQQ", "is the secret key"),
        ("HEADROW_BACKUP_RECIPIENT", "qqq", "is no key"),
    ],
)
def test_each_unsafe_setting_is_refused_with_its_name(tmp_path, name, value, why):
    said = _refused(tmp_path, **{name: value})
    assert name in said and why in said


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    said = _refused(tmp_path, HEADROW_SECRET_KEY="", HEADROW_DEBUG="1", DATABASE_URL="mysql://x/y")
    assert all(name in said for name in ("HEADROW_SECRET_KEY", "HEADROW_DEBUG", "DATABASE_URL"))


def test_what_is_shown_and_what_is_refused_hold_no_secret(tmp_path):
    settings = {
        **GOOD,
        "HEADROW_VAR": str(tmp_path),
        "HEADROW_OLD_SECRET_KEYS": "the-old-key",
        "HEADROW_OWNER_DATABASE_URL": "postgresql://headrow_owner:owners-word@db.test/headrow",
    }
    shown = "\n".join(deployment.shown(deployment.read(settings)).values())
    refused = _refused(tmp_path, HEADROW_ADDRESS="http://partnership.test")
    for hidden in (GOOD["HEADROW_SECRET_KEY"], "the-pass-word", "the-old-key", "owners-word"):
        assert hidden not in shown and hidden not in refused
    assert "postgresql://headrow_app@db.test:5432/headrow" in shown
