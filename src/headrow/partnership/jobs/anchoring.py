"""A signed copy of the ends of the audit's chains, kept where the database's owner does not write."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core import signing

from headrow.partnership.audit import queries as audit

SALT = "headrow.audit.anchor"


def write_anchor(folder: Path) -> Path:
    """Write the heads of all chains, signed, into a file of this hour; returns the file.

    Copy the folder away, or let it be a place that can only be added to: a cut chain and a cut head agree
    with one another, but not with an older copy of the head (security design, G11.2).
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    told = {"at": now.isoformat(timespec="seconds"), "heads": audit.heads()}
    file = folder / f"anchor-{now:%Y%m%dT%H}.json"
    half = file.with_suffix(".half")
    with open(half, "w") as kept:
        kept.write(signing.dumps(told, salt=SALT, compress=True))
        kept.flush()
        os.fsync(kept.fileno())
    half.rename(file)
    return file


def read_anchor(file: Path) -> list[dict[str, Any]]:
    """The heads in an anchor, for `audit.queries.verify`. Raises signing.BadSignature when it was changed."""
    told: dict[str, Any] = signing.loads(file.read_text().strip(), salt=SALT)
    return list(told["heads"])


def newest_anchor(folder: Path) -> Path | None:
    """The last anchor written, if any."""
    return max(folder.glob("anchor-*.json"), default=None)


def record_verification(folder: Path, faults: int) -> None:
    """Note when the chains were last verified and how it ended, for the health page."""
    told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "faults": faults}
    (folder / "last_verified.json").write_text(json.dumps(told))
