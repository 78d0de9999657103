"""The accounts of files as they may be shown: of a protected file, to count its rows would be to count its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headrow.analysis.disclosure.rounding import rounded
from headrow.analysis.tables.ledger import Entry, Ledger
from headrow.analysis.tables.plug_ins import Source
from headrow.vocabulary import protection

NOTE = "Rows of this file are counted to the nearest {to}, because each may be a person's."


def ledger_as_shown(ledger: Ledger, sources: Sequence[Source]) -> Ledger:
    """The ledger with the rows of protected files rounded; it balances as before.

    `headrow check` prints the exact rows to whoever holds the file.
    """
    policies = {source.code: protection.policy(source.policy) for source in sources}
    rounding = {code: policy.round_to for code, policy in policies.items() if policy.round_to > 1}
    return replace(
        ledger,
        entries=tuple(
            _rounded(entry, rounding[entry.source]) if entry.source in rounding else entry
            for entry in ledger.entries
        ),
    )


def _rounded(entry: Entry, to: int) -> Entry:
    """The entry with rows kept and set aside each rounded, and without the lines and months that count them."""
    aside = tuple(
        replace(part, rows=rounded(part.rows, to), examples=(), by_month=())
        for part in entry.set_aside
    )
    kept = rounded(entry.rows_kept, to)
    return replace(
        entry,
        rows_in=kept + sum(part.rows for part in aside),
        rows_kept=kept,
        set_aside=aside,
        notes=(*entry.notes, NOTE.format(to=to)),
    )
