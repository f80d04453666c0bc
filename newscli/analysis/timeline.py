"""Reports -> days in order of time, each with the sentence that names it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscli.lang.en.sentences import find_sentence
from newscli.model import Report, Span
from newscli.rendering.rows import Row

# A time of day names no day: which one it is was only the nearest guess.
_CLOCK = re.compile(
    r"[\d:.]{1,5}(?:\s{0,3}[ap]\.?m\.?)?(?:\s{1,3}in\sthe\s\w{7,9})?(?:\s{1,3}[A-Z]{2,4})?|noon|midnight|midday",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")


class Event(NamedTuple):
    """A day that an article names: TIMEX3's value, the words for it, the sentence around them."""

    path: str
    value: str
    words: str
    before: str
    after: str
    start: int


def events(report: Report) -> Iterator[Event]:
    """Every calendar day that an article names, in text order; a time of day alone names none."""
    text = report.text or ""
    body = report.body or Span(0, len(text))
    for one in report.dates:
        # A header is no part of the first sentence.
        within = body if one.span.start >= body.start else Span(0, body.start)
        if _DAY.match(one.value) and not _CLOCK.fullmatch(one.text):
            start, end = find_sentence(text, one.span, within)
            before, after = text[start : one.span.start], text[one.span.end : end]
            yield Event(report.source.path, one.value, one.text, before, after, one.span.start)


def in_order(found: Sequence[Event]) -> list[Event]:
    """By day; those of one day as they came."""
    return sorted(found, key=lambda one: one.value[:10])


def days(report: Report) -> list[tuple[str, list[str]]]:
    """The days of an article in order of time, each with the different words for it."""
    named: dict[str, dict[str, None]] = {}
    for one in in_order(list(events(report))):
        named.setdefault(one.value[:10], {})[" ".join(one.words.split())] = None
    return [(day, list(words)) for day, words in named.items()]


def row(one: Event) -> Row:
    return one.path, one.value, one.words, f"{one.before}{one.words}{one.after}", str(one.start)
