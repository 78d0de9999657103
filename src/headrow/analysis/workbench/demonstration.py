"""The demonstration: what it builds, from which data, and whether what was built is whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from headrow.analysis.tables.plug_ins import SourceError
from headrow.analysis.warehouse.folder import Warehouse
from headrow.analysis.workbench.opening import Progress
from headrow.vocabulary.records import record
from headrow.vocabulary.toml_files import folder, read, shown

FILES = ("assessment.html", "assessment.pdf", "assessment.docx", "findings.json", "ledger.json")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """demonstration.toml as it is written."""

    locality: str
    period: str
    without_pack: str
    period_without_pack: str
    out: str = "out/demo"
    port: int = 8765


def declared() -> Demonstration:
    """What the demonstration shows. Raises DeclaredFileError."""
    path = folder("declared") / "demonstration.toml"
    return record(read(path), Demonstration, where=shown(path))


def build(
    out: Path,
    *,
    warehouse: Warehouse | None = None,
    progress: Progress = lambda what, done, of: None,
) -> tuple[Any, str]:
    """Build the demonstration into a folder; what came of it, and why the sample pack was not used ("" when it was)."""
    from headrow.analysis.assessment.running import assess
    from headrow.analysis.sources.sample_pack import pack_folder

    said = declared()
    store = warehouse or Warehouse()
    try:
        pack_folder(store)
    except SourceError as without:
        with tempfile.TemporaryDirectory() as work:
            data = _example(Path(work))
            made = assess(
                locality=said.without_pack,
                folder=data,
                period=said.period_without_pack,
                out=out,
                warehouse=store,
                progress=progress,
            )
        return made, str(without)
    made = assess(
        locality=said.locality,
        folder=None,
        period=said.period,
        out=out,
        warehouse=store,
        progress=progress,
    )
    return made, ""


def _example(folder: Path) -> Path:
    from headrow.analysis.sources.example_place.writing import write_example

    write_example(folder / "example")
    return folder / "example"


def faults(out: Path) -> tuple[str, ...]:
    """What is wrong with an assessment that was built: files missing or empty, a ledger that does not balance,
    a page that does not open or lacks a section of its own list of contents."""
    return tuple(
        [
            *_files_missing(out),
            *_ledger_wrong(out / "ledger.json"),
            *_page_wrong(out / "assessment.html"),
        ]
    )


def _files_missing(out: Path) -> Iterator[str]:
    for name in FILES:
        if not (out / name).is_file() or not (out / name).stat().st_size:
            yield f"{name} is not there, or is empty."
    if not any((out / "data").glob("*.csv")):
        yield "data/ holds no table."


def _ledger_wrong(path: Path) -> Iterator[str]:
    if not path.is_file():
        return
    for entry in json.loads(path.read_text(encoding="utf-8"))["entries"]:
        aside = sum(part["rows"] for part in entry["set_aside"])
        if entry["rows_in"] != entry["rows_kept"] + aside:
            yield f"The ledger does not balance: {entry['file']}."


def _page_wrong(path: Path) -> Iterator[str]:
    if not path.is_file():
        return
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    if not page.headings:
        yield "assessment.html has no section."
    lost = sorted(page.links - page.ids)
    if lost:
        yield f"assessment.html leads to places that it lacks: {', '.join(lost[:5])}."


class _Page(HTMLParser):
    """The ids of a page, the places in it that its links lead to, and its headings of sections."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the tag says of ids and links."""
        held = dict(attrs)
        if held.get("id"):
            self.ids.add(str(held["id"]))
        target = held.get("href") or ""
        if tag == "a" and target.startswith("#") and len(target) > 1:
            self.links.add(target[1:])
        self.headings += tag == "h2"
