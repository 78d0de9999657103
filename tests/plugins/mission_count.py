"""Count the mission rows that a recorded run proved, and list the others.

    python -m plugins.mission_count build/mission.json

A row is proven when at least one test is marked with it and every test so marked ran and passed.
"""

import json
import sys
import textwrap
from pathlib import Path

from plugins.mission_inventory import INVENTORY, rows

WIDTH = 118


def proven_rows(record: dict) -> set[str]:
    """The rows with at least one marked test, and none that did anything but pass."""
    endings: dict[str, set[str]] = {}
    for test in record["tests"].values():
        for row in test["rows"]:
            endings.setdefault(row, set()).add(test["ended"])
    return {row for row, ended in endings.items() if ended == {"passed"}}


def unproven_line(row: dict[str, str]) -> str:
    """One line for a row not proven: id, area, and what the software must do, shortened."""
    line = f"{row['id']} {row['area']}: {row['software_must']}"
    return textwrap.shorten(line, WIDTH, placeholder=" ...")


def report(record: dict, inventory: Path = INVENTORY) -> str:
    """The line `N of 263 rows proven`, and under it the rows that are not."""
    all_rows = rows(inventory)
    proven = proven_rows(record) & {row["id"] for row in all_rows}
    unproven = [unproven_line(row) for row in all_rows if row["id"] not in proven]
    return "\n".join([f"{len(proven)} of {len(all_rows)} rows proven", *unproven])


def main(arguments: list[str]) -> int:
    """Print the report of the record named; 2 when there is none."""
    path = Path(arguments[0])
    if not path.is_file():
        print(f"There is no record at {path}: run `make mission`.", file=sys.stderr)
        return 2
    print(report(json.loads(path.read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
