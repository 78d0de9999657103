"""The status of a piece of work: always a shape, a word and a colour, never the colour alone."""

from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Status:
    """How one status is shown: its word and the drawing of its shape in an 18 by 18 box."""

    word: str
    shape: str


_RING = '<circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" stroke-width="2"/>'
_SQUARE = (
    '<rect x="1.5" y="1.5" width="15" height="15" fill="none" stroke="currentColor" '
    'stroke-width="2"/>'
)


def _line(path: str, *, stroke: str = "currentColor", width: str = "2") -> str:
    return f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{width}"/>'


_DISC = '<circle cx="9" cy="9" r="8.5" fill="currentColor"/>' + _line(
    "M5 9.3l2.6 2.6 5-5.4", stroke="#fff"
)

STATUSES = {
    "on_track": Status("On track", _RING + _line("M5.5 9.3l2.4 2.4 4.6-5")),
    "at_risk": Status("At risk", _line("M9 1.8L17 16H1z") + _line("M9 6.5v4.2M9 12.6v1.6")),
    "off_track": Status("Off track", _SQUARE + _line("M5.5 5.5l7 7M12.5 5.5l-7 7")),
    "done": Status("Done", _DISC),
    "complete": Status("Complete", _DISC),
    "not_started": Status("Not started", _RING),
    "stopped": Status("Stopped", _SQUARE + _line("M5 9h8")),
    "no_update": Status(
        "No update",
        _RING.replace("/>", ' stroke-dasharray="3 2.4"/>')
        + _line("M6.9 7a2.2 2.2 0 1 1 3 2.1c-.7.3-.9.6-.9 1.3M9 12.2v1.4", width="1.6"),
    ),
}

# Words that other modules use for the same seven states.
SAME_AS = {
    "blue": "complete",
    "green": "on_track",
    "amber": "at_risk",
    "red": "off_track",
    "grey": "no_update",
    "": "no_update",
}


def status_tag(code: str | None, word: str = "") -> SafeString:
    """Draw a status as shape, word and colour; nothing and unknown codes are grey, never green.

    code: a key of STATUSES, or "red", "amber", "green", "grey", or nothing (no update).
    word: said in place of the status's own word.
    """
    code = str(code or "").lower().replace("-", "_")
    code = SAME_AS.get(code, code)
    known = STATUSES.get(code, STATUSES["no_update"])
    colour = code if code in STATUSES else "no_update"
    said = word or (known.word if code in STATUSES else code.replace("_", " ").capitalize())
    return format_html(
        '<strong class="status status--{}"><svg viewBox="0 0 18 18" width="18" height="18" '
        'aria-hidden="true" focusable="false">{}</svg> {}</strong>',
        colour.replace("_", "-"),
        mark_safe(known.shape),  # our own drawing, from this module
        conditional_escape(said),
    )
