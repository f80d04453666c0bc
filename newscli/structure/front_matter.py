"""What stands before the story in plain text: header lines, a leading date, title, bylines, dates.

Everything found is a Field with its place; what is left is the body.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newscli.lang.en.calendar import PRINTED_DATE
from newscli.model import Block, Field, Span
from newscli.structure.bylines import is_byline
from newscli.structure.datelines import find_dateline
from newscli.structure.layout import Line
from newscli.structure.titles import is_title
from newscli.text import have_same_words

# Header names -> the metadata they give. Others in the same block are passed over.
HEADER_KEYS = {
    "title": "title",
    "headline": "title",
    "by": "authors",
    "byline": "authors",
    "author": "authors",
    "authors": "authors",
    "writer": "authors",
    "date": "published",
    "published": "published",
    "publication date": "published",
    "publish date": "published",
    "pubdate": "published",
    "date published": "published",
    "posted": "published",
    "created": "published",
    "updated": "modified",
    "modified": "modified",
    "last updated": "modified",
    "last modified": "modified",
    "source": "publisher",
    "publisher": "publisher",
    "publication": "publisher",
    "newspaper": "publisher",
    "outlet": "publisher",
    "section": "section",
    "category": "section",
    "language": "language",
    "lang": "language",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "dateline": "dateline",
}
# These open an ordinary sentence or headline, too: alone they are no header.
_WEAK = frozenset(("publisher", "section", "modified", "authors", "dateline"))
_HEADER = re.compile(r"([A-Za-z][A-Za-z _-]{0,24}?)[ \t]{0,8}[:：][ \t\xa0]*")
_LABEL = re.compile(
    r"(?P<modified>(?:last\s+)?(?:updated|modified))|(?P<published>(?:first\s+)?(?:published|posted|date)|on)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|·•]\s+")
_MOST_BLOCKS = 8
_LONGEST_TITLE, _AHEAD = 500, 4000
_MOST_LINES = 200
_MOST_UNKNOWN = 4


class Front(NamedTuple):
    """Fields found, and where the story begins."""

    fields: tuple[Field, ...]
    body: int


def parse_header(text: str, rows: Sequence[Line]) -> tuple[list[Field], int]:
    """The fields of a block of ``Key: value`` lines at the very start, and how many lines it takes.

    Lines of an unknown key belong to it between known ones, and at its end before a blank line; an
    indented line goes on with the value above it (RFC 5322, section 2.2.3).
    """
    found: list[Field] = []
    taken = unknown = 0
    for k, row in enumerate(rows[:_MOST_LINES]):
        key, value = _header_line(text, row)
        if key is not None:
            found.append(Field(key, value, "header line", Span(row.start, row.end)))
            taken, unknown = k + 1, 0
        elif found and not row.blank and row.indent > 0 and k == taken:
            last = found[-1]
            value = f"{last.value} {text[row.start : row.end]}"
            found[-1] = Field(last.key, value, last.origin, Span((last.span or row)[0], row.end))
            taken = k + 1
        elif found and not row.blank and unknown < _MOST_UNKNOWN and _HEADER.match(text, row.start, row.end):
            unknown += 1
        else:
            if row.blank and len(found) > 1:
                taken += unknown
            break
    keys = {field.key for field in found}
    return ([], 0) if len(keys) == 1 and keys <= _WEAK else (found, taken)


def _header_line(text: str, row: Line) -> tuple[str | None, str]:
    match = _HEADER.match(text, row.start, row.end)
    key = HEADER_KEYS.get(" ".join(re.split(r"[ _-]+", match[1].lower()))) if match else None
    if match is None or key is None:
        return None, ""
    value = text[match.end() : row.end]
    if not value or len(value) > 500:
        return None, ""
    if key in ("published", "modified"):
        dated = PRINTED_DATE.match(value)
        # A date and then the lead on one line is no header but a leading line.
        if not dated or len(value) - dated.end() > 40:
            return None, ""
        value = dated[0]
    if key == "url" and not re.match(r"\w{2,9}:|www\.|/", value):
        return None, ""
    return key, value


def parse_leading_date(text: str, start: int, end: int) -> tuple[Field, int] | None:
    """A labelled date that opens the first line and goes on with the lead, and where the lead begins."""
    label = _LABEL.match(text, start, end)
    if not label or label.lastgroup is None:
        return None
    gap = re.compile(r"[ \t\xa0]*[:=]?[ \t\xa0]*").match(text, label.end(), end)
    date = PRINTED_DATE.match(text, gap.end() if gap else label.end(), end)
    if not date or label[0].lower() == "on":
        return None
    after = re.compile(r"[\s,;:|–—-]*").match(text, date.end(), end)
    body = after.end() if after else date.end()
    if body == date.end() or body >= end:
        return None
    return Field(label.lastgroup, date[0], "leading line", Span(start, date.end())), body


def parse_date_line(text: str) -> tuple[str, str] | None:
    """("published" | "modified", the date) where a line holds a date and nothing else of weight."""
    if len(text) > 80:
        return None
    label = _LABEL.match(text)
    key = label.lastgroup if label else None
    start = re.compile(r"[\s:,]*(?:on\s+)?").match(text, label.end() if label else 0)
    date = PRINTED_DATE.match(text, start.end() if start else 0)
    if date is None or re.search(r"\w", text[date.end() :]):
        return None
    return key or "published", date[0]


def find_front_lines(text: str, rows: Sequence[Line]) -> frozenset[int]:
    """The indices of bylines and date lines among the first lines: they stand alone without a blank line."""
    shown = [text[row.start : row.end] for row in rows[: _MOST_BLOCKS + 1]]
    return frozenset(k for k, line in enumerate(shown) if parse_front_line(line))


def parse_front_line(line: str) -> list[tuple[str, str, str]]:
    """What a byline or date line states, as (key, value, origin); [] for any other line.

    The two may share a line: "By Jane Doe | 3 March 2030".
    """
    if is_byline(line):
        return [("authors", line, "byline")]
    if (dated := parse_date_line(line)) is not None:
        return [(*dated, "date line")]
    if len(line) > 200:
        return []
    parts = [parse_front_line(part) for part in _PARTS.split(line)] if _PARTS.search(line) else []
    return [one for part in parts for one in part] if parts and all(parts) else []


def read_front_matter(text: str, blocks: Sequence[Block], title: str | None) -> Front:
    """Title, bylines and date lines among the first paragraphs; ``title`` is one that is stated elsewhere, and may be
    said again. The last block is always the story's."""
    fields: list[Field] = []
    k = 0
    while k < min(len(blocks) - 1, _MOST_BLOCKS):
        block = blocks[k]
        shown = text[block.span.start : block.span.end]
        if find_dateline(text, block.span) is not None:
            break
        if found := parse_front_line(shown):
            fields += [Field(key, value, origin, block.span) for key, value, origin in found]
        elif title is not None and len(shown) < _LONGEST_TITLE and have_same_words(shown, title):
            pass
        elif title is None and (fields == [] or k == 1) and is_titled(shown, _after(text, blocks[k + 1 : k + 9])):
            fields.append(Field("title", " ".join(shown.split()), "first line", block.span))
            title = shown
        else:
            break
        k += 1
    return Front(tuple(fields), blocks[k].span.start if blocks else len(text))


def _after(text: str, blocks: Sequence[Block]) -> list[str]:
    return [text[one.span.start : min(one.span.end, one.span.start + _AHEAD)] for one in blocks]


def is_titled(line: str, after: Sequence[str]) -> bool:
    """Whether a first line is a title, given the next paragraphs: those after its bylines and dates tell."""
    following = [one[:_AHEAD] for one in after if not parse_front_line(one[:300])][:3]
    dateline = bool(following) and find_dateline(following[0], Span(0, len(following[0]))) is not None
    return is_title(line, following, dateline)
