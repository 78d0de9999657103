"""The import contracts hold, and each of them can break.

Each case writes one offending line into a copy of the tree and runs import-linter there. A
contract that no case can break protects nothing.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
CONTRACTS = {
    contract["name"]: contract["id"]
    for contract in tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))[
        "tool"
    ]["importlinter"]["contracts"]
}


@dataclass(frozen=True)
class Offence:
    """A line that breaks a contract, and which others it may break on the way."""

    contract: str
    file: str
    line: str
    also: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()  # files the line leads to


TYPING_ONLY = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from {} import {}"
CASEWORK, BOARDS, PEOPLE = "partnership/casework", "partnership/boards", "partnership/people"

OFFENCES = {
    "an analysis table asks the partnership": Offence(
        contract="floors",
        file="analysis/tables/probe.py",
        line="from headrow.partnership.casework import queries",
        also=("analysis-without-django", "no-circles"),
        beside=((f"{CASEWORK}/queries.py", ""),),
    ),
    "a folder nobody declared": Offence("floors", "utils/__init__.py", ""),
    "findings lean on what presents them": Offence(
        contract="analysis-order",
        file="analysis/findings/probe.py",
        line="from headrow.analysis.present import probe",
        also=("no-circles",),
        beside=(("analysis/present/probe.py", ""),),
    ),
    "an assessment sits down at the workbench": Offence(
        contract="analysis-order",
        file="analysis/assessment/probe.py",
        line="from headrow.analysis.workbench import probe",
        also=("no-circles",),
        beside=(("analysis/workbench/probe.py", ""),),
    ),
    "a measure protects its own counts": Offence(
        contract="analysis-order",
        file="analysis/measures/probe.py",
        line="from headrow.analysis.disclosure import probe",
        also=("one-door",),
        beside=(("analysis/disclosure/probe.py", ""),),
    ),
    "casework reaches up to the boards": Offence(
        contract="app-order",
        file=f"{CASEWORK}/changes.py",
        line="from headrow.partnership.boards import queries",
        beside=((f"{BOARDS}/queries.py", ""),),
    ),
    "boards reach sideways to public reports": Offence(
        contract="app-order",
        file=f"{BOARDS}/changes.py",
        line="from headrow.partnership.public_reports import queries",
        beside=(("partnership/public_reports/queries.py", ""),),
    ),
    "a rule reads for itself": Offence(
        contract="inside-an-app",
        file="partnership/public_reports/rules.py",
        line="from headrow.partnership.public_reports import queries",
        beside=(("partnership/public_reports/queries.py", ""),),
    ),
    "a module nobody declared in an app": Offence(
        "inside-an-app", "partnership/tasks/extras.py", ""
    ),
    "the vocabulary counts with numpy": Offence(
        "vocabulary-is-plain", "vocabulary/areas.py", "import numpy"
    ),
    "the analysis tells the time by Django": Offence(
        "analysis-without-django", "analysis/present/probe.py", "from django.utils import timezone"
    ),
    "boards ask the analysis themselves": Offence(
        contract="one-bridge",
        file=f"{BOARDS}/queries.py",
        line="from headrow.analysis.findings import model",
    ),
    "insight runs a measure": Offence(
        contract="bridge-lands-on-doors",
        file="partnership/insight/probe.py",
        line="from headrow.analysis.measures import probe",
        also=("one-door",),
        beside=(("analysis/measures/probe.py", ""),),
    ),
    "a sentence runs a measure": Offence(
        contract="one-door",
        file="analysis/present/probe.py",
        line="from headrow.analysis.measures import probe",
        beside=(("analysis/measures/probe.py", ""),),
    ),
    "a measure leans on another": Offence(
        contract="plug-ins-alone",
        file="analysis/measures/probe.py",
        line="from headrow.analysis.measures import other_probe",
        beside=(("analysis/measures/other_probe.py", ""),),
    ),
    "a source leans on another": Offence(
        contract="plug-ins-alone",
        file="analysis/sources/probe.py",
        line="from headrow.analysis.sources import other_probe",
        beside=(("analysis/sources/other_probe.py", ""),),
    ),
    "a measure names the engine": Offence(
        "engines-in-the-warehouse", "analysis/measures/probe.py", "import duckdb"
    ),
    "a sentence fetches": Offence(
        "network-in-sources", "analysis/present/probe.py", "import httpx"
    ),
    "a view touches a table": Offence(
        contract="views-without-models",
        file=f"{CASEWORK}/views.py",
        line="from headrow.partnership.casework import models",
    ),
    "a view writes to the audit trail": Offence(
        contract="audit-from-changes",
        file=f"{CASEWORK}/views.py",
        line="from headrow.partnership.audit.changes import record",
    ),
    "casework holds the key to sealed names": Offence(
        contract="sealing-stays-home",
        file=f"{CASEWORK}/queries.py",
        line="from headrow.partnership.people import sealing",
    ),
    "two words explain each other, if only to the type checker": Offence(
        contract="no-circles",
        file="vocabulary/probe.py",
        line=TYPING_ONLY.format("headrow.vocabulary", "other_probe"),
        beside=(("vocabulary/other_probe.py", "from headrow.vocabulary import probe"),),
    ),
    "a chart is printed beside the press": Offence(
        "renderers-in-documents", "analysis/present/probe.py", "import typst"
    ),
    "a command writes its own Word file": Offence(
        "renderers-in-documents", "command/probe.py", "from docx import Document"
    ),
}


def broken_contracts(tree: Path) -> set[str]:
    """The ids of the contracts that do not hold in a copy of the tree."""
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)$", result.stdout, re.MULTILINE))
    assert {CONTRACTS[name] for name in verdicts} == set(CONTRACTS.values()), result.stdout
    broken = {CONTRACTS[name] for name, verdict in verdicts.items() if verdict == "BROKEN"}
    assert bool(broken) == bool(result.returncode)
    return broken


def append(tree: Path, file: str, line: str) -> None:
    """Add a line to a module of the copy, which is made when it is not there."""
    path = tree / "src" / "headrow" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the package and its contracts."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept(tree):
    assert broken_contracts(tree) == set()


@pytest.mark.parametrize("offence", OFFENCES.values(), ids=OFFENCES)
def test_one_offending_line_breaks_the_contract(tree, offence):
    for file, line in offence.beside:
        append(tree, file, line)
    append(tree, offence.file, offence.line)
    broken = broken_contracts(tree)
    assert offence.contract in broken
    assert broken <= {offence.contract, *offence.also}


def test_no_contract_is_without_an_offence():
    assert {offence.contract for offence in OFFENCES.values()} == set(CONTRACTS.values())
