"""Values: taken from the figures of a build, or from a return in which every row is kept or set aside."""

from __future__ import annotations

import calendar
import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.indicators.changes.defining import refuse_unless
from headrow.partnership.indicators.models import Indicator, Return, Value
from headrow.partnership.insight import queries as insight
from headrow.vocabulary.clock import now
from headrow.vocabulary.indicators import Asked
from headrow.vocabulary.indicators import indicators as declared_indicators
from headrow.vocabulary.reasons import Reason, refuse_if

COLUMNS = ("period", "numerator", "denominator", "value")
LARGEST = 200_000  # bytes of a file


@transaction.atomic
def feed_from_build(*, build: Any, by: Actor) -> int:
    """Take the value of each indicator that a build's findings answer; how many were taken."""
    found = list(insight.findings_to_feed(build))
    taken = 0
    for held in Indicator.objects.exclude(state__in=("ended", "not-defined")):
        declared = declared_indicators().get(held.declared)
        if declared is None or declared.fed_by != "measure" or declared.value is None:
            continue
        for finding, cell in _answers(declared.value, found):
            taken += _take(held, finding, cell, by)
    return taken


def _answers(asked: Asked, found: list[Any]) -> list[tuple[Any, dict[str, Any]]]:
    """The cells of findings that answer a question for the whole place, not split but by category."""
    answers = []
    for finding in found:
        said = finding.document["question"]
        if said["measure"] != asked.measure or said["out_of"] != asked.out_of:
            continue
        by = said.get("by") or []
        if by == [] and said["category"] == asked.category:
            answers += [(finding, cell) for cell in finding.document["cells"]]
        elif by == ["category"]:
            answers += [
                (finding, c) for c in finding.document["cells"] if c["key"] == [asked.category]
            ]
    return answers


def _take(held: Indicator, finding: Any, cell: dict[str, Any], by: Actor) -> int:
    starts, ends = days_of(finding.document["question"]["period"])
    status = {"shown": "shown", "withheld": "suppressed"}.get(cell["state"], "missing")
    shown = status == "shown"
    value = cell["value"] if cell["value"] is not None else cell["numerator"]
    _, made = Value.objects.get_or_create(
        indicator=held,
        starts=starts,
        ends=ends,
        group="",
        finding=finding,
        defaults={
            "value": _exact(value) if shown else None,
            "numerator": _exact(cell["numerator"]) if shown else None,
            "denominator": _exact(cell["denominator"]) if shown else None,
            "status": status,
            "disclosure_rule": finding.document["trail"]["protection"],
            "source": "; ".join(
                sorted({each["source"] for each in finding.document["trail"]["files"]})
            ),
        },
    )
    if made:
        record("value-taken", subject=held, by=by, codes={"figure": finding.code, "status": status})
    return int(made)


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(round(number, 6)))


def days_of(period: str) -> tuple[date, date]:
    """The first and last day of months written 2024-01 or 2024-01..2024-12. Raises ValueError."""
    first, _, last = period.partition("..")
    start = date.fromisoformat(f"{first}-01")
    end = date.fromisoformat(f"{last or first}-01")
    return start, end.replace(day=calendar.monthrange(end.year, end.month)[1])


@dataclass(frozen=True, slots=True)
class Checked:
    """A return as it was read: rows kept, and rows set aside with their line and the reason; together the rows in."""

    kept: tuple[dict[str, str], ...]
    set_aside: tuple[dict[str, str], ...]

    @property
    def rows_in(self) -> int:
        """How many rows came."""
        return len(self.kept) + len(self.set_aside)


