"""The worked examples of the rules: rows of examples.csv, and the little language they are written in."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """One worked example: what is given, what is asked, what is expected."""

    line: int
    rule: str
    given: str
    when: str
    expected: str

    @property
    def id(self) -> str:
        return f"{self.rule}-line-{self.line}"

    @property
    def wanted(self) -> dict[str, str]:
        """The expected `key=value` pairs; words without a key stand under "says", an aside is left out."""
        return pairs(re.sub(r" \(.*\)$", "", self.expected))


def examples(path: Path = HERE / "examples.csv") -> list[Example]:
    """Every row, with its line in the file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [
            Example(rows.line_num, row["rule_id"], row["given"], row["when"], row["expected"])
            for row in rows
        ]


def pairs(text: str) -> dict[str, str]:
    """`a=1; b=2; said` as a dictionary."""
    found: dict[str, str] = {}
    for part in re.split(r"[;,] (?=\S)", text):
        key, equals, value = part.strip().partition("=")
        found[key if equals else "says"] = value if equals else key
    return found


def dates(text: str) -> list[date]:
    """Every date written YYYY-MM-DD, in order."""
    return [date.fromisoformat(found) for found in re.findall(r"\d{4}-\d{2}-\d{2}", text)]


def numbers(text: str) -> list[str]:
    """Every number, in order, as it is written."""
    return re.findall(r"-?\d+(?:\.\d+)?", text)


MONTHS = {"one": 1, "six": 6, "12": 12, "24": 24}


def months_in(text: str) -> int:
    """The number before "month", in words or figures."""
    return MONTHS[re.search(r"(\w+) months?", text)[1]]
