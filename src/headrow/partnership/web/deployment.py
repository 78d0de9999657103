"""What is set for this installation, read from the environment and refused when it is unsafe or unclear.

Nothing here needs Django: the commands that bring the database up read it before there is one.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
SHORTEST_SECRET = 50
# Texts that stand in examples, and so in too many settings files.
EXAMPLES = ("change-me", "changeme", "secret", "django-insecure", "example", "password", "replace")


class WrongSettings(Exception):
    """Settings that Headrow does not start with: each with what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """One installation of Headrow; folders are absolute, addresses are of PostgreSQL."""

    secret_key: str
    old_secret_keys: tuple[str, ...]
    debug: bool
    hosts: tuple[str, ...]
    address: str
    bind: str
    var: Path
    locality: str
    database_url: str | None
    owner_database_url: str | None
    backup_database_url: str | None
    backup_recipient: str | None
    backups: Path
    files: Path
    anchors: Path
    public_hosts: tuple[str, ...] = ()
    demonstration: bool = False

    @property
    def on_this_machine_only(self) -> bool:
        """Whether only browsers on this machine are served."""
        return set(self.hosts) <= LOOPBACK

    @property
    def own_server(self) -> Path | None:
        """The folder of the PostgreSQL that Headrow starts itself; nothing where DATABASE_URL is set."""
        return None if self.database_url else self.var / "postgres"


def read(environ: Mapping[str, str] = os.environ) -> Deployment:
    """The settings of an environment. Raises WrongSettings with all that is wrong, not only the first."""
    wrong: list[str] = []
    hosts = tuple(
        h.strip() for h in environ.get("HEADROW_HOSTS", "localhost").split(",") if h.strip()
    )
    var = Path(environ.get("HEADROW_VAR", "var")).resolve()
    debug = environ.get("HEADROW_DEBUG", "") == "1"
    bind = environ.get("HEADROW_BIND", "127.0.0.1:8000")
    # Staff sign in at localhost, so that 127.0.0.1 can be the public host of a machine on its own.
    here = bind.replace("127.0.0.1:", "localhost:")
    address = environ.get("HEADROW_ADDRESS", f"http://{here}").rstrip("/")
    local = set(hosts) <= LOOPBACK
    secret = _secret(environ, var if local else None, wrong)
    _refuse_open_debug(debug, hosts, bind, wrong)
    _refuse_plain_address(address, local, hosts, wrong)
    deployment = Deployment(
        secret_key=secret,
        old_secret_keys=tuple(filter(None, environ.get("HEADROW_OLD_SECRET_KEYS", "").split(","))),
        debug=debug,
        hosts=hosts,
        address=address,
        bind=bind,
        var=var,
        locality=environ.get("HEADROW_LOCALITY", ""),
        database_url=_database(environ, "DATABASE_URL", wrong),
        owner_database_url=_database(environ, "HEADROW_OWNER_DATABASE_URL", wrong),
        backup_database_url=_database(environ, "HEADROW_BACKUP_DATABASE_URL", wrong),
        backup_recipient=_recipient(environ, wrong),
        backups=Path(environ.get("HEADROW_BACKUPS", var / "backups")).resolve(),
        files=Path(environ.get("HEADROW_FILES", var / "files")).resolve(),
        anchors=Path(environ.get("HEADROW_ANCHORS", var / "anchors")).resolve(),
        public_hosts=_public_hosts(environ, hosts),
        demonstration=environ.get("HEADROW_DEMO", "") == "1",
    )
    _refuse_open_demonstration(deployment, wrong)
    if wrong:
        raise WrongSettings("Headrow does not start with these settings.\n" + "\n".join(wrong))
    return deployment


def shown(deployment: Deployment) -> dict[str, str]:
    """The settings for a person to read: names as in the environment, secrets hidden."""
    hidden = "set, not shown"
    return {
        "HEADROW_ADDRESS": deployment.address,
        "HEADROW_HOSTS": ",".join(deployment.hosts),
        "HEADROW_PUBLIC_HOSTS": ",".join(deployment.public_hosts) or "not set: no public pages",
        "HEADROW_BIND": deployment.bind,
        "HEADROW_DEMO": "1" if deployment.demonstration else "0",
        "HEADROW_DEBUG": "1" if deployment.debug else "0",
        "HEADROW_LOCALITY": deployment.locality or _chosen(deployment.var),
        "HEADROW_SECRET_KEY": hidden,
        "HEADROW_OLD_SECRET_KEYS": f"{len(deployment.old_secret_keys)} set, not shown",
        "HEADROW_VAR": str(deployment.var),
        "HEADROW_FILES": str(deployment.files),
        "HEADROW_BACKUPS": str(deployment.backups),
        "HEADROW_ANCHORS": str(deployment.anchors),
        "HEADROW_BACKUP_RECIPIENT": deployment.backup_recipient or "not set: no backup can be made",
        "DATABASE_URL": _without_password(deployment.database_url)
        or f"not set: Headrow runs its own server in {deployment.own_server}",
        "HEADROW_OWNER_DATABASE_URL": _without_password(deployment.owner_database_url) or "not set",
        "HEADROW_BACKUP_DATABASE_URL": _without_password(deployment.backup_database_url)
        or "not set",
    }


