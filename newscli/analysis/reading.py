"""A Report -> its article as it is read: passages in text order, cut into runs by what was found in them.

The passages show all of the text but blanks: what is no part of the story (header lines, a page's menus) is there, too.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from newscli.analysis.timeline import names_day
from newscli.model import BlockKind, Date, Entity, Mention, Report, Span
from newscli.text import find_line_starts

# "byline" and "outside" are lines that don't belong to the story.
PassageKind = Literal[BlockKind, "byline", "outside"]
MarkKind = Literal["quote", "cue", "speaker", "name", "date", "dateline", "warning"]
# The number of a line is shown at least every so many lines.
_NUMBERED_LINES = 5
# Not all that Python takes for blanks: a warning may be about a separator of ASCII.
_BLANKS = " \t\r\n\f\v"
_MARKED_TYPES = ("person", "place")


class Mark(NamedTuple):
    """Something found in the text. ``number`` is its place in the list of the Report that it comes from, from 0.

    ``is_last`` says that no later span belongs to the same item.
    """

    span: Span
    kind: MarkKind
    number: int
    is_last: bool = True


class Run(NamedTuple):
    """A stretch of text over which the same marks hold.

    If a line of the article begins with it whose number is to be shown, that is ``line``.
    """

    span: Span
    marks: tuple[Mark, ...]
    line: int | None


class Passage(NamedTuple):
    """A title, byline, paragraph, heading or any other unit of layout; ``level`` is that of a heading."""

    kind: PassageKind
    span: Span
    level: int
    runs: tuple[Run, ...]


def list_passages(report: Report) -> Iterator[Passage]:
    """Yield the passages of an article, with all that the Report has marked in them.

    A Report whose outline is but a part of the body has the passages of these sections alone.
    """
    sections = sorted(section.span for section in report.outline)
    is_whole = report.body is None or sum(end - start for start, end in sections) >= len(range(*report.body))
    marks = sorted(_list_marks(report))
    active: list[Mark] = []
    line_starts = find_line_starts(report.text or "")
    named_lines = _find_named_lines(report, line_starts)
    last_number = k = 0
    for kind, span, level in _lay_out(report):
        if not is_whole and not _is_within(span, sections):
            continue
        while k < len(marks) and marks[k].span.start < span.end:
            active.append(marks[k])
            k += 1
        active = [mark for mark in active if mark.span.end > span.start]
        numbers: dict[int, int] = {}
        for line in range(bisect_right(line_starts, span.start), bisect_left(line_starts, span.end) + 1):
            is_due = not last_number or line // _NUMBERED_LINES > last_number // _NUMBERED_LINES
            if line != last_number and (is_due or line in named_lines):
                numbers[max(span.start, line_starts[line - 1])] = last_number = line
        yield Passage(kind, span, level, tuple(_cut_runs(span, active, numbers)))


def _find_named_lines(report: Report, line_starts: Sequence[int]) -> set[int]:
    """Find the lines that other commands name: those where a quote begins, or what a warning is about."""
    starts = [quote.spans[0].start for quote in report.quotes]
    starts += [span.start for warning in report.warnings for span in warning.spans]
    return {bisect_right(line_starts, start) for start in starts}


def find_marked_mention(entity: Entity) -> Mention | None:
    """Find where a person or a place is first named, which is marked; None for what is neither or not named."""
    if entity.type not in _MARKED_TYPES:
        return None
    return next((mention for mention in entity.mentions if mention.kind == "name"), None)


def is_relative(date: Date) -> bool:
    """Whether a day depends on another, as "Tuesday" does on the day of publication."""
    return date.anchor is not None


def _is_within(span: Span, sections: Sequence[Span]) -> bool:
    """Whether one of the sections, which are sorted and don't overlap, has the start of a span."""
    k = bisect_right(sections, (span.start, sys.maxsize)) - 1
    return k >= 0 and span.start < sections[k].end


def _lay_out(report: Report) -> Iterator[tuple[PassageKind, Span, int]]:
    """Yield the blocks, and the lines between them."""
    text = report.text or ""
    lines = [Span(start, end) for start, end in _pair_ends(find_line_starts(text), len(text))]
    evidence = report.metadata.evidence.get("authors")
    byline = evidence.span if evidence else None
    position = k = 0
    for block in (*report.blocks, None):
        start = block.span.start if block else len(text)
        while k < len(lines) and lines[k].start < start:
            span = _strip(text, Span(max(position, lines[k].start), min(lines[k].end, start)))
            if span.start < span.end:
                is_byline = byline is not None and span.start < byline.end and byline.start < span.end
                yield "byline" if is_byline else "outside", span, 0
            if lines[k].end > start:
                break
            k += 1
        if block:
            yield block.kind, block.span, block.level
            position = block.span.end
            while k < len(lines) and lines[k].end <= position:
                k += 1


def _pair_ends(starts: Sequence[int], end: int) -> Iterable[tuple[int, int]]:
    return zip(starts, (*starts[1:], end), strict=True)


def _strip(text: str, span: Span) -> Span:
    """Leave out the blanks at both ends."""
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip(_BLANKS))
    return Span(start, max(start, span.start + len(part.rstrip(_BLANKS))))


def _list_marks(report: Report) -> Iterator[Mark]:
    for k, quote in enumerate(report.quotes):
        yield from _mark_all(quote.spans, "quote", k)
        if quote.cue:
            yield Mark(quote.cue.span, "cue", k)
        if quote.speaker:
            yield Mark(quote.speaker.span, "speaker", k)
    for k, entity in enumerate(report.entities):
        mention = find_marked_mention(entity)
        if mention:
            yield Mark(Span(mention.start, mention.end), "name", k)
    for k, date in enumerate(report.dates):
        if names_day(date):
            yield Mark(date.span, "date", k)
    for k, warning in enumerate(report.warnings):
        yield from _mark_all(warning.spans, "warning", k)
    dateline = report.metadata.evidence.get("dateline")
    if dateline and dateline.span:
        yield Mark(dateline.span, "dateline", 0)


def _mark_all(spans: Sequence[Span], kind: MarkKind, number: int) -> Iterator[Mark]:
    for k, span in enumerate(spans, 1):
        yield Mark(span, kind, number, k == len(spans))


def _cut_runs(span: Span, marks: Sequence[Mark], numbers: Mapping[int, int]) -> Iterator[Run]:
    """Cut a passage wherever a mark begins or ends, or a line begins that has one of the numbers, by its position."""
    edges = {edge for mark in marks for edge in mark.span if span.start < edge < span.end}
    cuts = sorted({*span, *edges, *numbers})
    k = 0
    active: list[Mark] = []
    for start, end in pairwise(cuts):
        while k < len(marks) and marks[k].span.start <= start:
            active.append(marks[k])
            k += 1
        active = [mark for mark in active if mark.span.end > start]
        yield Run(Span(start, end), tuple(active), numbers.get(start))
