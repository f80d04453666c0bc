"""The words of an article that stand in quotation marks, and who is said to have said them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newscli.model import Report, Span
from newscli.text import LETTER_OR_DIGIT, QUOTATION_MARKS

_PAIRS = re.compile(
    r"“[^“”]{1,5000}[”]?|\"[^\"]{1,5000}\"?|«[^«»]{1,5000}»?|„[^„“”]{1,5000}[“”]?|‘[^‘]{1,5000}’(?![^\W_])|``.{1,5000}?''"
)
_MARKS = "".join(QUOTATION_MARKS)


class MarkedWords(NamedTuple):
    """Words in quotation marks, without the marks: the quote that they are part of, and who is said to say it."""

    quote: str
    text: str
    span: Span
    line: int
    speaker: str | None


def list_marked_words(report: Report) -> Iterator[MarkedWords]:
    """List what stands in quotation marks in the quotes of a Report, in text order."""
    text = report.text or ""
    for quote in report.quotes:
        if quote.kind == "indirect":
            continue
        name = quote.speaker.name if quote.speaker else None
        for span in quote.spans:
            for inner in [_strip_marks(text, span)] if quote.kind == "direct" else list_marked_parts(text, span):
                if LETTER_OR_DIGIT.search(text, *inner):
                    yield MarkedWords(quote.id, text[slice(*inner)], inner, quote.line, name)


def list_marked_parts(text: str, span: Span) -> Iterator[Span]:
    """List what stands in quotation marks within a span, without the marks."""
    for match in _PAIRS.finditer(text, *span):
        yield _strip_marks(text, Span(*match.span()))


def _strip_marks(text: str, span: Span) -> Span:
    """Strip quotation marks and blanks from both ends; an apostrophe within stays."""
    start, end = span
    while start < end and (text[start] in _MARKS or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)
