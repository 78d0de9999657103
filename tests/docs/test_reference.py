"""The reference is what the program says of itself, and leaves nothing out."""

import importlib.util
import re
from pathlib import Path

import pytest

from headrow.analysis.cli.endings import MEANINGS
from headrow.analysis.findings.catalogue import measures, methods
from headrow.analysis.sources.gathering import registered
from headrow.analysis.tables.shapes import SHAPES
from headrow.command.main import COMMANDS

CHECKOUT = Path(__file__).parents[2]
REFERENCE = CHECKOUT / "docs" / "reference"


def maker():
    spec = importlib.util.spec_from_file_location("reference", CHECKOUT / "tools" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = maker()


def held(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MAKER.PAGES)
def test_a_page_is_as_its_script_makes_it(name):
    assert held(name) == MAKER.page(name), (
        "run `python tools/reference.py` and commit what it writes"
    )


def test_the_list_of_pages_is_whole():
    assert held("README") == MAKER.index()
    assert {path.stem for path in REFERENCE.glob("*.md")} == {*MAKER.PAGES, "README"}


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("commands", [f"headrow {name}" for name in COMMANDS]),
        ("sources", [source.code for source in registered()]),
        ("measures", list(measures())),
        ("methods", list(methods())),
        ("tables", list(SHAPES)),
    ],
)
def test_each_has_a_heading_of_its_own(page, names):
    headings = {
        line.removeprefix("## ") for line in held(page).splitlines() if line.startswith("## ")
    }
    assert set(names) <= headings
    assert names


def test_every_exit_code_has_a_line():
    assert all(
        f"| `{code}` | {meaning} |" in held("exit_codes") for code, meaning in MEANINGS.items()
    )


def test_every_setting_has_a_line():
    files = [*(CHECKOUT / "src").rglob("*.py"), *(CHECKOUT / "tools").glob("*.sh")]
    read = {
        name
        for path in files
        for name in re.findall(r"HEADROW_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))
    }
    assert read - {name for name, _, _ in MAKER.SETTINGS} == set()


def test_a_bar_in_a_cell_does_not_split_it():
    assert MAKER.table(("a",), [("x|y",)]).splitlines()[-1] == "| x\\|y |"
