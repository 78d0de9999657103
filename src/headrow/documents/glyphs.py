"""Characters that no face at hand can draw, written as their code, so that a page is refused to nobody.

PDF/UA forbids a glyph that is not there; Typst says which text it could not display.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from headrow.documents import tokens

# Source Sans draws all of these: Latin with its accents (Welsh and Polish too) and common punctuation.
_DRAWN: Final = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\u017f\u2012-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2212]"
)
# In JSON a control character stands as `\\u0007`, after an even number of other backslashes.
_CONTROL: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u00[01][0-9a-f]|[bf])")
_COULD_NOT = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_PROBE: Final = (
    b"#set text(font: sys.inputs.font)\n#set document(title: [probe])\n"
    b"#for c in json(bytes(sys.inputs.characters)) [#c #h(1pt)]"
)


def printable(words: str, fonts: Any) -> str:
    """JSON with each character that cannot be drawn written as `[U+6F22]`, and none that only controls."""
    words = _CONTROL.sub(lambda found: found.group(1) + "\ufffd", words)
    unusual = sorted(set(_DRAWN.findall(words)))
    for character in _undrawn("".join(unusual), fonts) if unusual else ():
        words = words.replace(character, f"[U+{ord(character):04X}]")
    return words


@lru_cache(maxsize=64)
def _undrawn(characters: str, fonts: Any) -> tuple[str, ...]:
    """Those of the characters that make Typst refuse the page, found by setting them on one."""
    import json

    import typst

    left, refused = list(characters), []
    compiler = typst.Compiler(_PROBE, font_paths=fonts)
    while left:
        inputs = {"font": tokens.FONT_FAMILY, "characters": json.dumps(left)}
        try:
            compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)
        except typst.TypstError as error:
            found = [c for c in left if c in "".join(_COULD_NOT.findall(str(error.message)))]
            refused += found or left
            left = [c for c in left if c not in found] if found else []
        else:
            break
    return tuple(refused)
