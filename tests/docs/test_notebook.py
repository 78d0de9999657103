"""The example notebook runs from top to bottom, and the output kept with it is what a run gives."""

import importlib.util
from pathlib import Path

import nbformat
import pytest

CHECKOUT = Path(__file__).parents[2]
NOTEBOOK = CHECKOUT / "docs" / "notebooks" / "first_look.ipynb"
LARGEST = 300_000  # bytes


def maker():
    spec = importlib.util.spec_from_file_location("notebook", CHECKOUT / "tools" / "notebook.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(cell) -> str:
    """The plain text of a cell's output."""
    return "".join(
        output.get("text", "") or output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    )


def code_cells(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_output_kept_is_what_a_run_gives(monkeypatch, tmp_path):
    monkeypatch.setenv("HEADROW_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    kept, again = code_cells(nbformat.read(NOTEBOOK, 4)), code_cells(maker().executed(NOTEBOOK))
    assert [words(cell) for cell in kept] == [words(cell) for cell in again], (
        "run `python tools/notebook.py`"
    )
    for old, new in zip(kept, again, strict=True):
        assert [sorted(output.get("data", {})) for output in old.outputs] == [
            sorted(output.get("data", {})) for output in new.outputs
        ]


def test_the_notebook_shows_findings_charts_and_a_trail():
    html = "".join(
        output["data"]["text/html"]
        for cell in code_cells(nbformat.read(NOTEBOOK, 4))
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    )
    assert html.count("<svg") == 2
    assert "<details><summary>How f-" in html
    assert "SELECT" in html


@pytest.mark.parametrize("word", ["/home/", "/tmp/", "/root/", "Traceback", "Warning"])
def test_the_notebook_tells_nothing_of_the_machine_it_ran_on(word):
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert word not in text
    assert len(text) < LARGEST
