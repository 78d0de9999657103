"""A built assessment's findings, kept whole as they were answered."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from headrow.analysis.findings import catalogue
from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.insight.models import Build, StoredFinding
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import Reason, refuse_if

SCHEMA = "headrow/findings/1"
OPEN_POLICIES = ("already-public", "open", "public")


@transaction.atomic
def store_build(*, folder: Path, title: str, by: Actor) -> Build:
    """Keep every finding of a built assessment; the same build stored twice is one.

    folder: what `headrow assess` wrote, with findings.json and ledger.json. Raises Refused where it is not whole.
    """
    raw = _read(folder / "findings.json")
    said = json.loads(raw)
    if said.get("schema") != SCHEMA:
        refuse_if(
            Reason("schema", f"findings.json is not of {SCHEMA}. Build the assessment again.")
        )
    digest = hashlib.sha256(raw).hexdigest()
    held = Build.objects.filter(digest=digest).first()
    if held is not None:
        return held
    build = Build.objects.create(
        locality=said["locality"],
        title=title,
        built_at=now(),
        folder=str(folder),
        digest=digest,
        document={
            **{key: said[key] for key in said if key != "findings"},
            "files": _files(said["findings"]),
            "ledger": json.loads(_read(folder / "ledger.json")),
        },
    )
    StoredFinding.objects.bulk_create(_stored(build, each) for each in said["findings"])
    record(
        "build-stored",
        subject=build,
        by=by,
        codes={"findings": len(said["findings"]), "digest": digest[:16]},
    )
    return build


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        refuse_if(
            Reason("not-whole", f"{path.name} is not in that folder. Build the assessment again.")
        )
        raise


def _files(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for each in findings:
        for file in each["trail"]["files"]:
            seen.setdefault(file["digest"], file)
    return list(seen.values())


def _stored(build: Build, said: dict[str, Any]) -> StoredFinding:
    policy = said["trail"]["protection"].split("@")[0]
    return StoredFinding(
        build=build,
        code=said["address"],
        title=title_of(said["question"]),
        sentence=_sentence(said),
        document=said,
        public=not policy or policy in OPEN_POLICIES,
    )


def title_of(question: dict[str, Any]) -> str:
    """What was asked, in words: the measure, of what, by what, over which months."""
    measure = catalogue.measure(question["measure"])
    category = question["category"]
    of = " and ".join(category) if isinstance(category, list) else category
    words = [measure.name if hasattr(measure, "name") else measure.code]
    if of not in ("", "all"):
        words.append(f"of {of.replace('-', ' ')}")
    if question.get("by"):
        words.append(f"by {' and '.join(question['by'])}")
    if question.get("out_of"):
        words.append(f"out of {question['out_of']}")
    return f"{' '.join(words)}, {question['period'].replace('..', ' to ')}"


def _sentence(said: dict[str, Any]) -> str:
    """The one number of a finding that is not split, with what it was made from; nothing for others."""
    if said["refused"]:
        return str(said["refused"])
    cells = said["cells"]
    if len(cells) != 1 or cells[0]["state"] != "shown":
        return ""
    cell = cells[0]
    of = f" of {cell['denominator']:,.0f}" if cell.get("denominator") else ""
    value = cell["value"] if cell["value"] is not None else cell["numerator"]
    return f"{value:,.6g} (counted {cell['numerator']:,}{of})."
