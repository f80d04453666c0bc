"""Headings -> sections: a tree whose spans tile the body."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from newscli.model import Article, Block, Section, Span
from newscli.text import count_words


class OwnSection(NamedTuple):
    """A section without its subsections. The lead is the section without a ``heading``."""

    id: str
    span: Span
    heading: Block | None

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0


def split_sections(article: Article) -> list[OwnSection]:
    """Split an article into sections at its headings, in text order. The first is the lead, if it has text."""
    headings = [block for block in article.blocks if block.kind == "heading"]
    starts = [heading.span.start for heading in headings]
    ends = [*starts, article.body.end]
    has_lead = bool(article.text[article.body.start : ends[0]].strip())
    parts: list[tuple[Span, Block | None]] = [(Span(article.body.start, ends[0]), None)] if has_lead else []
    parts += [(Span(start, end), heading) for start, end, heading in zip(starts, ends[1:], headings, strict=True)]
    return [OwnSection(f"s{number}", span, heading) for number, (span, heading) in enumerate(parts, 1)]


def build_outline(article: Article, sections: Sequence[OwnSection], quote_starts: Sequence[int]) -> tuple[Section, ...]:
    """Build the tree of the sections from split_sections. ``quote_starts`` are the starts of quotes, in text order."""
    paragraph_starts = [block.span.start for block in article.blocks if block.kind not in ("heading", "rule", "title")]
    past_ends = _find_past_ends([section.level for section in sections])
    # The blocks' words, and not the sections', which may have furniture of a page between their blocks.
    blocks = [block for block in article.blocks if block.kind != "title"]
    counts = [count_words(article.text, *block.span) for block in blocks]
    words_before = [0, *accumulate(counts)]
    block_starts = [block.span.start for block in blocks]

    def count_words_between(start: int, end: int) -> int:
        return words_before[bisect_left(block_starts, end)] - words_before[bisect_left(block_starts, start)]

    def build(first: int, past: int) -> list[Section]:
        siblings: list[Section] = []
        k = first
        while k < past:
            section, past_end = sections[k], past_ends[k]
            start, end = section.span.start, sections[past_end - 1].span.end
            heading = section.heading.span if section.heading else None
            siblings.append(
                Section(
                    id=section.id,
                    title=" ".join(article.text[heading.start : heading.end].split()) if heading else None,
                    level=section.level,
                    span=Span(start, end),
                    heading=heading,
                    paragraphs=_count_between(paragraph_starts, start, end),
                    words=count_words_between(start, end),
                    quotes=_count_between(quote_starts, start, end),
                    sections=tuple(build(k + 1, past_end)) if past_end > k + 1 else (),
                )
            )
            k = past_end
        return siblings

    return tuple(build(0, len(sections)))


def walk_sections(outline: Sequence[Section]) -> Iterator[Section]:
    """Yield every section, each followed by its subsections."""
    for section in outline:
        yield section
        yield from walk_sections(section.sections)


def _find_past_ends(levels: Sequence[int]) -> list[int]:
    """Find, for each section, the index past its last subsection.

    That is the index of the next section on its level or above. The lead (level 0) has no subsections.
    """
    past_ends = [len(levels)] * len(levels)
    open_sections: list[int] = []
    for k, level in enumerate(levels):
        while open_sections and (levels[open_sections[-1]] >= level or levels[open_sections[-1]] == 0):
            past_ends[open_sections.pop()] = k
        open_sections.append(k)
    return past_ends


def _count_between(positions: Sequence[int], start: int, end: int) -> int:
    """Count how many of the sorted ``positions`` lie in the half-open span."""
    return bisect_left(positions, end) - bisect_left(positions, start)
