"""Lines and paragraphs of plain text.

Paragraphs may be separated by blank lines, fill one line each, be wrapped at a width, or begin with an indent.
"""

from collections.abc import Sequence
from itertools import pairwise
from operator import or_
from typing import Literal, NamedTuple

from newscli.model import Block, Span
from newscli.patterns import compile_lazily
from newscli.text import FULL_WIDTH_SENTENCE_END_MARKS, PARAGRAPH_END_MARKS

# The line ends of str.splitlines that occur in text dumps; a form feed ends a page.
_BREAKS = "\n\r\f\x85\u2028\u2029"
_LINE = compile_lazily(f"[^{_BREAKS}]+")
_LIST_ITEM = compile_lazily(r"(?:[-*•‣▪◦·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t\xa0]+\S")
_ENDS = frozenset(f"{PARAGRAPH_END_MARKS}]“」{FULL_WIDTH_SENTENCE_END_MARKS}")
_WIRE_LINE_ENDS = frozenset("<=")
MIN_WIRE_LINE_CHARS = 3
MAX_WRAP_WIDTH = 140  # characters
MIN_WRAP_WIDTH = 30  # characters
MIN_WRAPPED_PAIRS = 3
MAX_LIST_MARK_CHARS = 40  # up to the first character after it
WIDTH_QUANTILE = 0.95  # of the lengths of the lines followed by another line
MIN_LINES_FOR_OUTLIER = 20
# Shares of the lines followed by another line.
MIN_FULL_SHARE = 0.4
MAX_SENTENCE_END_SHARE = 0.6
MIN_EXPLAINED_SHARE = 0.9


class Line(NamedTuple):
    """A line that is not blank, without the white space around it.

    ``indent`` is the number of white-space characters before it; ``blank`` says whether a blank line, or the start of
    the text, comes before it.
    """

    start: int
    end: int
    indent: int
    blank: bool


def split_lines(text: str, start: int = 0) -> list[Line]:
    """Split ``text[start:]`` into lines, leaving out blank ones."""
    lines: list[Line] = []
    previous_end = start
    for match in _LINE.finditer(text, start):
        line_text = match.group()
        content = line_text.strip()
        if not content:
            continue
        line_start = match.start() + (len(line_text) - len(line_text.lstrip()))
        gap = text[previous_end : match.start()]
        line_ends = sum(map(gap.count, _BREAKS)) - gap.count("\r\n")
        previous_end = line_start + len(content)
        lines.append(Line(line_start, previous_end, line_start - match.start(), not lines or line_ends > 1))
    return lines


def trim_wire_marks(text: str, lines: Sequence[Line]) -> list[Line]:
    """Leave the marks of old wires out of lines: "^By JANE DOE=", "^Flood hits Sorrel<"."""
    return [
        line._replace(start=line.start + 1, end=line.end - (text[line.end - 1] in _WIRE_LINE_ENDS))
        if text[line.start] == "^" and line.end - line.start > MIN_WIRE_LINE_CHARS
        else line
        for line in lines
    ]


def join_paragraphs(text: str, lines: Sequence[Line], alone: frozenset[int] = frozenset()) -> list[Block]:
    """Join lines into paragraphs and list items. The lines at the indices ``alone`` are blocks of their own."""
    width = _measure_wrap_width(text, lines)
    has_blank_lines = sum(line.blank for line in lines) > len(lines) / 2
    blocks: list[Block] = []
    first = 0
    for k in range(1, len(lines) + 1):
        is_separate = k in alone or k - 1 in alone
        if k < len(lines) and not is_separate and _continues_paragraph(text, lines, k, width, has_blank_lines, first):
            continue
        blocks.append(Block(_get_kind(text, lines[first]), Span(lines[first].start, lines[k - 1].end)))
        first = k
    return blocks


def is_list_item(text: str, start: int) -> bool:
    """Whether a list item begins at ``start``: its mark, and something after it."""
    return _LIST_ITEM.match(text, start, start + MAX_LIST_MARK_CHARS) is not None


def _get_kind(text: str, first_line: Line) -> Literal["paragraph", "item", "row"]:
    if is_list_item(text, first_line.start):
        return "item"
    return "row" if "\t" in text[first_line.start : first_line.end] else "paragraph"


def _continues_paragraph(
    text: str, lines: Sequence[Line], k: int, width: int, has_blank_lines: bool, first: int
) -> bool:
    """Whether line ``k`` continues the paragraph that began at line ``first``.

    ``width`` is the column at which the text is wrapped, 0 if it isn't; ``has_blank_lines`` says whether blank lines
    separate its paragraphs.
    """
    above, line = lines[k - 1], lines[k]
    if line.blank or is_list_item(text, line.start):
        return False
    if width:
        is_first_after_mark = k - 1 == first and is_list_item(text, above.start)
        if line.indent > above.indent + 1 and not is_first_after_mark:
            return False
        # People who wrap by hand leave a line short now and then, but they end no paragraph inside a sentence.
        in_sentence = text[above.end - 1] not in _ENDS and text[line.start].islower()
        return in_sentence or _is_full(text, above, line, width)
    # If blank lines separate paragraphs, a single line end does so only after a full sentence.
    return has_blank_lines and text[above.end - 1] not in _ENDS and "\t" not in text[line.start : line.end]


def _is_full(text: str, line: Line, below: Line, width: int) -> bool:
    """Whether a line had no room for the first word of the next one."""
    return _measure_length(line) + 1 + _measure_first_word(text, below) > width


def _measure_length(line: Line) -> int:
    return line.end - line.start + line.indent


def _measure_first_word(text: str, line: Line) -> int:
    space = text.find(" ", line.start, line.end)
    return (line.end if space < 0 else space) - line.start


def _measure_wrap_width(text: str, lines: Sequence[Line]) -> int:
    """Measure the column at which a program wrapped the text, 0 if none did.

    A program breaks a line when the next word doesn't fit. So nearly every line followed by another is full: the next
    word would make it exceed the width.
    """
    pairs = [(line, below) for line, below in pairwise(lines) if not below.blank]
    if len(pairs) < MIN_WRAPPED_PAIRS:
        return 0
    lengths = sorted(_measure_length(line) for line, _ in pairs)
    width = lengths[int(len(lengths) * WIDTH_QUANTILE) - (len(lengths) >= MIN_LINES_FOR_OUTLIER)]
    if not MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH or lengths[-1] > 2 * MAX_WRAP_WIDTH:
        return 0
    full = [_is_full(text, line, below, width) for line, below in pairs]
    sentence_ends = [text[line.end - 1] in _ENDS for line, _ in pairs]
    # If most lines end in a full stop, they are paragraphs of similar length.
    if sum(full) < MIN_FULL_SHARE * len(pairs) or sum(sentence_ends) > MAX_SENTENCE_END_SHARE * len(pairs):
        return 0
    # Every other line must be the last of its paragraph.
    return width if sum(map(or_, full, sentence_ends)) > MIN_EXPLAINED_SHARE * len(pairs) else 0
