"""The document as a tagged PDF on A4, set by Typst with the wheel's own fonts.

Every string reaches Typst as JSON and is printed as a string: no name is ever read as markup.
Raises `typst.TypstError` only for a defect of the template or a drawing that is not SVG.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from headrow.documents.glyphs import printable
from headrow.documents.model import Document
from headrow.documents.paper import paper_of

_FACES = ("Regular", "Bold", "It", "BoldIt")


def render(document: Document) -> bytes:
    """Print a document as PDF/UA-1 bytes; the same document gives the same bytes, without a date."""
    import typst

    data = printable(json.dumps(paper_of(document), ensure_ascii=False), fonts())
    compiler = typst.Compiler(_template(), font_paths=fonts(), sys_inputs={"document": data})
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def fonts() -> Any:
    """Our faces and Typst's own, never the system's: pages break the same everywhere."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[_faces().name]
    )


@lru_cache(maxsize=1)
def _faces() -> TemporaryDirectory[str]:
    """A folder with just the faces we set: the wheel holds each twice, and Typst takes the first it meets.

    Typst reads a face when it is first used, so the folder lives as long as the process.
    """
    folder = TemporaryDirectory(prefix="headrow-faces-")
    files = resources.files("font_source_sans_pro") / "files"
    for face in _FACES:
        name = f"SourceSansPro-{face}.ttf"
        Path(folder.name, name).write_bytes((files / name).read_bytes())
    return folder


@lru_cache(maxsize=1)
def _template() -> bytes:
    return resources.files("headrow.documents").joinpath("templates/paper.typ").read_bytes()
