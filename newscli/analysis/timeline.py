"""The days, months and years that articles name, in chronological order, each with the sentence that names it.

An article's own day is one of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from newscli.analysis.metadata import ISO_DAY_CHARS
from newscli.lang.en.sentences import find_sentence
from newscli.lang.en.times import CLOCK_WORDS
from newscli.model import Date, Report, Span
from newscli.patterns import compile_lazily

# A time of day alone names no day; its value has only the most likely one.
_CLOCK_TIME = compile_lazily(
    r"[\d:.]{1,5}(?:\s{0,3}[ap]\.?m\.?)?(?:\s{1,3}in\sthe\s\w{7,9})?(?:\s{1,3}[A-Z]{2,4})?"
    rf"|{'|'.join(CLOCK_WORDS)}",
    re.IGNORECASE,
)
# A day, with or without a time, a month or a year.
_CALENDAR_DATE = compile_lazily(r"\d{4}(?:-\d\d(?:-\d\d(?:T.*)?)?)?")
# The words for the article's own day.
PUBLISHED = "published"


class Event(NamedTuple):
    """A day, month or year that an article names: its TIMEX3 value, its text, the sentence before and after that."""

    path: str
    value: str
    text: str
    before: str
    after: str
    start: int

    @property
    def day(self) -> str:
        return self.value[:ISO_DAY_CHARS]


def add_sentences(text: str, body: Span, dates: Iterable[Date]) -> tuple[Date, ...]:
    """Add to each date the sentence around it."""
    with_sentences = []
    for date in dates:
        # Text before the story is not part of its first sentence.
        within = body if date.span.start >= body.start else Span(0, body.start)
        with_sentences.append(replace(date, sentence=find_sentence(text, date.span, within)))
    return tuple(with_sentences)


def names_day(date: Date) -> bool:
    """Whether an expression names a day, a month or a year; a time of day alone does not."""
    is_clock_time = date.type == "time" and _CLOCK_TIME.fullmatch(date.text)
    return date.type in ("date", "time") and bool(_CALENDAR_DATE.fullmatch(date.value)) and not is_clock_time


def find_events(report: Report) -> Iterator[Event]:
    """Find the article's own day, and every day, month and year that it names; a time of day alone does not count."""
    text = report.text or ""
    metadata = report.metadata
    if metadata.published:
        span = metadata.evidence["published"].span if "published" in metadata.evidence else None
        yield Event(report.source.path, metadata.published, PUBLISHED, "", "", span.start if span else 0)
    for date in report.dates:
        if names_day(date):
            start, end = date.sentence or date.span
            before, after = text[start : date.span.start], text[date.span.end : end]
            yield Event(report.source.path, date.value, date.text, before, after, date.span.start)


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Sort events by day; a year comes before its months, and those of one day keep their order."""
    return sorted(events, key=lambda event: event.day)


def list_days(report: Report) -> Sequence[tuple[str, Sequence[str]]]:
    """List the days, months and years of an article in order, each with the different expressions for it."""
    texts_by_day: dict[str, dict[str, None]] = {}
    for event in sort_events(find_events(report)):
        texts_by_day.setdefault(event.day, {})[" ".join(event.text.split())] = None
    return [(day, list(texts)) for day, texts in texts_by_day.items()]
