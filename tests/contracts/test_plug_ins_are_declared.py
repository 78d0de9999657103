"""Our own sources and measures come in by the door that others use, under their own code."""

import importlib
import re
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


def source_of(path: Path) -> str:
    """The text of a module, or of a package's own file."""
    return (path / "__init__.py" if path.is_dir() else path).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_plug_in_has_its_entry(kind):
    name, _ = KINDS[kind]
    folder = CHECKOUT / "src" / "headrow" / "analysis" / kind
    modules = {
        f"headrow.analysis.{kind}.{path.stem}:{name}"
        for path in [*folder.glob("*.py"), *(file.parent for file in folder.glob("*/__init__.py"))]
        if re.search(rf"^{name}\b.* = ", source_of(path), re.MULTILINE)
    }
    assert modules
    assert modules == set(DECLARED[f"headrow.{kind}"].values())
