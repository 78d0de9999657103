"""A fictional place on disk, a warehouse of its own, and the program called as a person calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from headrow.analysis.sources.example_place.writing import write_example
from headrow.command.main import run
from headrow.vocabulary.periods import Period

LOCALITY = """
code = "exampleford"
name = "Exampleford partnership"
kind = "community-safety-partnership"
district = { code = "E08999001", name = "Exampleford" }
force = "Exampleshire Police"
"""


@dataclass(frozen=True)
class Ended:
    """How a call ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def example_data(tmp_path_factory) -> Path:
    """Fourteen months of the fictional place, so that a month has one a year earlier."""
    folder = tmp_path_factory.mktemp("example") / "data"
    write_example(folder, period=Period.parse("2023-11..2024-12"))
    return folder


@pytest.fixture(scope="session")
def example_locality(tmp_path_factory) -> str:
    """A path to the fictional partnership's folder."""
    folder = tmp_path_factory.mktemp("localities") / "exampleford"
    folder.mkdir()
    (folder / "locality.toml").write_text(LOCALITY, encoding="utf-8")
    return str(folder)


@pytest.fixture(scope="session")
def own_warehouse(tmp_path_factory) -> Path:
    """A warehouse for all calls of this folder's tests, so that files are read once."""
    return tmp_path_factory.mktemp("warehouse")


@pytest.fixture
def headrow(capsys, monkeypatch, own_warehouse) -> Callable[..., Ended]:
    """The program: `headrow("check", folder)` gives how it ended."""
    monkeypatch.setenv("HEADROW_HOME", str(own_warehouse))

    def call(*arguments: Any) -> Ended:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return call
