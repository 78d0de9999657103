"""Our own sources and measures come in by the door that others use, under their own code."""

import importlib
import tomllib
from pathlib import Path

import pytest

from headrow.analysis.tables.plug_ins import Measure, Source

CHECKOUT = Path(__file__).parents[2]
DECLARED = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "entry-points"
]
KINDS = {"sources": ("SOURCE", Source), "measures": ("MEASURE", Measure)}
ENTRIES = [
    (kind, code, target) for kind in KINDS for code, target in DECLARED[f"headrow.{kind}"].items()
]


@pytest.mark.parametrize(("kind", "code", "target"), ENTRIES, ids=lambda value: str(value))
def test_an_entry_leads_to_a_plug_in_of_that_code(kind, code, target):
    module, _, name = target.partition(":")
    expected_name, shape = KINDS[kind]
    plug_in = getattr(importlib.import_module(module), name)
    assert name == expected_name
    assert isinstance(plug_in, shape)
    assert plug_in.code == code


@pytest.mark.parametrize("kind", KINDS)
def test_every_plug_in_has_its_entry(kind):
    name, _ = KINDS[kind]
    folder = CHECKOUT / "src" / "headrow" / "analysis" / kind
    modules = {
        f"headrow.analysis.{kind}.{path.stem}:{name}"
        for path in folder.glob("*.py")
        if f"\n{name} = " in path.read_text(encoding="utf-8")
    }
    assert modules
    assert modules == set(DECLARED[f"headrow.{kind}"].values())
