"""Street-level files as police.uk would give them, generated: no row is of anything that happened."""

import csv
import gzip
import io
from pathlib import Path

COLUMNS = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
    "LSOA name", "Crime type", "Last outcome category", "Context",
]  # fmt: skip
TYPES = ("Anti-social behaviour", "Burglary", "Vehicle crime", "Violence and sexual offences")


def row(number: int, month: str = "2030-01", **instead: str) -> dict[str, str]:
    """One row; every fourth is anti-social behaviour, which has neither identifier nor outcome."""
    kind = TYPES[number % 4]
    made = {
        "Crime ID": "" if number % 4 == 0 else f"{number:064x}",
        "Month": month,
        "Reported by": "Mereshire Police",
        "Falls within": "Mereshire Police",
        "Longitude": "-1.5000",
        "Latitude": "53.8000",
        "Location": f"On or near Street {number % 7}",
        "LSOA code": f"E010{number % 5:05d}",
        "LSOA name": f"Mere 00{number % 5}A",
        "Crime type": kind,
        "Last outcome category": "" if number % 4 == 0 else "Under investigation",
        "Context": "",
    }
    return made | instead


def rows(
    count: int, month: str = "2030-01", first: int = 0, **instead: str
) -> list[dict[str, str]]:
    """So many rows of one month."""
    return [row(number, month, **instead) for number in range(first, first + count)]


def text_of(given: list[dict[str, str]], columns: list[str] = COLUMNS, end: str = "\n") -> str:
    """Rows as the text of a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator=end, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(given)
    return out.getvalue()


def write(folder: Path, name: str, given: list[dict[str, str]] | str | bytes) -> Path:
    """A file below a folder, compressed when its name says so."""
    text = text_of(given) if isinstance(given, list) else given
    raw = text.encode() if isinstance(text, str) else text
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(raw, mtime=0) if name.endswith(".gz") else raw)
    return path


def plainly_counted(path: Path) -> int:
    """Rows below the header by the csv module alone, blank lines left out."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    return sum(bool(line) for line in csv.reader(io.StringIO(text, newline=""))) - 1