def check_return(raw: bytes) -> Checked:
    """Read a CSV of period, numerator, denominator, value; nothing is kept yet. Raises Refused where it cannot."""
    if len(raw) > LARGEST:
        refuse_if(
            Reason(
                "too-large",
                f"The file has more than {LARGEST:,} bytes. Send fewer periods at once.",
            )
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse_if(
            Reason(
                "not-utf8", "The file is not UTF-8 text. Save it as CSV UTF-8 and send it again."
            )
        )
        raise
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS[:2] if name not in (reader.fieldnames or [])]
    if missing:
        refuse_if(
            Reason(
                "columns",
                f"The first line must name the columns {', '.join(COLUMNS)}; missing: {', '.join(missing)}.",
            )
        )
    kept, aside, seen = [], [], set()
    for number, row in enumerate(reader, 2):
        said = {name: (row.get(name) or "").strip() for name in COLUMNS}
        reason = _wrong(said, seen)
        if reason:
            aside.append({**said, "line": str(number), "reason": reason})
        else:
            seen.add(said["period"])
            kept.append(said)
    return Checked(tuple(kept), tuple(aside))


def _wrong(row: dict[str, str], seen: set[str]) -> str:
    """Why a row is set aside, or nothing."""
    try:
        days_of(row["period"])
    except ValueError:
        return "The period must be written 2026-09 or 2026-07..2026-09."
    if row["period"] in seen:
        return "This period stands in the file already."
    for name in COLUMNS[1:]:
        if row[name]:
            try:
                if Decimal(row[name]) < 0:
                    return f"The {name} is below nought."
            except InvalidOperation:
                return f"The {name} is not a number. Leave it empty where it is not known."
    if not row["numerator"] and not row["value"]:
        return "There is neither a numerator nor a value. A missing value is left out, never written as nought."
    if row["denominator"] and Decimal(row["denominator"]) == 0:
        return "The denominator is nought, so nothing can be divided by it."
    return ""


@transaction.atomic
def take_return(
    *,
    indicator: Indicator,
    agency: Any,
    checked: Checked,
    by: Any,
    file_name: str = "",
    raw: bytes = b"",
    demonstration: bool = False,
) -> Return:
    """Keep a return: the rows kept become values, those set aside stay with their reasons."""
    refuse_unless(by, "send-return", own=True)
    if indicator.state == "not-defined":
        refuse_if(
            Reason(
                "not-defined",
                "This indicator is not yet defined, so nothing can be counted for it.",
            )
        )
    if not checked.kept:
        refuse_if(
            Reason(
                "no-rows",
                "No row can be kept. Mend what is said beside each row and send it again.",
            )
        )
    made = Return.objects.create(
        indicator=indicator, agency=agency, by=by, at=now(), file_name=file_name,
        file_hash=hashlib.sha256(raw).hexdigest() if raw else "", rows_in=checked.rows_in,
        kept=list(checked.kept), set_aside=list(checked.set_aside),
    )  # fmt: skip
    for row in checked.kept:
        Value.objects.create(
            **_value_of(indicator, row), from_return=made, demonstration=demonstration
        )
    codes = {"in": checked.rows_in, "kept": len(checked.kept), "aside": len(checked.set_aside)}
    record("return-taken", subject=made, by=by, codes=codes)
    return made


def _value_of(indicator: Indicator, row: dict[str, str]) -> dict[str, Any]:
    declared = declared_indicators().get(indicator.declared)
    starts, ends = days_of(row["period"])
    numerator = Decimal(row["numerator"]) if row["numerator"] else None
    denominator = Decimal(row["denominator"]) if row["denominator"] else None
    value = Decimal(row["value"]) if row["value"] else numerator
    if not row["value"] and numerator is not None and denominator:
        factor = (
            100
            if declared and declared.shown_as == "share"
            else (declared.per if declared else 0) or 1
        )
        value = numerator * factor / denominator
    return {
        "indicator": indicator,
        "starts": starts,
        "ends": ends,
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "source": "A return of the agency",
        "disclosure_rule": declared.protection if declared else "",
    }


@transaction.atomic
def undo_return(*, held: Return, why: str, by: Any) -> None:
    """Take a return back, with the reason: its values go, what was sent stays."""
    refuse_unless(by, "send-return", own=True)
    refuse_if(Reason("no-reason", "Say why it is taken back.") if not why.strip() else None)
    if held.undone_at:
        refuse_if(Reason("undone", "It was taken back already."))
    held.values.all().delete()
    held.undone_at, held.undone_because = now(), why.strip()
    held.save(update_fields=["undone_at", "undone_because"])
    record("return-undone", subject=held, by=by, reason=why)
