"""The fictional place opened once for all tests of the workbench."""

from pathlib import Path

import pytest

from headrow.analysis.sources.example_place.writing import write_example
from headrow.analysis.warehouse.folder import Warehouse
from headrow.analysis.workbench.opening import Workbench, open_workbench
from headrow.vocabulary.periods import Period

LOCALITY = """
code = "exampleford"
name = "Exampleford partnership"
kind = "community-safety-partnership"
district = { code = "E08999001", name = "Exampleford" }
force = "Exampleshire Police"
"""


@pytest.fixture(scope="session")
def place(tmp_path_factory) -> Workbench:
    """Fourteen months of the fictional place."""
    top = tmp_path_factory.mktemp("bench")
    write_example(top / "data", period=Period.parse("2023-11..2024-12"))
    (top / "exampleford").mkdir()
    (top / "exampleford" / "locality.toml").write_text(LOCALITY, encoding="utf-8")
    return open_workbench(
        str(top / "exampleford"), top / "data", warehouse=Warehouse(Path(top / "warehouse"))
    )
