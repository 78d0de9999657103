"""The rows of docs/mission/inventory.csv, for the plug-in and the counter alike."""

import csv
from functools import cache
from pathlib import Path

INVENTORY = Path(__file__).parents[2] / "docs" / "mission" / "inventory.csv"


@cache
def rows(path: Path = INVENTORY) -> tuple[dict[str, str], ...]:
    """Every row of the inventory, in its order, with its columns as headed."""
    with path.open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def row_ids(path: Path = INVENTORY) -> frozenset[str]:
    """The ids that a mission mark may name."""
    return frozenset(row["id"] for row in rows(path))
