"""Checks of how an article is built."""

from collections.abc import Iterator

from newscli.analysis.desk.findings import Finding
from newscli.model import Report, Span
from newscli.text import count_words


def check_structure(report: Report) -> Iterator[Finding]:
    """Find what an article lacks."""
    start = report.body.start if report.body else 0
    place = Span(start, start)
    metadata = report.metadata
    if metadata.dateline is None:
        yield Finding("S501", place, "no dateline")
    if not metadata.authors and metadata.agency is None:
        yield Finding("S502", place, "no byline")


def find_long_paragraphs(report: Report, max_words: int) -> Iterator[Finding]:
    """Find the paragraphs of over ``max_words`` words."""
    for block in report.blocks:
        words = count_words(report.text or "", *block.span) if block.kind == "paragraph" else 0
        if words > max_words:
            yield Finding("S503", Span(block.span.start, block.span.start), f"a paragraph of {words} words")
