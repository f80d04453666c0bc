"""Lines and paragraphs of plain text: blank lines, one a line, hard-wrapped, or indented."""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import or_
from typing import Literal, NamedTuple

from newscli.model import Block, Span
from newscli.text import CLOSING_MARKS, FULL_WIDTH_SENTENCE_END_MARKS, SENTENCE_END_MARKS

# Every line end that str.splitlines knows and text dumps hold; a form feed ends a page.
_BREAKS = "\n\r\f\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_LIST_ITEM = re.compile(r"(?:[-*•‣▪◦·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t\xa0]+\S")
_ENDS = frozenset(f"{SENTENCE_END_MARKS}…:{CLOSING_MARKS}]“」{FULL_WIDTH_SENTENCE_END_MARKS}")
_WIDEST = 140
_NARROWEST = 30


class Line(NamedTuple):
    """A line with something on it, without the white space around it.

    ``indent`` is the count of characters of white space before it; ``blank`` whether a blank
    line (or the start of the text) stands before it.
    """

    start: int
    end: int
    indent: int
    blank: bool


def split_lines(text: str, start: int = 0) -> list[Line]:
    """The lines of ``text[start:]`` that are not blank."""
    found: list[Line] = []
    last = start
    for match in _LINE.finditer(text, start):
        raw = match.group()
        bare = raw.strip()
        if not bare:
            continue
        begin = match.start() + (len(raw) - len(raw.lstrip()))
        gap = text[last : match.start()]
        ends = sum(map(gap.count, _BREAKS)) - gap.count("\r\n")
        found.append(Line(begin, begin + len(bare), begin - match.start(), not found or ends > 1))
        last = begin + len(bare)
    return found


def join_paragraphs(text: str, rows: Sequence[Line], alone: frozenset[int] = frozenset()) -> list[Block]:
    """Join lines into paragraphs and list items. Lines at the indices ``alone`` join no others."""
    width = _wrap_width(text, rows)
    spaced = sum(row.blank for row in rows) > len(rows) / 2
    blocks: list[Block] = []
    begin = 0
    for k in range(1, len(rows) + 1):
        parted = k in alone or k - 1 in alone
        if k < len(rows) and not parted and _continues(text, rows, k, width, spaced, begin):
            continue
        first, last = rows[begin], rows[k - 1]
        kind = _kind(text, first)
        blocks.append(Block(kind, Span(first.start, last.end)))
        begin = k
    return blocks


def is_list_item(text: str, start: int) -> bool:
    return _LIST_ITEM.match(text, start, start + 40) is not None


def _kind(text: str, first: Line) -> Literal["paragraph", "item", "row"]:
    if is_list_item(text, first.start):
        return "item"
    return "row" if "\t" in text[first.start : first.end] else "paragraph"


def _continues(text: str, rows: Sequence[Line], k: int, width: int, spaced: bool, begin: int) -> bool:
    """Whether line k goes on with the paragraph of line k - 1, which began at line ``begin``."""
    above, here = rows[k - 1], rows[k]
    if here.blank or is_list_item(text, here.start):
        return False
    if width:
        hanging = k - 1 == begin and is_list_item(text, above.start)
        if here.indent > above.indent + 1 and not hanging:
            return False
        full = above.end - above.start + above.indent + 1 + _first_word(text, here) > width
        # Who wraps by hand leaves a line short now and then, but ends no paragraph within a sentence.
        return full or (text[above.end - 1] not in _ENDS and text[here.start].islower())
    # Blank lines part the paragraphs of this text: a single line end is one only after a full sentence.
    return spaced and text[above.end - 1] not in _ENDS and "\t" not in text[here.start : here.end]


def _first_word(text: str, row: Line) -> int:
    space = text.find(" ", row.start, row.end)
    return (row.end if space < 0 else space) - row.start


def _wrap_width(text: str, rows: Sequence[Line]) -> int:
    """The column at which a text was wrapped by its writer's program, 0 where it wasn't.

    A program breaks a line when the next word doesn't fit, so nearly every line that another one
    follows is full: with that word it would pass the width.
    """
    pairs = [(a, b) for a, b in pairwise(rows) if not b.blank]
    if len(pairs) < 3:
        return 0
    lengths = sorted(a.end - a.start + a.indent for a, _ in pairs)
    width = lengths[int(len(lengths) * 0.95) - (len(lengths) > 19)]
    if not _NARROWEST <= width <= _WIDEST or lengths[-1] > 2 * _WIDEST:
        return 0
    full = [a.end - a.start + a.indent + 1 + _first_word(text, b) > width for a, b in pairs]
    ends = [text[a.end - 1] in _ENDS for a, _ in pairs]
    # Lines that end in a full stop, most of them, are paragraphs of a like length.
    if sum(full) < 0.4 * len(pairs) or sum(ends) > 0.6 * len(pairs):
        return 0
    # Every other line is the last of its paragraph.
    return width if sum(map(or_, full, ends)) > 0.9 * len(pairs) else 0