def _chosen(var: Path) -> str:
    """What the setup pages chose, where the environment names no locality; read afresh by every request."""
    file = var / "locality"
    code = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    return f"not set: {code}, chosen on the setup pages" if code else "not set"


def _public_hosts(environ: Mapping[str, str], hosts: tuple[str, ...]) -> tuple[str, ...]:
    """The hosts of the public pages; on one machine alone 127.0.0.1, so that cookies stay apart."""
    ours = "127.0.0.1" if set(hosts) <= LOOPBACK and "127.0.0.1" not in hosts else ""
    found = environ.get("HEADROW_PUBLIC_HOSTS", ours).split(",")
    return tuple(h.strip() for h in found if h.strip())


def _refuse_open_demonstration(deployment: Deployment, wrong: list[str]) -> None:
    bound = deployment.bind.rpartition(":")[0]
    if deployment.demonstration and not (deployment.on_this_machine_only and bound in LOOPBACK):
        wrong.append(
            "  HEADROW_DEMO is on, and others can reach this site: anybody could sign in as anybody."
            " Unset it, or serve on a loopback address."
        )


def _secret(environ: Mapping[str, str], var: Path | None, wrong: list[str]) -> str:
    """The key that signs cookies. On one machine alone it is drawn once and kept; a site must set it."""
    file = environ.get("HEADROW_SECRET_KEY_FILE", "")
    try:
        key = (
            Path(file).read_text().strip()
            if file
            else environ.get("HEADROW_SECRET_KEY", "").strip()
        )
    except OSError as error:
        wrong.append(
            f"  HEADROW_SECRET_KEY_FILE names {file}, which cannot be read: {error.strerror}."
        )
        return ""
    if not key and not file and var is not None:
        return _kept_secret(var / "secret_key")
    remedy = 'Make one: python -c "import secrets; print(secrets.token_urlsafe(64))".'
    if not key:
        wrong.append(f"  HEADROW_SECRET_KEY is missing. {remedy}")
    elif len(key) < SHORTEST_SECRET or len(set(key)) < 12:
        wrong.append(
            f"  HEADROW_SECRET_KEY is too short or too regular: at least {SHORTEST_SECRET} random letters. {remedy}"
        )
    elif any(text in key.lower() for text in EXAMPLES):
        wrong.append(f"  HEADROW_SECRET_KEY is a text from an example. {remedy}")
    return key


def _kept_secret(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
            kept.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return file.read_text().strip()


def _refuse_open_debug(debug: bool, hosts: tuple[str, ...], bind: str, wrong: list[str]) -> None:
    reached = [h for h in hosts if h not in LOOPBACK]
    if bind.rpartition(":")[0] not in LOOPBACK:
        reached.append(bind)
    if debug and reached:
        wrong.append(
            f"  HEADROW_DEBUG is on, and others can reach this site ({', '.join(reached)})."
            " Error pages would show them its inside. Set HEADROW_DEBUG=0."
        )


def _refuse_plain_address(
    address: str, local: bool, hosts: tuple[str, ...], wrong: list[str]
) -> None:
    parts = urlsplit(address)
    if "*" in hosts or any(h.startswith(".") for h in hosts):
        wrong.append(
            "  HEADROW_HOSTS has a wildcard. Name each host, such as partnership.example.gov.uk."
        )
    if local:
        return
    if parts.scheme != "https":
        wrong.append(
            f"  HEADROW_ADDRESS is {address}: a site that others reach needs an address with https://,"
            " because sign-in works over TLS only."
        )
    elif parts.hostname not in hosts:
        wrong.append(f"  HEADROW_ADDRESS names {parts.hostname}, which is not in HEADROW_HOSTS.")


def _database(environ: Mapping[str, str], name: str, wrong: list[str]) -> str | None:
    url = environ.get(name, "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        wrong.append(
            f"  {name} is not the address of a PostgreSQL database:"
            " postgresql://headrow_app:PASSWORD@HOST:5432/NAME. No other database is supported."
        )
    return url


def _recipient(environ: Mapping[str, str], wrong: list[str]) -> str | None:
    key = environ.get("HEADROW_BACKUP_RECIPIENT", "").strip()
    if key.upper().startswith("AGE-SECRET-KEY"):
        wrong.append(
            "  HEADROW_BACKUP_RECIPIENT is the secret key. Here belongs the public one (age1...); keep the"
            " secret one away from this machine, or whoever takes the machine can read the backups."
        )
    elif key and not key.startswith("age1"):
        wrong.append(
            "  HEADROW_BACKUP_RECIPIENT is no key: make one with `headrow backup --make-key FILE`."
        )
    return key or None


def _without_password(url: str | None) -> str:
    if not url:
        return ""
    parts = urlsplit(url)
    at = f"{parts.username or ''}@" if parts.username else ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{at}{parts.hostname or ''}{port}{parts.path}"
