"""What the audit holds, and whether it still holds together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from headrow.partnership.audit.models import ChainHead, ChangeEntry, ViewEntry
from headrow.vocabulary.clock import today

TABLES = {"change": ChangeEntry._meta.db_table, "view": ViewEntry._meta.db_table}

# The same words as the sealing function of migration 0002: verification trusts this text, not the
# function that stands in the database.
SEALED_OVER = """sha256(convert_to(concat_ws(E'\\x1f', encode(coalesce(prev, ''::bytea), 'hex'), '{kind}', chain,
 seq, id, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), subject, act, actor, agency,
 codes::text, reason_hash), 'utf8'))"""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place at which a chain does not hold: which chain, at which entry, and what is wrong in words."""

    kind: str
    chain: int
    seq: int
    what: str

    def __str__(self) -> str:
        return f"{self.kind} chain {self.chain}, entry {self.seq}: {self.what}"


def act_as(*, member: str = "", clock: bool = False) -> None:
    """Tell the database for whom this transaction reads and writes: a member's id, or the clock.

    Its row rules (migrations of `directory` and `boards`) go by this, and show nothing to nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('headrow.member', %s, true), set_config('headrow.actor', %s, true),"
            " set_config('headrow.today', %s, true)",
            [member, "clock" if clock else "", today().isoformat()],
        )


@contextmanager
def as_the_clock(reader: Any) -> Iterator[None]:
    """Within it the database shows what the clock may see; afterwards what the reader may.

    For a count or a hand-over that a rule owes to somebody who may not read the records themselves.
    """
    act_as(clock=True)
    try:
        yield
    finally:
        act_as(member=str(getattr(reader, "pk", "") or ""))


def looks_at(subject: str) -> QuerySet[ViewEntry]:
    """The looks at one record, newest first; the database shows them to the governance lead only."""
    return ViewEntry.objects.filter(subject=subject).order_by("-id")[:500]


def looks_since(moment: datetime) -> QuerySet[ViewEntry]:
    """The looks since a moment, for the rules about unusual browsing."""
    return ViewEntry.objects.filter(at__gte=moment)


def history_of(reader: Any, subject: str) -> list[ChangeEntry]:
    """The changes of one record, newest first; the caller has found the record through its own query."""
    return list(ChangeEntry.objects.filter(subject=subject).order_by("-id")) if reader else []


def heads() -> list[dict[str, Any]]:
    """The head of every chain: kind, chain, seq and hash in hexadecimal, for an anchor."""
    return [
        {"kind": head.kind, "chain": head.chain, "seq": head.seq, "hash": bytes(head.hash).hex()}
        for head in ChainHead.objects.order_by("kind", "chain")
    ]


def last_entry_at() -> datetime | None:
    """When the last change was recorded."""
    newest = ChangeEntry.objects.order_by("-id").values_list("at", flat=True).first()
    return newest


def verify(*, anchored: list[dict[str, Any]] | None = None) -> list[Fault]:
    """Every fault of every chain, in order; an empty list when all hold.

    Finds an entry edited, removed, inserted, moved or cut off the end. `anchored` is an earlier answer of
    `heads()` kept elsewhere: with it a tail cut off together with its head, or a chain written anew, is
    found too.
    """
    # The site's own role sees no looks unless it reads for the clock: a chain would seem to be cut.
    with transaction.atomic(), as_the_clock(None):
        faults = [fault for kind in TABLES for fault in _broken_links(kind)]
        faults += _heads_that_do_not_match()
        faults += _anchors_that_do_not_match(anchored or [])
    return sorted(faults, key=lambda fault: (fault.kind, fault.chain, fault.seq))


def _broken_links(kind: str) -> list[Fault]:
    walked = f"""
        select chain, seq, case
            when hash is null then 'was never sealed'
            when seq <> 1 + coalesce(lag(seq) over walk, 0) then
                'does not follow the entry before it: one was removed or moved'
            when coalesce(prev, ''::bytea) <> coalesce(lag(hash) over walk, ''::bytea) then
                'does not carry the hash of the entry before it'
            when hash <> {SEALED_OVER.format(kind=kind)} then 'was edited after it was sealed'
        end as what
        from {TABLES[kind]} window walk as (partition by chain order by seq, id)"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select chain, seq, what from ({walked}) walked where what is not null order by 1, 2"
        )
        return [Fault(kind, chain, seq or 0, what) for chain, seq, what in cursor.fetchall()]


def _heads_that_do_not_match() -> list[Fault]:
    faults = []
    for head in ChainHead.objects.order_by("kind", "chain"):
        last = _last(head.kind, head.chain)
        if last != (head.seq, bytes(head.hash)):
            what = f"the chain ends at entry {last[0]} but its head says {head.seq}"
            faults.append(Fault(head.kind, head.chain, min(last[0], head.seq), what))
    return faults


def _last(kind: str, chain: int) -> tuple[int, bytes]:
    model = ChangeEntry if kind == "change" else ViewEntry
    last = model.objects.filter(chain=chain, seq__isnull=False).order_by("-seq").first()
    return (last.seq or 0, bytes(last.hash or b"")) if last else (0, b"")


def _anchors_that_do_not_match(anchored: list[dict[str, Any]]) -> list[Fault]:
    faults = []
    for anchor in anchored:
        model = ChangeEntry if anchor["kind"] == "change" else ViewEntry
        if not anchor["seq"]:
            continue
        entry = model.objects.filter(chain=anchor["chain"], seq=anchor["seq"]).first()
        if entry is None or bytes(entry.hash or b"").hex() != anchor["hash"]:
            what = "is not the entry that was anchored: the chain was cut or written anew"
            faults.append(Fault(anchor["kind"], anchor["chain"], anchor["seq"], what))
    return faults
