"""The sample pack: real street files of three Julys, the small areas of England and their census, from one wheel.

The wheel of `crime-sim-toolkit` 1.5.0 is read as data and never imported or installed: police.uk and ONS
data (Open Government Licence v3.0) inside a package of MIT code.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from headrow.analysis.tables.plug_ins import SourceError
from headrow.analysis.warehouse.digests import digest_of
from headrow.analysis.warehouse.folder import Warehouse

PACKAGE = "crime-sim-toolkit==1.5.0"
WHEEL = "crime_sim_toolkit-1.5.0-py3-none-any.whl"
SHA256 = "d56d6ee28eb7bbb65d8e36f211413108620df221ce0c838fefb25013f475001c"
STREET = "crime_sim_toolkit/tests/testing_data/test_policedata/"
LOOKUPS = "crime_sim_toolkit/src/LSOA_data/"
MEMBERS = ("PoliceforceLSOA.csv", "census_2011_population_hh.csv")


def fetch_wheel(warehouse: Warehouse | None = None) -> Path:
    """The wheel: from the warehouse, else from the package index by pip. Raises SourceError."""

    def make(folder: Path) -> str:
        with tempfile.TemporaryDirectory() as work:
            wheel = _download(Path(work))
            if digest_of(wheel) != SHA256:
                raise SourceError(
                    f"The sample pack that was fetched is not the one expected (sha256 {SHA256[:12]}...). Not used."
                )
            shutil.copyfile(wheel, folder / WHEEL)
        return WHEEL

    folder, name = (warehouse or Warehouse()).once("snapshots", SHA256, make=make)
    return folder / name


def _download(folder: Path) -> Path:
    command = [
        sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet",
        "--disable-pip-version-check", "--no-input", "--dest", str(folder), PACKAGE,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        said = [line for line in done.stderr.splitlines() if line.strip()][-1:] or [
            "pip gave no reason"
        ]
        raise SourceError(
            f"The sample pack ({PACKAGE}) cannot be fetched: {said[0].strip()} "
            "Check the network and the package index, or name a folder of data with --from."
        )
    return wheels[0]


def unpacked(wheel: Path, warehouse: Warehouse) -> Path:
    """A folder with the five data files of the wheel under their publishers' names. Raises SourceError."""

    def make(folder: Path) -> int:
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.namelist():
                if member.startswith(STREET) and member.endswith("-street.csv"):
                    place = folder / member.removeprefix(STREET)
                elif member.startswith(LOOKUPS) and member.endswith(MEMBERS):
                    place = folder / member.removeprefix(LOOKUPS)
                else:
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(member))
        return sum(path.is_file() for path in folder.rglob("*.csv"))

    digest = digest_of(wheel)
    if digest != SHA256:
        raise SourceError(
            f"{wheel.name} is not the sample pack expected (sha256 {SHA256[:12]}...). Fetch it again."
        )
    folder, files = warehouse.once("unpacked", digest, make=make)
    if files != 5:
        raise SourceError(f"The sample pack holds {files} of its five data files. Fetch it again.")
    return folder


def pack_folder(warehouse: Warehouse) -> Path:
    """The folder of the sample pack's data files, fetched when they are not here. Raises SourceError."""
    return unpacked(fetch_wheel(warehouse), warehouse)
