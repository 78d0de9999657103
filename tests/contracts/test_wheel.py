"""The wheel carries what a partnership needs, and the package finds it there."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of this checkout, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_declared_files_and_localities_travel_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = [
        path.relative_to(CHECKOUT).as_posix()
        for folder in ("declared", "localities")
        for path in (CHECKOUT / folder).rglob("*.toml")
    ]
    assert tracked
    assert {f"headrow/{name}" for name in tracked} <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_package_finds_them_where_there_is_no_checkout(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    found = subprocess.run(
        [
            *(sys.executable, "-c"),
            "from headrow.vocabulary import toml_files;"
            "print(toml_files.folder('declared'), toml_files.folder('localities'), sep='\\n')",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    inside = tmp_path / "headrow"
    assert found.stdout.split() == [str(inside / "declared"), str(inside / "localities")]
