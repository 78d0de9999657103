"""The demonstration, seeded once a session by the site's own program.

demonstration_db    in this process: the seeded database for one test, undone at its end; with Django's client
demonstration_site  a real `headrow serve` on it, for a browser: .staff, .public, .port, .restart()
person(key)         a member of the demonstration, in this process (with demonstration_db)
sign_in(page, key)  sign a browser's page in as a person, through the demonstration's own sign-in page
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plugins.site import NAME, settings_of_tests

SEEDED = f"{NAME}_demonstration"


def demonstration_settings() -> dict[str, str]:
    """What `headrow demonstrate` puts into the environment."""
    from headrow.partnership.web.demonstration.declared import declared

    said = declared()
    return settings_of_tests() | {
        "HEADROW_DEMO": "1",
        "HEADROW_LOCALITY": said.locality,
        "HEADROW_AS_OF": said.as_of.isoformat(),
    }


@pytest.fixture(scope="session")
def seeded(
    postgres: Any, template: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The settings of the seeded demonstration; its database is SEEDED, its folder HEADROW_VAR."""
    from headrow.partnership.web.database import roles

    roles.create_database(postgres, SEEDED, template)
    settings = demonstration_settings() | {
        "HEADROW_VAR": str(tmp_path_factory.mktemp("demonstration")),
        "DATABASE_URL": postgres.url("app", SEEDED),
    }
    built = subprocess.run(
        [
            sys.executable,
            "-m",
            "headrow.command",
            "demo",
            "--no-open",
            "--quiet",
            f"--out={settings['HEADROW_VAR']}/assessment",
        ],
        env={**os.environ, "HEADROW_LOCALITY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    program = (
        "import os, django; django.setup();"
        " from headrow.partnership.web.demonstration import seeding;"
        " seeding.seed(os.environ['HEADROW_LOCALITY'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return settings


@pytest.fixture
def demonstration_db(
    django_site: Any, seeded: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The seeded database, in this process, in a transaction that is undone."""
    from django.db import connections, transaction
    from django.test import override_settings

    monkeypatch.setenv("HEADROW_AS_OF", seeded["HEADROW_AS_OF"])
    connection = connections["default"]
    connection.close()
    was = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = SEEDED
    told = {
        "HEADROW_DEMO": True,
        "HEADROW_LOCALITY": seeded["HEADROW_LOCALITY"],
        "HEADROW_VAR": Path(seeded["HEADROW_VAR"]),
    }
    with override_settings(**told), transaction.atomic():
        yield
        transaction.set_rollback(True)
    connection.close()
    connection.settings_dict["NAME"] = was


@pytest.fixture
def person(demonstration_db: None) -> Callable[[str], Any]:
    """A person of the demonstration by key."""
    from headrow.partnership.directory.models import Member

    return lambda key: Member.objects.get(email=f"{key}@demo.test")


@dataclass
class Served:
    """A running site."""

    port: int
    settings: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def staff(self) -> str:
        """The staff host."""
        return f"http://localhost:{self.port}"

    @property
    def public(self) -> str:
        """The public host."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, and return when it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "headrow.command", "serve", "--workers=1", "--threads=4"],
            env={**os.environ, **self.settings, "HEADROW_POOL": "4"},
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None, "the site ended"
            assert time.monotonic() < until, "the site did not answer"
            time.sleep(0.1)

    def stop(self) -> None:
        """End it as an administrator would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(40)

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.staff}/status/live", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def demonstration_site(postgres: Any, django_site: Any, seeded: dict[str, str]) -> Iterator[Served]:
    """`headrow serve` on a copy of the seeded database, for the tests of one file."""
    from django.db import connections

    from headrow.partnership.web.database import roles

    connections.close_all()
    name, port = f"{SEEDED}_served", free_port()
    roles.drop_database(postgres, name)
    roles.create_database(postgres, name, SEEDED)
    settings = seeded | {
        "DATABASE_URL": postgres.url("app", name),
        "HEADROW_BIND": f"127.0.0.1:{port}",
    }
    served = Served(port, settings)
    served.start()
    yield served
    served.stop()
    roles.drop_database(postgres, name)


def sign_in(page: Any, served: Served, key: str) -> None:
    """Sign a page in as a person of the demonstration, as a visitor does."""
    page.context.clear_cookies()
    page.goto(f"{served.staff}/sign-in/")
    page.locator(
        f'form:has(input[value="{key}@demo.test"]) button, button[value="{key}@demo.test"]'
    ).first.click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)
