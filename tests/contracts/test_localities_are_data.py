"""No locality is named in code: a partnership is a folder, not a change of code."""

import re
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
AREA_CODE = re.compile(r"\b[EWNS]\d{8}\b")
# The folder that others copy; an example may be called an example.
NOT_A_PLACE = {"example"}


def words_of(localities: Path) -> set[str]:
    """What no module may say: each locality's folder, names and area codes, in lower case."""
    words = {file.parent.name for file in localities.glob("*/locality.toml")} - NOT_A_PLACE
    for file in localities.glob("*/locality.toml"):
        text = file.read_text(encoding="utf-8")
        words.update(AREA_CODE.findall(text))
        words.update(names_in(tomllib.loads(text)))
    return {word.lower() for word in words}


def names_in(table: dict) -> set[str]:
    """The values under `name` and `partnership` of a locality file's first two levels."""
    own = {table[key] for key in ("name", "partnership") if isinstance(table.get(key), str)}
    deeper = [
        names_in(value)
        for key, value in table.items()
        if key in {"locality", "partnership"} and isinstance(value, dict)
    ]
    return own.union(*deeper)


def places_named(package: Path, words: set[str]) -> list[str]:
    """Each line of each module that names a locality."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(words))) + r")\b", re.IGNORECASE)
    return [
        f"{path.relative_to(package)}:{number} names {found[0]}"
        for path in sorted(package.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := pattern.search(line))
    ]


def test_no_module_names_a_locality():
    words = words_of(CHECKOUT / "localities")
    assert words, "no localities/*/locality.toml was found"
    assert places_named(CHECKOUT / "src", words) == []


@pytest.mark.parametrize(
    "line", ['if place == "Nidd Vale": ...', "# as in NIDD VALE", 'CODE = "E99000001"']
)
def test_a_module_that_names_a_locality_is_found(tmp_path, line):
    place = tmp_path / "localities" / "nidd_vale"
    place.mkdir(parents=True)
    declared = 'name = "Nidd Vale"\n[area]\ncode = "E99000001"\n'
    (place / "locality.toml").write_text(declared, encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "probe.py").write_text(line, encoding="utf-8")
    found = places_named(tmp_path / "src", words_of(tmp_path / "localities"))
    assert len(found) == 1
    assert found[0].startswith("probe.py:1 names ")
