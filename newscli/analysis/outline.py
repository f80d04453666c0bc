"""Sections from headings: a tree whose spans tile the body."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from newscli.model import Article, Section, Span
from newscli.structure.headings import headings
from newscli.text import count_words


class Heading(NamedTuple):
    span: Span
    level: int


def find_headings(article: Article) -> tuple[Heading, ...]:
    """The headings of an article: those its format marks, or those that plain text shows."""
    if article.headings_known:
        return tuple(Heading(b.span, b.level) for b in article.blocks if b.kind == "heading")
    story = [block for block in article.blocks if block.kind != "title"]
    return tuple(Heading(span, 1) for span in headings(article.text, story))


def sections_at(article: Article, found: Sequence[Heading]) -> list[tuple[str, Span]]:
    """Every section's id and own span, without its subsections, in text order."""
    starts = [heading.span.start for heading in found]
    ends = [*starts, article.body.end]
    spans = [Span(article.body.start, ends[0])] if article.text[article.body.start : ends[0]].strip() else []
    spans += [Span(start, end) for start, end in zip(starts, ends[1:], strict=True)]
    return [(f"s{k}", span) for k, span in enumerate(spans, 1)]


def outline(article: Article, found: Sequence[Heading], quotes_at: Sequence[int]) -> tuple[Section, ...]:
    """The tree of sections. ``quotes_at`` are the places where quotes begin, in order."""
    flat = sections_at(article, found)
    heads: list[Heading | None] = [*([None] * (len(flat) - len(found))), *found]
    marked = {heading.span.start for heading in found}
    paragraphs = [
        b.span.start for b in article.blocks if b.span.start not in marked and b.kind not in ("rule", "title")
    ]
    words = [count_words(article.text, span.start, span.end) for _, span in flat]
    # Where each section ends with its subsections: before the next of its level or above.
    ends = _ends([head.level if head else 0 for head in heads], [span.end for _, span in flat])
    total = [0]
    for number in words:
        total.append(total[-1] + number)

    def build(k: int, stop: int) -> list[Section]:
        made: list[Section] = []
        while k < stop:
            past, end = ends[k]
            name, span = flat[k]
            head = heads[k]
            title = " ".join(article.text[head.span.start : head.span.end].split()) if head else None
            made.append(
                Section(
                    id=name,
                    title=title,
                    level=head.level if head else 0,
                    span=Span(span.start, end),
                    heading=head.span if head else None,
                    paragraphs=_between(paragraphs, span.start, end),
                    words=total[past] - total[k],
                    quotes=_between(quotes_at, span.start, end),
                    sections=tuple(build(k + 1, past)) if past > k + 1 else (),
                )
            )
            k = past
        return made

    return tuple(build(0, len(flat)))


def _ends(levels: Sequence[int], stops: Sequence[int]) -> list[tuple[int, int]]:
    """For each section the index past its last subsection, and that subsection's end. Lead holds none."""
    past = [len(levels)] * len(levels)
    waiting: list[int] = []
    for k, level in enumerate(levels):
        while waiting and (levels[waiting[-1]] >= level or levels[waiting[-1]] == 0):
            past[waiting.pop()] = k
        waiting.append(k)
    return [(end, stops[end - 1]) for end in past]


def _between(places: Sequence[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)
