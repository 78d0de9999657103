"""A warehouse of its own for each test."""

from pathlib import Path

import pytest

from headrow.analysis.warehouse.folder import Warehouse


@pytest.fixture
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """An empty warehouse, outside the folder of the data."""
    folder: Path = tmp_path_factory.mktemp("warehouse")
    return Warehouse(folder)
