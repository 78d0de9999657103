"""How wide words are, so that labels find room without a browser."""

from __future__ import annotations

from typing import Final

# Advance widths in thousandths of the size, code points 32 to 126 in order, as the font files
# state them (Source Sans Pro, Regular and Bold). A reader without the font sees Arial, a tenth wider.
_REGULAR: Final = (
    200, 289, 425, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350,
    497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425,
    847, 544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579, 486, 727, 647, 664,
    566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500,
    542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542,
    555, 555, 347, 419, 338, 544, 467, 718, 446, 467, 425, 303, 241, 303, 497,
)  # fmt: skip
_BOLD: Final = (
    200, 340, 536, 528, 528, 857, 667, 300, 344, 344, 457, 528, 300, 332, 300, 339,
    528, 528, 528, 528, 528, 528, 528, 528, 528, 528, 300, 300, 528, 528, 528, 463,
    903, 573, 605, 582, 635, 548, 524, 638, 674, 301, 509, 614, 518, 762, 665, 684,
    596, 684, 613, 556, 556, 665, 556, 813, 567, 525, 541, 344, 339, 344, 528, 500,
    555, 527, 573, 467, 573, 518, 341, 534, 571, 276, 278, 548, 286, 857, 572, 555,
    573, 573, 398, 443, 383, 568, 523, 776, 514, 521, 460, 344, 268, 344, 528,
)  # fmt: skip
_OTHERS: Final = 560  # letters with accents, signs: a little more than most
ARIAL: Final = 1.12  # how much wider the substitute sets the same words, at most

ASCENT: Final = 0.984  # of the size, above the baseline, as a browser's text box counts it
DESCENT: Final = 0.273
LINE: Final = 18  # px from baseline to baseline of 14 px labels


def width_of(words: str, *, size: float = 14, bold: bool = False) -> float:
    """The width of a line of words in px."""
    table = _BOLD if bold else _REGULAR
    units = sum(table[ord(sign) - 32] if 32 <= ord(sign) <= 126 else _OTHERS for sign in words)
    return units * size / 1000


def wrapped(words: str, *, room: float, size: float = 14, bold: bool = False) -> tuple[str, ...]:
    """Words broken at spaces into as few lines as `room` px allows, of about one length.

    Measured for the wider substitute, so that lines hold in Arial too.
    """
    fewest = _broken(words, room, size, bold)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        narrower = _broken(words, room * share, size, bold)
        if len(narrower) == len(fewest) and _widest(narrower, size, bold) <= room:
            return narrower
    return fewest


def _broken(words: str, room: float, size: float, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size=size, bold=bold) * ARIAL <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _widest(lines: tuple[str, ...], size: float, bold: bool) -> float:
    return max(width_of(line, size=size, bold=bold) for line in lines) * ARIAL
