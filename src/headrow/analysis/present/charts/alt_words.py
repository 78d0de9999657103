"""The words that stand for a drawing: 30 to 60, the finding first among them."""

from __future__ import annotations

from collections.abc import Iterable

FEWEST = 30
MOST = 60


def fitted(needed: Iterable[str], more: Iterable[str] = ()) -> str:
    """Sentences joined to 30 to 60 words: all that are needed, then more while they fit.

    needed: kind and finding, in order; when they alone pass 60 words the last ones are left out.
    more: extreme values, gaps and other remarks, most useful first.
    """
    chosen: list[str] = []
    for sentence in needed:
        if _words((*chosen, sentence)) <= MOST or not chosen:
            chosen.append(sentence)
    for sentence in more:
        if sentence and _words((*chosen, sentence)) <= MOST:
            chosen.append(sentence)
    return " ".join(map(_closed, filter(None, chosen)))


def numbered(number: int, one: str, more: str) -> str:
    """ "1 is withheld", "7 are withheld", or nothing for none."""
    if not number:
        return ""
    return f"1 {one}" if number == 1 else f"{number:,} {more}"


def _words(sentences: Iterable[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _closed(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
