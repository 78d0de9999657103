"""The one way into the audit: an entry in the same transaction as the change or the view it tells of."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from headrow.partnership.audit.models import ChangeEntry, ViewEntry
from headrow.vocabulary.actors import StandingActor

CODE_LENGTH = 80


# Whoever may stand after `by=`: a member, or one of the two above.
Actor = Any


def reference(subject: models.Model | str) -> str:
    """How an entry names a record: its kind and its random id."""
    return subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}"


def record(
    act: str,
    *,
    subject: models.Model | str,
    by: Actor,
    codes: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Write that a record changed.

    `act` is a code such as "deliverable-updated"; `codes` holds short codes, numbers and dates, never
    what a person typed (ValueError where a value is longer than 80 characters). A reason is kept on the
    record it concerns; the entry keeps its salted hash. Raises TransactionManagementError outside a
    transaction.
    """
    _add(ChangeEntry, act, subject=subject, by=by, codes=codes, reason=reason)


def record_view(
    act: str, *, subject: models.Model | str, by: Actor, codes: Mapping[str, Any] | None = None
) -> None:
    """Write that a record was looked at, searched for or opened."""
    _add(ViewEntry, act, subject=subject, by=by, codes=codes, reason="")


def _add(
    table: type[ChangeEntry] | type[ViewEntry],
    act: str,
    *,
    subject: models.Model | str,
    by: Actor,
    codes: Mapping[str, Any] | None,
    reason: str,
) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            f"'{act}' is recorded outside a transaction. Put @transaction.atomic on the change."
        )
    table.objects.create(
        act=act,
        subject=reference(subject),
        actor=by.code if isinstance(by, StandingActor) else str(by.pk),
        agency="" if isinstance(by, StandingActor) else str(by.agency_id),
        codes=_short(codes or {}),
        reason_hash=_salted(reason) if reason else "",
    )


def _short(codes: Mapping[str, Any]) -> dict[str, Any]:
    held = {
        key: value if isinstance(value, int | bool) else str(value) for key, value in codes.items()
    }
    for key, value in held.items():
        if isinstance(value, str) and len(value) > CODE_LENGTH:
            raise ValueError(
                f"'{key}' is text, not a code: the audit holds codes of {CODE_LENGTH} characters."
            )
    return held


def _salted(reason: str) -> str:
    """A hash that cannot be turned back by guessing short reasons: its salt is thrown away."""
    return hashlib.sha256(secrets.token_bytes(16) + reason.encode()).hexdigest()
