"""Long Markdown, cut where a new paragraph begins, so that the parser needs memory for a piece at a time.

markdown-it keeps some 500 bytes for each mark. A piece that ends before a paragraph at the margin parses as it would
within the whole: such a paragraph, after a blank line, is part of no list, quotation or table above it (CommonMark
0.31, section 3). A text without one is cut at the start of a line all the same, once a piece is far too long.
"""

import re
from collections.abc import Iterator

# In characters: from this size on, a piece ends at the next paragraph; from that on, at the next line.
_LONG, _FAR_TOO_LONG = 16_000, 64_000
_PARAGRAPH_START = re.compile(r"[^\W\d_]|[\"“‘(]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# How HTML blocks begin that may have blank lines in them, and how each ends (section 4.6, conditions 1 to 5).
_HTML_BLOCKS = (
    (re.compile(r" {0,3}<(?:script|pre|style|textarea)(?:\s|>|$)", re.IGNORECASE),
     re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)),
    (re.compile(r" {0,3}<!--"), re.compile("-->")),
    (re.compile(r" {0,3}<\?"), re.compile(r"\?>")),
    (re.compile(r" {0,3}<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r" {0,3}<![A-Za-z]"), re.compile(">")),
)  # fmt: skip


def split_markdown(text: str) -> Iterator[str]:
    """Split a text into pieces that can be parsed one by one."""
    piece: list[str] = []
    size = 0
    is_after_blank = False
    # What ends the code or the HTML that the line stands in; None outside of them.
    closing: re.Pattern[str] | None = None
    for line in text.splitlines(keepends=True):
        is_paragraph = is_after_blank and closing is None and _PARAGRAPH_START.match(line) is not None
        if size >= _FAR_TOO_LONG or (size >= _LONG and is_paragraph):
            yield "".join(piece)
            piece, size, closing = [], 0, None
        closing = _find_closing(line) if closing is None else None if closing.search(line) else closing
        piece.append(line)
        size += len(line)
        is_after_blank = not line.strip()
    yield "".join(piece)


def split_long(text: str) -> Iterator[str]:
    """Split the text of a block at blanks if it is far too long."""
    start = 0
    while len(text) - start > _FAR_TOO_LONG:
        end = text.rfind(" ", start, start + _FAR_TOO_LONG) + 1 or start + _FAR_TOO_LONG
        yield text[start:end]
        start = end
    yield text[start:]


def _find_closing(line: str) -> re.Pattern[str] | None:
    """Find what ends the code or the HTML block that a line opens, unless the line has it."""
    if match := _FENCE.match(line):
        mark = match[1]
        return re.compile(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}\s*$")
    for opening, closing in _HTML_BLOCKS:
        if (found := opening.match(line)) and not closing.search(line, found.end()):
            return closing
    return None
