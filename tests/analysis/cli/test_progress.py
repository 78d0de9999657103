"""Progress: plain lines where nobody watches, one line that renews itself where somebody does, nothing when quiet."""

import io
import sys

import pytest

from headrow.analysis.cli.progress import progress


class Terminal(io.StringIO):
    """Standard error of somebody who watches."""

    def isatty(self) -> bool:
        return True


def told(monkeypatch, stream: io.StringIO, *, quiet: bool = False) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    tell = progress(quiet=quiet)
    for done in range(4):
        tell(f"file {done}", done, 4)
    tell("", 4, 4)
    return stream.getvalue()


def test_lines_say_what_is_at_hand_and_not_too_often(monkeypatch):
    assert told(monkeypatch, io.StringIO()) == "1 of 4: file 0\n"


def test_a_terminal_has_a_bar_that_is_wiped_at_the_end(monkeypatch):
    shown = told(monkeypatch, Terminal()).split("\r\033[K")
    assert shown[1] == "[........................] file 0"
    assert shown[3] == "[############............] file 2"
    assert shown[-1] == ""


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_quiet_says_nothing(monkeypatch, stream):
    assert told(monkeypatch, stream, quiet=True) == ""
