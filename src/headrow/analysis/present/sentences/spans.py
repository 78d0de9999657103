"""Building a sentence out of words and numbers, each number with the address of its finding."""

from __future__ import annotations

from headrow.analysis.findings.model import Cell, Finding, Question
from headrow.analysis.present import numbers
from headrow.documents.model import Span, Spans
from headrow.vocabulary import crime
from headrow.vocabulary.areas import KIND_WORDS
from headrow.vocabulary.bases import BASES
from headrow.vocabulary.periods import Month, in_words, listed

# A sentence names its kinds where they are no more than these; a table beside it names them all.
NAMED_KINDS = 3


def said(*parts: str | Span | Spans) -> Spans:
    """Words and numbers in order; neighbouring plain words are joined."""
    spans: list[Span] = []
    for part in parts:
        for span in (
            (Span(part),) if isinstance(part, str) else (part,) if isinstance(part, Span) else part
        ):
            if spans and span == Span(span.text) and spans[-1] == Span(spans[-1].text):
                spans[-1] = Span(spans[-1].text + span.text)
            elif span.text:
                spans.append(span)
    return tuple(spans)


def number(text: str, finding: Finding) -> Span:
    """A number that leads to the finding it came from."""
    return Span(text, finding=finding.address)


def missing(finding: Finding | None = None, *, reason: str = "") -> Spans:
    """What is said in place of a figure that cannot be given: never a nought."""
    why = reason or (finding.refused if finding else "") or "the data do not hold it"
    return said("Not available: ", number(why, finding) if finding else why, ".")


def events_of(question: Question, *, capital: bool = False) -> str:
    """What is counted, in the plural: "burglaries"; several kinds together are listed."""
    codes = (question.category,) if isinstance(question.category, str) else question.category
    words = in_words(crime.plural_of(code) for code in codes)
    if len(codes) > NAMED_KINDS:
        crimes = all(crime.BY_CODE[code].crime for code in codes)
        words = f"{'crimes' if crimes else 'crimes and incidents'} of these {numbers.within(len(codes))} kinds"
    return words[0].upper() + words[1:] if capital else words


def in_place(place: str) -> str:
    """The place as a sentence ends with it, or nothing where the heading says the place."""
    return f" in {place}" if place else ""


def when(finding: Finding, *, naming: bool = False) -> str:
    """The period as a reader says it; where months are missing, only those held are claimed (and named, if asked)."""
    period, gaps = finding.question.period, finding.trail.missing_months
    if not gaps:
        return period.words
    held = [month for month in period.months if str(month) not in gaps]
    named = f" ({listed(held)})" if naming else ""
    return f"the {len(held)} months held of {period.words}{named}"


def there_and_then(finding: Finding, place: str) -> str:
    """ " in [place] in [period]": where and when, which every sentence of one period says."""
    return f"{in_place(place)} in {when(finding)}"


def base_words(question: Question) -> str:
    """What a rate is divided by, in words."""
    return BASES.get(question.out_of, question.out_of)


def areas_word(question: Question, many: int = 2) -> str:
    """The kind of area, short, in the singular or plural: "neighbourhoods"."""
    one, more = KIND_WORDS[question.level]
    return one if many == 1 else more.partition(" (")[0].removesuffix(" of one square kilometre")


def month_words(month: str) -> str:
    """A month written 2024-03, as it is printed."""
    return Month.parse(month).words


def shown_count(cell: Cell) -> bool:
    """Whether the cell's count may be printed."""
    return cell.state == "shown" and cell.numerator is not None
