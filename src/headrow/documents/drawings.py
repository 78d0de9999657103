"""Drawings as they enter a page: bare SVG whose ids belong to one place.

A figure's wide and narrow drawing share a document; two inline SVGs with one id would share a clip or a
pattern, and lose it when the first is not displayed.
"""

from __future__ import annotations

import re

_PROLOGUE = re.compile(r"^\s*(?:<\?xml.*?\?>|<!DOCTYPE[^>]*>|<!--.*?-->|\s)*", re.DOTALL)
_ID = re.compile(r'(?<=\sid=")([^"]+)(?=")')
_URL = re.compile(r"url\((['\"]?)#([^)'\"]+)\1\)")
_HREF = re.compile(r'((?:xlink:)?href=")#([^"]+)(?=")')
_BOX = re.compile(r'viewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')
_ROLE = re.compile(r'\s(?:role|aria-[a-z]+)="[^"]*"')
_LABELS = re.compile(r'((?:aria-labelledby|aria-describedby)=")([^"]+)(?=")')


def on_page(svg: str, prefix: str) -> str:
    """A drawing for a page: hidden from assistive technology, since what stands around it says its meaning."""
    svg = inline(svg, prefix)
    end = svg.find(">")
    return svg[:4] + ' aria-hidden="true"' + _ROLE.sub("", svg[4:end]) + svg[end:]


def inline(svg: str, prefix: str) -> str:
    """The `<svg>` element alone, each id and every use of it beginning with `prefix`."""
    svg = _PROLOGUE.sub("", svg)
    if not _ID.search(svg):
        return svg
    svg = _ID.sub(lambda found: f"{prefix}-{found.group(1)}", svg)
    svg = _URL.sub(lambda found: f"url(#{prefix}-{found.group(2)})", svg)
    svg = _HREF.sub(lambda found: f"{found.group(1)}#{prefix}-{found.group(2)}", svg)
    return _LABELS.sub(
        lambda found: (
            found.group(1) + " ".join(f"{prefix}-{part}" for part in found.group(2).split())
        ),
        svg,
    )


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing in its own units, by its viewBox or its attributes; 2 to 1 without either."""
    box = _BOX.search(svg)
    if box:
        return float(box.group(1)), float(box.group(2))
    head = svg[: svg.find(">", max(svg.find("<svg"), 0)) + 1]
    width, height = (re.search(rf'\b{side}="([\d.]+)', head) for side in ("width", "height"))
    return (float(width.group(1)), float(height.group(1))) if width and height else (2.0, 1.0)
