"""Both widths of a drawing, and its picture for documents that take no SVG."""

from __future__ import annotations

import functools
import struct
import zlib
from collections.abc import Callable, Iterator

from headrow.analysis.present.charts.canvas import Canvas
from headrow.documents import tokens
from headrow.documents.model import Drawing

PNG_SCALE = 2
PNG_LEVEL = 6  # 87 KB for a trend; 9 takes seven times as long for one KB less
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def both_widths(
    paint: Callable[[Canvas, bool], None],
    code: str,
    *,
    wide_height: float,
    narrow_height: float,
    kind: str = "chart",
    png: bool = False,
) -> Drawing:
    """Paint a figure 680 and 328 units wide; `paint` is told whether the canvas is the wide one.

    code: the figure's own, unique in its document; it begins every id inside the drawings.
    """
    wide = Canvas(tokens.CHART_WIDE_PX[0], wide_height, f"{code}-wide", kind)
    narrow = Canvas(tokens.CHART_NARROW_PX[0], narrow_height, f"{code}-narrow", kind)
    paint(wide, True)
    paint(narrow, False)
    svg = wide.svg()
    return Drawing(svg, narrow.svg(), picture_of(svg) if png else b"")


def picture_of(svg: str) -> bytes:
    """The PNG of a drawing at twice its size on white, in the font that the drawing names."""
    renderer = _renderer()
    on_white = svg.replace("><", f'><rect width="100%" height="100%" fill="{tokens.PAGE}"/><', 1)
    return packed(bytes(renderer.svg_to_png(on_white, scale=PNG_SCALE)))


def packed(png: bytes) -> bytes:
    """The same PNG, its pixels compressed again: the rasteriser takes three times the bytes to be quick."""
    chunks = list(_chunks(png))
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    kept = [(kind, data) for kind, data in chunks if kind not in (b"IDAT", b"IEND")]
    kept += [(b"IDAT", zlib.compress(pixels, PNG_LEVEL)), (b"IEND", b"")]
    return PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in kept
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the data of each chunk of a PNG."""
    at = len(PNG_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


@functools.cache
def _renderer():  # type: ignore[no-untyped-def]
    """The rasteriser, loaded at the first picture only, with the font registered."""
    from importlib.resources import files

    import vl_convert

    vl_convert.register_font_directory(str(files("font_source_sans_pro") / "files"))
    return vl_convert
