"""Data that lies outside the checkout: the shared folder, and the sample pack.

Nothing of either is committed. Tests that need one are not run without it, and say so.
"""

import os
from pathlib import Path

import pytest

from plugins.not_run import cannot_run

CHECKOUT = Path(__file__).parents[2]


def find_shared_data() -> Path | None:
    """The folder HEADROW_SHARED_DATA names, else shared/data beside the checkout."""
    named = os.environ.get("HEADROW_SHARED_DATA")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "data"
    return folder if (folder / "SOURCES.md").is_file() else None


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The shared data folder; without it the test is not run, loudly."""
    folder = find_shared_data()
    if folder is None:
        cannot_run(
            "no shared data folder",
            "name it in HEADROW_SHARED_DATA",
            needed_in_ci=False,
        )
    return folder


@pytest.fixture(scope="session")
def sample_pack() -> Path:
    """The wheel that holds the sample data, from the cache or the package index."""
    from headrow.analysis.sources import sample_pack as source
    from headrow.analysis.tables.plug_ins import SourceError

    try:
        return source.fetch_wheel()
    except SourceError as error:
        cannot_run(
            f"the sample pack cannot be had: {error}",
            "run `headrow fetch sample-pack` where a package index can be reached",
            needed_in_ci=True,
        )


@pytest.fixture(autouse=True)
def _what_the_marks_ask_for(request: pytest.FixtureRequest) -> None:
    """The marks `shared` and `browser` stand for the fixtures, where a test takes neither."""
    for mark, fixture in (("shared", "shared_data"), ("browser", "chromium_path")):
        if request.node.get_closest_marker(mark):
            request.getfixturevalue(fixture)
