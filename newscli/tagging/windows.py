"""Windows: the stretches of text that the reader model sees at once.

Paragraphs are packed in text order into windows of at most LIMIT pieces, each ended by a break; a
paragraph that is longer is cut after a sentence's end where it has one. No window depends on
another one, so memory does not grow with the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscli.model import PROSE, Block, QuotedSpan, Span
from newscli.tagging.wordpiece import Piece, Vocabulary
from newscli.text import CLOSING_MARKS, QUOTATION_MARKS, SENTENCE_END_MARKS

LIMIT = 128
OUTSIDE, INSIDE, MARK = range(3)
_ENDS = frozenset(SENTENCE_END_MARKS)
_LETTER = re.compile(r"[^\W\d_]")


class Window(NamedTuple):
    """One number a piece in each list; the start piece and breaks stand at empty spans."""

    ids: list[int]
    shapes: list[int]
    marks: list[int]
    spans: list[tuple[int, int]]


def windows(
    text: str, blocks: Sequence[Block], marked: Sequence[QuotedSpan], vocabulary: Vocabulary, limit: int = LIMIT
) -> Iterator[Window]:
    """The windows of an article, in text order, each piece of a readable block in exactly one.

    Code, tables, rules and paragraphs without a letter are not read.
    """
    inside = sorted(span for one in marked for span in one.spans)
    starts = [span.start for span in inside]
    window = _empty(vocabulary)
    for block in blocks:
        if block.kind not in PROSE or not _LETTER.search(text, *block.span):
            continue
        for part in _parts(text, vocabulary.pieces(text, *block.span), limit - 2):
            if len(window.ids) + len(part) + 1 > limit:
                yield window
                window = _empty(vocabulary)
            ids, firsts, lasts, shapes = zip(*part, strict=True)
            window.ids.extend(ids)
            window.shapes.extend(shapes)
            window.marks.extend(_marks(text, firsts, lasts, inside, starts))
            window.spans.extend(zip(firsts, lasts, strict=True))
            _add(window, vocabulary.brk, lasts[-1])
    if len(window.ids) > 1:
        yield window


def _empty(vocabulary: Vocabulary) -> Window:
    window = Window([], [], [], [])
    _add(window, vocabulary.start, 0)
    return window


def _add(window: Window, number: int, place: int) -> None:
    window.ids.append(number)
    window.shapes.append(0)
    window.marks.append(OUTSIDE)
    window.spans.append((place, place))


def _parts(text: str, pieces: Iterator[Piece], limit: int) -> Iterator[list[Piece]]:
    """The pieces of a paragraph in parts of at most ``limit``, cut at the latest sentence's end."""
    part: list[Piece] = []
    for piece in pieces:
        if len(part) == limit:
            cut = next((k for k in range(limit - 1, limit // 4, -1) if _begins(text, part[k][1])), limit)
            yield part[:cut]
            part = part[cut:]
        part.append(piece)
    if part:
        yield part


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins there: a capital after a full stop and a space."""
    before = text[max(0, place - 4) : place]
    stopped = before[-1:].isspace() and before.rstrip().rstrip(CLOSING_MARKS)[-1:] in _ENDS
    return stopped and text[place].isupper()


def _marks(
    text: str, firsts: Sequence[int], lasts: Sequence[int], inside: Sequence[Span], starts: Sequence[int]
) -> Iterator[int]:
    """Whether each piece is outside of marked words, inside, or a mark."""
    k = bisect_right(starts, firsts[0]) - 1
    for first, last in zip(firsts, lasts, strict=True):
        while k + 1 < len(starts) and starts[k + 1] <= first:
            k += 1
        if last - first == 1 and text[first] in QUOTATION_MARKS:
            yield MARK
        else:
            yield INSIDE if k >= 0 and first < inside[k].end else OUTSIDE
