"""Assessments built once a session: the fictional place, the sample pack, and the shared data where it is held.

The files are written by the same functions that the program calls; `ran` calls the program itself, in a process
of its own, and keeps how much memory it took.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

# Locality, period and, where a strategy is held, what its chapters are.
SHARED = {
    "the year 2024": ("leeds", "2024-01..2024-12"),
    "three years of the series": ("leeds", "2022-08..2025-07"),
    "seven months of 2014": ("leeds", "2014-01..2014-12"),
    "another force, 2014": ("sheffield", "2014-01..2014-12"),
}


@dataclass(frozen=True)
class Files:
    """What a run wrote."""

    out: Path

    @cached_property
    def html(self) -> str:
        return (self.out / "assessment.html").read_text(encoding="utf-8")

    @cached_property
    def printed(self) -> str:
        """The words of the page, as a reader meets them, with single spaces."""
        from documents.reading import Page

        return " ".join("".join(Page(self.html).words).split())

    @cached_property
    def findings(self) -> dict[str, Any]:
        return json.loads((self.out / "findings.json").read_text(encoding="utf-8"))

    @cached_property
    def ledger(self) -> dict[str, Any]:
        return json.loads((self.out / "ledger.json").read_text(encoding="utf-8"))

    def asked(self, measure: str, **question: Any) -> list[dict[str, Any]]:
        """The findings of a measure whose question holds these values."""
        return [
            finding
            for finding in self.findings["findings"]
            if finding["question"]["measure"] == measure
            and all(finding["question"][name] == value for name, value in question.items())
        ]

    def count(self, category: str | list[str], **question: Any) -> int:
        """The one number that was counted of a category, unsplit."""
        asked = {"category": category, "by": [], "method": "", "source": "", **question}
        (finding,) = self.asked("recorded-crime-count", **asked)
        return finding["cells"][0]["numerator"]


@dataclass(frozen=True)
class Built(Files):
    """A document at its desk, and what was written of it."""

    document: Any
    desk: Any
    outline: Any

    @property
    def locality(self) -> Any:
        return self.desk.locality

    @property
    def figures(self) -> list[Any]:
        from headrow.analysis.assessment import writing

        return list(writing.figures_of(self.document))

    @property
    def tables(self) -> dict[str, Any]:
        from headrow.analysis.assessment import writing

        return {table.code: table for table in writing.tables_of(self.document)}


@dataclass(frozen=True)
class Ran(Files):
    """How the program ended, and the most memory it held, in bytes."""

    code: int
    said: str
    peak: int


def build_at(
    out: Path,
    place: str,
    folder: Path | None,
    period: str,
    warehouse: Any,
    *,
    write: bool = True,
    **more: Any,
) -> Built:
    """The document of a place's data; with its files, unless only the document is wanted."""
    from headrow.analysis.assessment import running
    from headrow.analysis.assessment.building import build
    from headrow.vocabulary.localities import load_locality
    from headrow.vocabulary.outlines import load_outline

    locality, outline = load_locality(place), load_outline(running.OUTLINE)
    opened, chosen = running.opened_for(locality, folder, period, warehouse=warehouse)
    plan = locality.strategy_for(chosen.last)
    desk = running.desk_for(locality, opened, chosen, plan, outline, png=write, **more)
    document = build(desk, outline)
    if write:
        out.mkdir(parents=True, exist_ok=True)
        running.written_out(desk, document, outline, out)
    return Built(out, document, desk, outline)


# A small process starts the program: one started from a large process is charged with the memory of that one.
LAUNCH = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, flush=True)
sys.exit(code)
"""


def run_at(
    out: Path, *call: str, home: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Ran:
    """`headrow CALL` in a process of its own, writing into `out`."""
    said = out.parent / f"{out.name}.said"
    out.parent.mkdir(parents=True, exist_ok=True)
    program = [sys.executable, "-m", "headrow.command", *call]
    with said.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *program, "--out", str(out), "--quiet"],
            stdout=file,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env={
                **os.environ,
                "HEADROW_HOME": str(home),
                "PYTHONWARNINGS": "ignore",
                **(env or {}),
            },
        )
        process.wait()
    words, _, peak = said.read_text(encoding="utf-8", errors="replace").rpartition("peak ")
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(out, process.returncode, words, int(peak) * unit)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory) -> Path:
    """Three years of the fictional place's files."""
    from headrow.analysis.sources.example_place.writing import write_example

    folder = tmp_path_factory.mktemp("exampleford") / "data"
    write_example(folder)
    return folder


@pytest.fixture(scope="session")
def assessments_home(tmp_path_factory) -> Path:
    """One warehouse for every assessment of the session, so that each file is read once."""
    return tmp_path_factory.mktemp("assessments-home")


@pytest.fixture(scope="session")
def _store(assessments_home):
    from headrow.analysis.warehouse.folder import Warehouse

    return Warehouse(assessments_home)


@pytest.fixture(scope="session")
def example_built(tmp_path_factory, example_folder, _store) -> Built:
    """The fictional place's year 2024, with commentary, progress, scores and partners' files."""
    out = tmp_path_factory.mktemp("built") / "example"
    return build_at(out, "example", example_folder, "2024-01..2024-12", _store)


@pytest.fixture(scope="session")
def pack_built(tmp_path_factory, sample_pack, _store) -> Built:
    """July 2018 of the sample pack, as the demonstration builds it."""
    from headrow.analysis.sources.sample_pack import unpacked

    out = tmp_path_factory.mktemp("built") / "pack"
    return build_at(out, "leeds", unpacked(sample_pack, _store), "2018-07", _store)


@pytest.fixture(scope="session")
def shared_ran(tmp_path_factory, shared_data, assessments_home) -> Callable[[str], Ran]:
    """The program's own run on the shared data, by name of `SHARED`; each is made once."""
    folder, made = tmp_path_factory.mktemp("ran"), {}

    def ran(name: str) -> Ran:
        if name not in made:
            place, period = SHARED[name]
            call = ("assess", "--locality", place, "--from", str(shared_data), "--period", period)
            made[name] = run_at(folder / name.replace(" ", "-"), *call, home=assessments_home)
        return made[name]

    return ran


@pytest.fixture(scope="session")
def shared_document(tmp_path_factory, shared_data, _store) -> Callable[[str], Built]:
    """The document of the shared data, by name of `SHARED`, without files; each is made once."""
    made: dict[str, Built] = {}

    def document(name: str) -> Built:
        if name not in made:
            made[name] = build_at(
                Path(), SHARED[name][0], shared_data, SHARED[name][1], _store, write=False
            )
        return made[name]

    return document
