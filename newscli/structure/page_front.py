"""What the lines above the story of a pasted page say about it: title, authors, days, section."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from newscli.lang.en.people import BYLINE_JOBS
from newscli.lang.en.words import FUNCTION_WORDS
from newscli.model import Field, Span
from newscli.patterns import compile_lazily
from newscli.structure.bylines import parse_authors, spell_name
from newscli.structure.front_matter import parse_date_line, parse_front_line
from newscli.structure.furniture import name_kinds
from newscli.structure.layout import Line
from newscli.text import WORD

# How many lines above the story are looked at.
MAX_FRONT_LINES = 40
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 4, 30
MAX_SECTION_WORDS = 3
# A title shares words with the story: so many of its own, with what its place and form take from that share.
MIN_SHARED = 0.2
LINE_COST = 0.02
DOUBT_COST = 0.3
STEM_LETTERS = 5
MAX_STORY_CHARS = 3000
_SENTENCE_ENDS = frozenset(".:")
# How many lines below a name its role, its handle or the day may stand.
MAX_LINES_BELOW_NAME = 3
_CRUMBS = compile_lazily(r"\s[>»›/]\s")
_HANDLE = compile_lazily(r"@\w{2,30}")


class PageFront(NamedTuple):
    """The fields that the lines above a story give, and the span of the title."""

    fields: tuple[Field, ...]
    title: Span | None


def read_page_front(text: str, lines: Sequence[Line], furniture: frozenset[int]) -> PageFront:
    """Read the lines above the story."""
    story = next((k for k in range(len(lines)) if k not in furniture), 0)
    front = list(range(max(0, story - MAX_FRONT_LINES), story))
    fields = list(_read_bylines_and_days(text, lines, front))
    first_line = min((k for k, _ in fields), default=story)
    title = _find_title(text, lines, front, story, first_line)
    found = [field for _, field in fields]
    if title is None:
        return PageFront(tuple(found), None)
    span = Span(lines[title].start, lines[title].end)
    found.append(Field("title", " ".join(text[slice(*span)].split()), "line above the story", span))
    section = _find_section(text, lines, [k for k in front if k < title])
    return PageFront((*found, *([section] if section else [])), span)


def _read_bylines_and_days(text: str, lines: Sequence[Line], front: Sequence[int]) -> Iterator[tuple[int, Field]]:
    for k in front:
        span = Span(lines[k].start, lines[k].end)
        line = text[slice(*span)]
        if fields := parse_front_line(line):
            yield from ((k, replace(field, span=span)) for field in fields)
        elif _is_name_above_role(text, lines, k, front):
            yield k, Field("author", spell_name(line), "byline", span)


def _is_name_above_role(text: str, lines: Sequence[Line], k: int, front: Sequence[int]) -> bool:
    """Whether a line is a person's name, with a role, a handle or a day below it."""
    line = text[lines[k].start : lines[k].end]
    if parse_authors(line) not in ((line,), (spell_name(line),)) or name_kinds(text, lines[k]):
        return False
    below = [text[lines[j].start : lines[j].end] for j in front if k < j <= k + MAX_LINES_BELOW_NAME]
    return any(
        _HANDLE.fullmatch(other) or parse_date_line(other) or (WORD.findall(other.lower())[-1:] and
        WORD.findall(other.lower())[-1] in BYLINE_JOBS)
        for other in below
    )  # fmt: skip


def _find_title(text: str, lines: Sequence[Line], front: Sequence[int], story: int, byline: int) -> int | None:
    """Find the line that shares most words with the story; menus and promotions have the titles of other pages.

    Lines far from the ``byline`` (the first line with a field), below it, that end as a sentence does, or that stand
    below another that may be a title, as decks do, are less likely.
    """
    candidates = [k for k in front if _may_be_title(text, lines[k])]
    end = min(len(text), lines[story].start + MAX_STORY_CHARS)
    stems = {word[:STEM_LETTERS] for word in WORD.findall(text[lines[story].start : end].lower())}
    best, best_score = None, MIN_SHARED
    for k in candidates:
        line = text[lines[k].start : lines[k].end]
        words = [word for word in WORD.findall(line.lower()) if word not in FUNCTION_WORDS]
        share = sum(word[:STEM_LETTERS] in stems for word in words) / max(1, len(words))
        doubts = (k > byline) + (line[-1] in _SENTENCE_ENDS) + (k - 1 in candidates and k <= byline)
        score = share - LINE_COST * abs(byline - k) - DOUBT_COST * doubts
        if score >= best_score:
            best, best_score = k, score
    return best


def _may_be_title(text: str, line: Line) -> bool:
    words = len(WORD.findall(text[line.start : line.end]))
    return MIN_TITLE_WORDS <= words <= MAX_TITLE_WORDS and not name_kinds(text, line)


def _find_section(text: str, lines: Sequence[Line], above: Sequence[int]) -> Field | None:
    """Find the section: the end of a trail of links ("Home > News > Politics")."""
    for k in reversed(above):
        crumbs = [part.strip() for part in _CRUMBS.split(text[lines[k].start : lines[k].end])]
        if len(crumbs) > 1 and crumbs[-1] and len(WORD.findall(crumbs[-1])) <= MAX_SECTION_WORDS:
            start = text.rindex(crumbs[-1], lines[k].start, lines[k].end)
            return Field("section", crumbs[-1], "trail of links", Span(start, start + len(crumbs[-1])))
    return None
