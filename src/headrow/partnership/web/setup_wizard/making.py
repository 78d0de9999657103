"""What the answers make: the text of locality.toml, its folder, the boards, and the choice of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from headrow.partnership.directory import changes as directory_changes
from headrow.partnership.directory import queries as directory
from headrow.partnership.web.setup_wizard.toml_text import as_toml
from headrow.partnership.web.setup_wizard.words import WORDS
from headrow.vocabulary.clock import now
from headrow.vocabulary.localities import load_locality, names_of_localities
from headrow.vocabulary.reasons import Reason, refuse_if
from headrow.vocabulary.toml_files import read

HEAD = (
    "# Made with the setup pages. What is changed here by hand is kept when they are used again.\n"
)


def folder_for(code: str) -> Path:
    """Where the locality of a code is written."""
    return Path(settings.HEADROW_VAR) / "localities" / code


def table_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as the keys of locality.toml."""
    area, partnership = draft["area"], draft["partnership"]
    kind = draft["kind"]["kind_of_area"]
    words = {code: draft.get("words", {}).get(code.replace(" ", "_"), "") for code, _, _ in WORDS}
    table: dict[str, Any] = {
        "code": partnership["code"],
        "name": partnership["name"],
        "kind": "community-safety-partnership",
        "district": {"code": area["code"], "name": area["name"]},
        "force": draft["force"]["force"],
        "place": area.get("place", ""),
        "nation": "Wales" if area["code"].startswith("W") else "England",
        "kind_of_area": kind,
        "two_tier": kind == "non-metropolitan district",
        "band": partnership["band"],
        "email_domains": draft["domains"]["email_domains"],
        "wording": {code: said for code, said in words.items() if said},
        "board": [_board(row) for row in draft["boards"]],
        "contact": [{k: v for k, v in row.items() if v} for row in draft.get("contacts", [])],
    }
    return {key: value for key, value in table.items() if value not in ("", [], {})}


def _board(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": slugify(row["name"])[:80], **row}


def text_of(draft: Mapping[str, Any]) -> str:
    """The locality.toml that would be written, with what was added to an earlier one by hand."""
    asked = table_of(draft)
    file = folder_for(asked["code"]) / "locality.toml"
    by_hand = read(file) if file.is_file() else {}
    never_asked = {key: value for key, value in by_hand.items() if key not in _ASKED}
    return HEAD + as_toml(asked | never_asked)


_ASKED = frozenset(
    ("code", "name", "kind", "district", "force", "place", "nation", "kind_of_area", "two_tier", "band",
     "email_domains", "wording", "board", "contact")
)  # fmt: skip


def why_not(draft: Mapping[str, Any]) -> Reason | None:
    """Why this partnership may not be set up here, or nothing."""
    code = draft["partnership"]["code"]
    made_here = folder_for(code).is_dir()
    if code in names_of_localities() and not made_here:
        return Reason(
            "code-taken",
            "This code belongs to a partnership that came with Headrow. Choose another.",
        )
    in_use = directory.name_of_locality()
    if in_use and in_use != code and directory.bodies(None).exists():
        return Reason(
            "site-taken",
            "This site already holds another partnership's boards. Use an empty database for this one.",
        )
    return None


def is_there(draft: Mapping[str, Any]) -> bool:
    """Whether a locality of this code was made here before."""
    return (folder_for(draft["partnership"]["code"]) / "locality.toml").is_file()


@transaction.atomic
def make_locality(*, draft: Mapping[str, Any], by: Any, replace: bool = False) -> str:
    """Write the locality, choose it for this site, and add its boards; returns its code.

    Nothing made before is lost: its old file is kept under localities_replaced. Raises Refused where one is
    there and `replace` was not said, and DeclaredFileError where the loader does not take the text.
    """
    refuse_if(directory.why_not(by, "run-installation"))
    refuse_if(why_not(draft))
    if is_there(draft) and not replace:
        refuse_if(
            Reason(
                "there-already",
                "A partnership of this code was set up before. Confirm to replace it.",
            )
        )
    code = draft["partnership"]["code"]
    text = text_of(draft)
    _prove(code, text)
    directory_changes.choose_locality(code=code, by=by)
    _add_boards(table_of(draft), by)
    _write(code, text)
    return str(code)


def _prove(code: str, text: str) -> None:
    """Read the text with the one loader before it is put anywhere. Raises DeclaredFileError."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / code
        place.mkdir()
        (place / "locality.toml").write_text(text, encoding="utf-8")
        load_locality(str(place))


def _add_boards(table: Mapping[str, Any], by: Any) -> None:
    """The boards that are not there yet; one that is there is left as it is."""
    held = {body.code: body for body in directory.bodies(by)}
    rows = sorted(table["board"], key=lambda row: row["kind"] != "executive")
    top = None
    for order, row in enumerate(rows):
        body = held.get(row["code"]) or directory_changes.add_body(
            code=row["code"],
            short_code=row["letters"],
            name=row["name"],
            kind=row["kind"],
            parent=top if row["kind"] != "connected-board" else None,
            meets_every_months=row["meets_every_months"],
            quorum={"share": row["quorum"]},
            origin=f"setup:{table['code']}",
            order=order,
            by=by,
        )
        top = top or body


def _write(code: str, text: str) -> None:
    place = folder_for(code)
    place.mkdir(parents=True, exist_ok=True)
    file = place / "locality.toml"
    if file.is_file():
        _keep_aside(code, file, now())
    _put(file, text)
    _put(Path(settings.HEADROW_VAR) / "locality", f"{code}\n")


def _keep_aside(code: str, file: Path, at: datetime) -> None:
    aside = Path(settings.HEADROW_VAR) / "localities_replaced"
    aside.mkdir(parents=True, exist_ok=True)
    shutil.copy2(file, aside / f"{code}-{at:%Y%m%dT%H%M%S%f}.toml")


def _put(file: Path, text: str) -> None:
    """A file written whole beside its place, then put there in one step."""
    handle, name = tempfile.mkstemp(prefix=".", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    os.chmod(name, 0o644)
    os.replace(name, file)
