"""A real PostgreSQL with the site's own role, migrated once a run; tests roll back, or get a copy of their own.

    db         the test runs in a transaction that is rolled back
    committed  the test has a database of its own, in which commits are real (sealing, workers, two at once)
    client     Django's test client at the staff host; `signed_in(member)` signs it in, second factor done
    as_member(member), as_the_clock()   tell the database who reads, outside a request

Not a plug-in of others: row rules and sealing must be met by the site's role, which owns nothing, and a
test framework that makes its databases itself would own them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SETTINGS = "headrow.partnership.web.settings"
NAME = "headrow_tests"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A running server without durability, with Headrow's roles."""
    from headrow.partnership.web.database import launcher, roles

    folder = Path(tempfile.mkdtemp(prefix="headrow-test-"))
    folder.chmod(0o755)
    server = launcher.start(folder, fast=True)
    roles.prepare(server)
    yield server
    server.discard()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(postgres: Any) -> str:
    """The name of a migrated, empty database to copy; nobody stays connected to it."""
    from headrow.partnership.web.database import roles

    roles.create_database(postgres, f"{NAME}_template")
    owner = {"DATABASE_URL": postgres.url("owner", f"{NAME}_template"), "HEADROW_POOL": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--no-input", "-v", "0"],
        env={**os.environ, **settings_of_tests(), **owner},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return f"{NAME}_template"


def settings_of_tests() -> dict[str, str]:
    """What the environment says in tests: one invented locality, one day on which the clock stands."""
    var = Path(tempfile.gettempdir()) / f"headrow-var-{os.getpid()}"
    return {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "HEADROW_LOCALITY": os.environ.get("HEADROW_TEST_LOCALITY", "example"),
        "HEADROW_VAR": str(var),
        "HEADROW_POOL": "0",
        "HEADROW_HOSTS": "localhost",
    }


@pytest.fixture(scope="session")
def django_site(postgres: Any, template: str) -> Iterator[Any]:
    """Django, set up once in this process, signed in as the site's own role."""
    from headrow.partnership.web.database import roles

    roles.create_database(postgres, NAME, template)
    os.environ.update(settings_of_tests())
    os.environ["DATABASE_URL"] = postgres.url("app", NAME)
    # Playwright keeps an event loop in this thread; nothing of ours runs in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    import django
    from django.conf import settings
    from django.test.utils import setup_test_environment

    django.setup()
    # Scrypt is slow on purpose; a test that means the real one says so.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    setup_test_environment(debug=False)
    yield postgres
    from django.db import connections

    connections.close_all()


@pytest.fixture
def db(django_site: Any) -> Iterator[None]:
    """One transaction for the test, undone at its end."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def committed(django_site: Any, template: str) -> Iterator[str]:
    """A database of the test's own; its address for the site's role."""
    from django.db import connections

    from headrow.partnership.web.database import roles

    name = f"{NAME}_{os.getpid()}_own"
    roles.drop_database(django_site, name)
    roles.create_database(django_site, name, template)
    connection = connections["default"]
    connection.close()
    was = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    yield django_site.url("app", name)
    connections.close_all()
    connection.settings_dict["NAME"] = was
    roles.drop_database(django_site, name)


@pytest.fixture
def client(django_site: Any) -> Any:
    """A browser without a browser, at the staff host."""
    from django.test import Client

    return Client(HTTP_HOST="localhost", enforce_csrf_checks=False)


@pytest.fixture
def signed_in(client: Any) -> Callable[[Any], Any]:
    """Sign the client in as a member, with the second factor done."""

    def sign_in(member: Any) -> Any:
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor_done"] = True
        session.save()
        return client

    return sign_in


@pytest.fixture
def as_member(db: None) -> Callable[[Any], Any]:
    """Tell the database that a member reads from here on."""

    def tell(member: Any) -> Any:
        from headrow.partnership.audit import queries as audit

        audit.act_as(member=str(member.pk) if member else "")
        return member

    return tell


@pytest.fixture
def as_the_clock(db: None) -> Any:
    """The database shows everything to the clock, in whose name builders work."""
    from headrow.partnership.audit import queries as audit

    audit.act_as(clock=True)
    from headrow.vocabulary.actors import THE_CLOCK

    return THE_CLOCK
