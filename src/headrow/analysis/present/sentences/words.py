"""Words and claims that no computed text may hold, read from declared/words_not_written.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from headrow.vocabulary.records import record
from headrow.vocabulary.toml_files import DeclaredFileError, folder, read, shown


@dataclass(frozen=True, slots=True)
class Rule:
    """What is not written, why, and what to say instead."""

    code: str
    what: str
    instead: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """All its words and patterns as one expression."""
        whole = [rf"\b{re.escape(word).replace(re.escape('*'), '[a-z]*')}\b" for word in self.words]
        return re.compile("|".join((*whole, *self.patterns)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordsNotWritten:
    """The whole file."""

    allowed: tuple[str, ...]
    rule: tuple[Rule, ...]


@cache
def _rules() -> tuple[re.Pattern[str], tuple[tuple[Rule, re.Pattern[str]], ...]]:
    path = folder("declared") / "words_not_written.toml"
    held = record(read(path), WordsNotWritten, where=shown(path))
    try:
        compiled = tuple((rule, rule.pattern) for rule in held.rule)
    except re.error as wrong:
        raise DeclaredFileError(
            f"{shown(path)}: a pattern cannot be read: {wrong}. Mend it."
        ) from None
    allowed = "|".join(rf"\b{re.escape(words)}\b" for words in held.allowed)
    return re.compile(allowed, re.IGNORECASE), compiled


def check_words(text: str, *, quoted: tuple[str, ...] = ()) -> list[str]:
    """What is wrong in a computed text, one line each; none when nothing is.

    quoted: names and promises of a printed strategy, taken out before looking.
    """
    allowed, rules = _rules()
    for words in sorted(filter(None, quoted), key=len, reverse=True):
        text = text.replace(words, "…")
    text = allowed.sub("…", text)
    return [
        f"“{found[0]}” in “{_around(text, found)}”: {rule.what} ({rule.code}). Say instead: {rule.instead}."
        for rule, pattern in rules
        for found in pattern.finditer(text)
    ]


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 40) : found.end() + 40].split())
