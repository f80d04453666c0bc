"""The front matter: the title, bylines and dates before a story, in blocks of any format.

Plain text may also begin with a leading date ("Published 3 May 2030 – The council …"), or with a header
(header_lines.py).
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from newscli.lang.en.calendar import PRINTED_DATE
from newscli.lang.en.lines import DATE_LABEL_PREPOSITION, KICKERS, MODIFIED_LABEL, PUBLISHED_LABEL, READING_TIME
from newscli.model import Field, Span
from newscli.patterns import compile_lazily
from newscli.structure.bylines import is_bare_name, is_byline, is_role_below_name, is_role_or_body, spell_name
from newscli.structure.datelines import find_dateline
from newscli.structure.drafts import DraftBlock
from newscli.structure.layout import Line
from newscli.structure.titles import CONTEXT_PARAGRAPHS, MAX_LOOKAHEAD_CHARS, is_title
from newscli.text import SENTENCE_END_MARKS, have_same_words

_LABEL = compile_lazily(rf"(?P<modified>{MODIFIED_LABEL})|(?P<published>{PUBLISHED_LABEL})", re.IGNORECASE)
_AFTER_LEADING_LABEL = compile_lazily(r"[ \t\xa0]*[:=]?[ \t\xa0]*")
_AFTER_LEADING_DATE = compile_lazily(r"[\s,;:|–—-]*")
_AFTER_LABEL = compile_lazily(rf"[\s:,]*(?:{DATE_LABEL_PREPOSITION}\s+)?")
# Every date that PRINTED_DATE matches has one.
_YEAR = compile_lazily(r"\d{4}")
_WORD_CHARACTER = compile_lazily(r"\w")
_LINE_SEPARATOR = compile_lazily(r"\s+[|·•]\s+")
_READING_TIME = compile_lazily(READING_TIME, re.IGNORECASE)
# Before the day at the end of a byline: "By Jane Doe, 3 March 2030".
_BEFORE_BYLINE_DAY = compile_lazily(r"(?:\s*[,;–—-]|\s+on)\s*$")
MAX_FRONT_BLOCKS = 8
MAX_TITLE_CHARS = 500
MAX_DATE_LINE_CHARS = 80
MAX_FRONT_LINE_CHARS = 200
# Whether a line is a title depends on the blocks after it. Only the first two blocks are candidates.
MAX_TITLE_INDEX = 1
LOOKAHEAD_BLOCKS = 8
MAX_LINE_HEAD_CHARS = 300
MAX_BLOCKS_BELOW_NAME = 2
# Decks between a title and its byline: lines, or the points of a list.
MAX_DECKS = 4
MAX_DECK_CHARS = 250
# read_front_matter looks at no more blocks than these.
MAX_BLOCKS_READ = MAX_FRONT_BLOCKS + LOOKAHEAD_BLOCKS + 1

# Which blocks may be the title. "repeated": only one that repeats the title given outside the text; "styled": also one
# with the style of a title, or the only level-1 heading; "any": also a first line that reads like a title.
TitleSearch = Literal["repeated", "styled", "any"]


class FrontMatter(NamedTuple):
    """The blocks before the story.

    ``fields`` are pairs: the index of a block, and a field (without a span) that was read from it. ``length`` is the
    number of blocks before the story, ``title`` the index of the block that is the title or repeats it.
    """

    fields: tuple[tuple[int, Field], ...]
    length: int
    title: int | None


def read_front_matter(
    blocks: Sequence[DraftBlock], title: str | None, search: TitleSearch, *, stays_in_text: bool = False
) -> FrontMatter:
    """Find the title, bylines and date lines among the first blocks.

    ``title`` is a title given outside the text, which may repeat it. The last block always belongs to the story.
    Markdown is the exception: its front matter ``stays_in_text``, so nothing is lost if a heading of any length is
    taken for the title, even with no story below it.
    """
    fields: list[tuple[int, Field]] = []
    title_block: int | None = None
    k = 0
    while k < min(len(blocks), MAX_FRONT_BLOCKS):
        text = blocks[k].text
        if k == len(blocks) - 1 and not (stays_in_text and blocks[k].kind == "heading"):
            break
        if find_dateline(text, Span(0, len(text))) is not None:
            break
        is_title_wanted = search != "repeated" and title_block is None
        # A title as long as a paragraph is a paragraph with the wrong style.
        may_be_title = stays_in_text or len(text) < MAX_TITLE_CHARS
        if is_title_wanted and may_be_title and (origin := _find_styled_title(blocks, k)):
            title, title_block = text, k
            fields.append((k, Field("title", " ".join(text.split()), origin)))
        elif line_fields := parse_front_line(text):
            fields += [(k, field) for field in line_fields]
        elif _is_kicker(text) or (_ends_with_byline(fields, k) and is_role_below_name(text)):
            pass
        elif title is not None and search == "any" and (length := _measure_decks(blocks, k)):
            k += length - 1
        elif is_title_wanted and search == "any" and _reads_like_title(blocks, k):
            title, title_block = text, k
            fields.append((k, Field("title", " ".join(text.split()), "first line")))
        elif title is not None and (length := _measure_name_above_day(blocks, k)):
            fields.append((k, Field("author", spell_name(text), "byline")))
            k += length - 1
        elif title is not None and may_be_title and have_same_words(text, title):
            title_block = k if title_block is None else title_block
        else:
            break
        k += 1
    return FrontMatter(tuple(fields), k, title_block)


def _is_kicker(text: str) -> bool:
    """Whether a line above or below a title says what kind of story it is: "OBITUARY", "Live"."""
    return text.strip(" .:|").casefold() in KICKERS


def _ends_with_byline(fields: Sequence[tuple[int, Field]], k: int) -> bool:
    """Whether the block before ``k`` is a byline."""
    return bool(fields) and fields[-1] == (k - 1, fields[-1][1]) and fields[-1][1].key in ("authors", "author")


def _measure_decks(blocks: Sequence[DraftBlock], k: int) -> int:
    """Count the decks from block ``k`` to a byline, or to the dateline; 0 if there is neither below them."""
    for length, block in enumerate(blocks[k : k + MAX_DECKS + 1]):
        text = block.text
        if fields := parse_front_line(text[:MAX_LINE_HEAD_CHARS]):
            is_byline_below = any(field.key == "authors" for field in fields)
            return length if is_byline_below or _measure_name_above_day(blocks, k + length) else 0
        if find_dateline(text, Span(0, len(text))) is not None:
            # A sentence above it may be the editor's note, or the story's own.
            return 0 if any(deck.text[-1] in SENTENCE_END_MARKS for deck in blocks[k : k + length]) else length
        if len(text) > MAX_DECK_CHARS or block.kind not in ("paragraph", "item"):
            return 0
    return 0


def _measure_name_above_day(blocks: Sequence[DraftBlock], k: int) -> int:
    """Count the blocks from a bare name to the day below it; 0 if block ``k`` is no such name.

    A role, or the name of a paper, may stand between them.
    """
    if blocks[k].kind != "paragraph" or not is_bare_name(blocks[k].text):
        return 0
    for length, block in enumerate(blocks[k + 1 : k + 1 + MAX_BLOCKS_BELOW_NAME], 1):
        if parse_date_line(block.text) is not None:
            return length
        if not is_role_or_body(block.text):
            return 0
    return 0


def _find_styled_title(blocks: Sequence[DraftBlock], k: int) -> str | None:
    """Say what makes block ``k`` look like a title: "title" (its style), "level-1 heading" (the only one), or None."""
    block = blocks[k]
    if block.kind == "title":
        return "title"
    if block.kind != "heading" or block.level != 1:
        return None
    count = sum(other.kind == "heading" and other.level == 1 for other in blocks)
    return "level-1 heading" if count == 1 else None


def _reads_like_title(blocks: Sequence[DraftBlock], k: int) -> bool:
    """Whether one of the first paragraphs reads like a title, given the blocks after it, bylines and dates excepted."""
    if k > MAX_TITLE_INDEX or blocks[k].kind != "paragraph":
        return False
    next_texts = (block.text[:MAX_LOOKAHEAD_CHARS] for block in blocks[k + 1 : k + 1 + LOOKAHEAD_BLOCKS])
    story = [text for text in next_texts if not parse_front_line(text[:MAX_LINE_HEAD_CHARS])][:CONTEXT_PARAGRAPHS]
    opens_with_dateline = bool(story) and find_dateline(story[0], Span(0, len(story[0]))) is not None
    return is_title(blocks[k].text, story, opens_with_dateline)


def parse_front_line(line: str) -> list[Field]:
    """Parse a byline or a date line into fields, without spans; [] for any other line.

    The two may share a line: "By Jane Doe | 3 March 2030", "Jane Doe | 3 March 2030 | 5 min read", "By Jane Doe, 3
    March 2030".
    """
    if is_byline(line):
        return [Field("authors", line, "byline")]
    if (date_line := parse_date_line(line)) is not None:
        return [Field(*date_line, "date line")]
    if len(line) > MAX_FRONT_LINE_CHARS:
        return []
    if _LINE_SEPARATOR.search(line):
        parts = [part for part in _LINE_SEPARATOR.split(line) if not _READING_TIME.fullmatch(part)]
        fields = [parse_front_line(part) or _read_bare_name(part) for part in parts]
        # A name alone is no byline.
        is_front = all(fields) and any(field.key != "author" for part in fields for field in part)
        return [field for part in fields for field in part] if is_front else []
    if not _YEAR.search(line):
        return []
    day = next((match for match in PRINTED_DATE.finditer(line) if not _WORD_CHARACTER.search(line, match.end())), None)
    before = _BEFORE_BYLINE_DAY.search(line, 0, day.start()) if day else None
    if day is None or before is None or not is_byline(line[: before.start()]):
        return []
    return [Field("authors", line[: before.start()], "byline"), Field("published", day[0], "date line")]


def _read_bare_name(text: str) -> list[Field]:
    return [Field("author", spell_name(text), "byline")] if is_bare_name(text) else []


def parse_date_line(text: str) -> tuple[str, str] | None:
    """Return ("published" or "modified", the date) if a line is only a date and perhaps its label."""
    if len(text) > MAX_DATE_LINE_CHARS or not _YEAR.search(text):
        return None
    label = _LABEL.match(text)
    key = label.lastgroup if label else None
    gap = _AFTER_LABEL.match(text, label.end() if label else 0)
    date = PRINTED_DATE.match(text, gap.end() if gap else 0)
    if date is None or _WORD_CHARACTER.search(text, date.end()):
        return None
    return key or "published", date[0]


def parse_leading_date(text: str, start: int, end: int) -> tuple[Field, int] | None:
    """Parse a labelled date that opens ``text[start:end]``, the first line; also return where the lead begins after it.

    None if the line has no such date, or nothing after it.
    """
    label = _LABEL.match(text, start, end)
    if not label or label.lastgroup is None:
        return None
    gap = _AFTER_LEADING_LABEL.match(text, label.end(), end)
    date = PRINTED_DATE.match(text, gap.end() if gap else label.end(), end)
    if not date or label[0].lower() == "on":
        return None
    separator = _AFTER_LEADING_DATE.match(text, date.end(), end)
    lead_start = separator.end() if separator else date.end()
    if lead_start == date.end() or lead_start >= end:
        return None
    return Field(label.lastgroup, date[0], "leading line", Span(start, date.end())), lead_start


def find_front_lines(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Find the indices of bylines and date lines among the first lines: each is a block even without a blank line."""
    line_texts = [text[line.start : line.end] for line in lines[: MAX_FRONT_BLOCKS + 1]]
    return frozenset(k for k, line_text in enumerate(line_texts) if parse_front_line(line_text))
